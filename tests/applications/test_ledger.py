"""What the ledger of the lists knows for certain stands beside the claim as a witness of its own, and is sealed."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.data import application_data
from greenlist.applications.ledger import draft_data, with_ledger
from greenlist.applications.models import Application, Statement
from greenlist.applications.queries.around import Listed, around
from greenlist.applications.queries.evaluation import shown_to
from greenlist.applications.queries.witnesses import words_at
from greenlist.engine import clock
from greenlist.listings.domain.changes import link_change, record_change
from greenlist.listings.domain.keeping import identify_entry, withdraw_list
from greenlist.listings.models import Entry
from listings.made import FACTORIES, listed
from stages import completed, handed_in
from world import World, application_of, round_of

STATUS = "province_list_status"
BASIS = "省级2024年度 吉工信示例〔2024〕1号"


@pytest.fixture
def draft(world: World) -> Application:
    return completed(application_of(world, round_of(world)), world.hat("owner"))


def on_list(world: World, kind: str = "factory", **more: Any) -> Entry:
    """The unit's line on a list, known by its code."""
    entry = listed(world, FACTORIES[:1], kind=kind, **more).entries.get()
    identify_entry(entry=entry, uscc=world.organisations["unit"].uscc, basis="执照", by=world.hat("province"))
    return entry


def claim(application: Application, world: World, name: str, content: Any) -> None:
    application.statements.filter(place=f"unit.{name}", current=True).update(current=False)
    hat = world.hat("owner")
    Statement.objects.create(
        application=application,
        place=f"unit.{name}",
        content=content,
        by=hat.person,
        hat=hat.membership,
        at=clock.now(),
    )


def condition(application: Application, world: World, name: str = "on_province_list") -> Any:
    result = shown_to(world.hat("owner"), application, None).result
    return next(one for one in result["conditions"] if one["id"] == name)


def test_nothing_known_changes_nothing(draft: Application, world: World) -> None:
    assert draft_data(draft) == application_data(draft)
    listed(world)  # bears the name, has no code: not certain
    assert draft_data(draft) == application_data(draft)


def test_the_claim_stays_and_the_ledger_stands_after_it(draft: Application, world: World) -> None:
    claim(draft, world, STATUS, "拟认定")
    on_list(world)
    first, second = draft_data(draft)["unit"][STATUS]
    assert (first["value"], first["witness"]) == ("拟认定", "claimed")
    assert (second["value"], second["witness"], second["evidence"]) == ("已公布", "checked", BASIS)
    assert "信用代码相同" in second["reason"]
    assert draft_data(draft)["unit"]["province_list_doc"][-1]["value"] == "吉工信示例〔2024〕1号"
    assert application_data(draft)["unit"][STATUS] == "拟认定"  # what the unit hands out as its own workbook


def test_the_engine_goes_by_the_ledger(draft: Application, world: World) -> None:
    claim(draft, world, STATUS, "拟认定")
    assert condition(draft, world)["answer"] == "undetermined"
    on_list(world)
    assert condition(draft, world)["answer"] == "met"


@pytest.mark.parametrize("how", ["withdrawn", "removed", "draft", "kind", "national", "elsewhere"])
def test_what_is_not_certain_or_does_not_count(draft: Application, world: World, how: str) -> None:
    place = world.places["220000"]
    more: dict[str, Any] = {
        "draft": {"stage": "draft"}, "kind": {"kind": "supply_chain"}, "national": {"level": "national"}
    }.get(how, {})  # fmt: skip
    entry = on_list(world, **more)
    if how == "withdrawn":
        withdraw_list(green_list=entry.green_list, reason="错", by=world.hat("province"))
    if how == "removed":
        made = record_change(
            authority=place, level="province", what="removed", kind="factory", name=entry.name,
            announced_on=entry.green_list.announced_on, document="示例2号", by=world.hat("province"),
        )  # fmt: skip
        link_change(change=made, entry=entry, how="name", by=world.hat("province"))
    if how == "elsewhere":
        entry.green_list.authority = world.places["jilin"]  # stands for another province
        entry.green_list.save()
    assert draft_data(draft) == application_data(draft)


def test_a_person_who_checked_keeps_the_last_word(draft: Application, world: World) -> None:
    on_list(world)
    hat = world.hat("city")
    Statement.objects.create(
        application=draft, place=f"unit.{STATUS}", content="拟认定", witness="checked", by=hat.person,
        hat=hat.membership, at=clock.now(),
    )  # fmt: skip
    assert draft_data(draft)["unit"][STATUS][-1]["value"] == "拟认定"


def test_the_sealed_version_keeps_it(draft: Application, world: World) -> None:
    entry = on_list(world)
    sealed = handed_in(draft, world.hat("signatory"))
    assert sealed.data["unit"][STATUS][-1]["evidence"] == BASIS
    withdraw_list(green_list=entry.green_list, reason="错", by=world.hat("province"))
    sealed.refresh_from_db()
    assert sealed.data["unit"][STATUS][-1]["evidence"] == BASIS
    words = words_at(draft, sealed.data, [f"unit.{STATUS}"], sealed.at)[f"unit.{STATUS}"]
    assert [one.witness for one in words][-1] == "checked"
    assert words[-1].evidence == BASIS


def test_repeating_the_same_kind_is_a_word_beside_the_answer(draft: Application, world: World) -> None:
    """Jilin asks nothing; where a policy does (Wuhan), the answer given stays and the engine sees two that differ."""
    one = Listed("province", "factory", "2024年度", 2024, "示例1号")
    assert with_ledger(draft, {"unit": {}}, [one]).keys() == {"unit"}
    draft.round = round_of(world, "wuhan-2025")
    empty = with_ledger(draft, {"unit": {}}, [one])
    assert empty["conditions"]["no_repeat_same_kind"]["answer"] == "not_met"
    answered = with_ledger(draft, {"unit": {}, "conditions": {"no_repeat_same_kind": {"answer": "met"}}}, [one])
    assert answered["conditions"]["no_repeat_same_kind"] == {"answer": "met"}
    assert answered["judged"]["no_repeat_same_kind"]["assessor"] == "名单台账"


def test_it_costs_no_question_more(
    draft: Application, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    on_list(world)
    application = Application.objects.select_related("unit__jurisdiction", "city", "round").get(pk=draft.pk)
    draft_data(application)
    with django_assert_num_queries(1):
        assert [one.level for one in around(application).listed] == ["province"]
