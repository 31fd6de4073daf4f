"""What the lists say to an applicant's prerequisites, by the policy of its round."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from pytest_django import DjangoAssertNumQueries

from door import uscc
from greenlist.engine.facts import Fact
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy
from greenlist.listings.domain.changes import link_change, record_change
from greenlist.listings.standing import UnitStanding, standing_of
from greenlist.screening.subjects import Subject
from world import World

from .made import FACTORIES, listed
from .test_queries import code, happened

FOOD = Subject("a", "示例食品有限公司", uscc(1))


def asked(world: World, book: LawBook, policy: Policy | str = "jilin-2024", **more: Any) -> UnitStanding:
    told: dict[str, Any] = {"subject": FOOD, "kind": "factory"} | more
    wanted = book.policy(policy) if isinstance(policy, str) else policy
    return standing_of(authority=world.places["220000"], policy=wanted, **told)


def answer(found: UnitStanding, name: str = "on_province_list") -> str:
    return str(next(one for one in found.answers if one.id == name).answer)


def counting(book: LawBook, value: bool | None) -> Policy:
    """The policy of Jilin with a word on 拟认定."""
    policy = book.policy("jilin-2024")
    fact = Fact[bool](value=value, mark="published", source="n196", clause="一.1")
    wanted = policy.prerequisite.model_copy(update={"proposed_counts": fact})
    return policy.model_copy(update={"prerequisite": wanted})


@pytest.mark.requirement("REQ-09")
def test_on_the_list_by_code_is_met_by_name_is_open(world: World, book: LawBook) -> None:
    assert answer(asked(world, book)) == "undetermined"  # no list is not "not on the list"
    green_list = listed(world)
    assert answer(asked(world, book)) == "undetermined"
    code(world, green_list.entries.get(seq=1), 1)
    found = asked(world, book)
    assert answer(found) == "met"
    (told,) = [one for one in found.answers if one.id == "on_province_list"]
    assert told.asked
    assert "196号 一.1" in told.clause
    assert [line.document for line in told.basis] == ["吉工信示例〔2024〕1号"]


def test_another_kind_is_a_question(world: World, book: LawBook) -> None:
    code(world, listed(world).entries.get(seq=1), 1)
    assert answer(asked(world, book, kind="supply_chain")) == "undetermined"


@pytest.mark.parametrize(("value", "says"), [(True, "met"), (False, "not_met"), (None, "undetermined")])
def test_whether_a_proposed_unit_counts_is_the_policys_word(
    world: World, book: LawBook, value: bool | None, says: str
) -> None:
    code(world, listed(world, stage="draft").entries.get(seq=1), 1)
    assert answer(asked(world, book, counting(book, value))) == says


def test_a_proposed_unit_known_by_name_only_is_open_even_where_it_counts(world: World, book: LawBook) -> None:
    listed(world, stage="draft")
    assert answer(asked(world, book, counting(book, value=True))) == "undetermined"


def test_removed_by_code_is_not_met_and_shown(world: World, book: LawBook) -> None:
    entry = listed(world).entries.get(seq=1)
    code(world, entry, 1)
    happened(world, "removed", entry.name, entry)
    found = asked(world, book)
    assert answer(found) == "not_met"
    assert [one.removed_by for one in found.removals] == ["吉工信示例〔2025〕2号"]


def test_no_repeat_asks_the_list_the_round_is_about(world: World, book: LawBook) -> None:
    code(world, listed(world).entries.get(seq=1), 1)
    assert (
        answer(asked(world, book), "no_repeat_same_kind") == "met"
    )  # a national round: the provincial list is no repeat
    assert answer(asked(world, book, "wuhan-2025"), "no_repeat_same_kind") == "not_met"
    assert answer(asked(world, book, "wuhan-2025", kind="supply_chain"), "no_repeat_same_kind") == "met"
    assert answer(asked(world, book, "guizhou"), "no_repeat_same_kind") == "undetermined"  # which list is not written
    national = listed(world, FACTORIES[:1], level="national", label="第一批", batch=1)
    assert answer(asked(world, book), "no_repeat_same_kind") == "undetermined"  # by name
    code(world, national.entries.get(), 1)
    assert answer(asked(world, book), "no_repeat_same_kind") == "not_met"


def test_a_unit_that_was_removed_may_come_back(world: World, book: LawBook) -> None:
    entry = listed(world, FACTORIES[:1], level="national", label="第一批", batch=1).entries.get()
    code(world, entry, 1)
    made = record_change(
        authority=world.places["220000"], what="removed", kind="factory", level="national", name=entry.name,
        announced_on=entry.green_list.announced_on, document="示例1号", by=world.hat("province"),
    )  # fmt: skip
    link_change(change=made, entry=entry, how="name", by=world.hat("province"))
    assert answer(asked(world, book), "no_repeat_same_kind") == "met"


PARK = Subject(
    "p", "示例经济开发区", uscc(4),
    tenants=(Subject("1", "示例食品有限公司", uscc(1)), Subject("2", "甲乙示例机械（长春）有限公司"),
             Subject("3", "不在名单有限公司", uscc(7)), Subject("4", "示例食品有限公司", uscc(9))),
)  # fmt: skip


@pytest.mark.requirement("REQ-33")
def test_green_factories_in_a_park_by_level_with_their_share(
    world: World, book: LawBook, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    code(world, listed(world).entries.get(seq=1), 1)
    listed(world, FACTORIES[:1], level="national", label="第一批", batch=1)
    listed(world, FACTORIES[1:2], kind="supply_chain", label="供应链2024", batch=5)
    with django_assert_num_queries(3):
        found = asked(world, book, subject=PARK, kind="park")
    green = found.green
    assert green is not None
    counts = {one.level: (one.certain, one.by_name, one.share) for one in green.levels}
    # the national list prints no codes: tenants 1 and 4 bear its name; the provincial line has a code, so 4 is another
    assert counts == {
        "national": (0, 2, Decimal("50.0")),
        "province": (1, 1, Decimal("50.0")),
        "city": (0, 0, Decimal("0.0")),
    }
    assert (green.any_level, green.share) == (3, Decimal("75.0"))
    assert green.total == 4


@pytest.mark.requirement("REQ-39")
def test_suppliers_are_counted_where_a_roster_is_given(world: World, book: LawBook) -> None:
    listed(world)
    found = asked(world, book, kind="supply_chain", suppliers=PARK.tenants[:3])
    assert found.green is not None
    assert (found.green.whose, found.green.any_level, found.green.share) == ("suppliers", 2, Decimal("66.7"))
    assert asked(world, book, kind="supply_chain").no_suppliers


def test_the_record_shows_it(world: World, book: LawBook) -> None:
    entry = listed(world).entries.get(seq=1)
    code(world, entry, 1)
    text = render_to_string("listings/_standing.html", {"standing": asked(world, book)})
    assert "符合" in text
    assert "吉工信示例〔2024〕1号" in text
    happened(world, "removed", entry.name, entry)
    assert "曾被移出名单" in render_to_string("listings/_standing.html", {"standing": asked(world, book)})
    park = render_to_string("listings/_standing.html", {"standing": asked(world, book, subject=PARK, kind="park")})
    assert "园区内 4 家企业" in park
    assert "25.0%" in park
