"""Where a unit stands, who is listed, what was removed: by code for certain, by name to be confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from door import uscc
from greenlist.listings.domain.changes import link_change, record_change, withdraw_change
from greenlist.listings.domain.keeping import identify_entry, withdraw_list
from greenlist.listings.models import Change, Entry
from greenlist.listings.queries import Standing, listed_subjects, removal_rows, standing, standings
from greenlist.parties.models import Jurisdiction
from greenlist.screening.names import read_name
from greenlist.screening.subjects import Subject
from world import World

from .made import FACTORIES, listed


def place(world: World) -> Jurisdiction:
    return world.places["220000"]


def code(world: World, entry: Entry, number: int) -> None:
    identify_entry(entry=entry, uscc=uscc(number), basis="执照", by=world.hat("province"))


def happened(
    world: World, what: str, name: str, entry: Entry | None = None, on: date = date(2025, 1, 22), **more: Any
) -> Change:
    told = {
        "kind": "factory",
        "level": "province",
        "document": "吉工信示例〔2025〕2号",
        "label": "2025年度",
        "batch": 4,
    } | more
    made = record_change(
        authority=place(world), what=what, name=name, announced_on=on, by=world.hat("province"), **told
    )
    return link_change(change=made, entry=entry, how="name", by=world.hat("province")) if entry else made


def how(found: list[Standing]) -> list[tuple[str, str]]:
    return [(one.how, one.status) for one in found]


@pytest.mark.parametrize(
    ("name", "former", "met"),
    [
        ("甲乙示例机械(长春)有限公司", (), [("name", "published")]),
        ("戊己示例化工厂", (), [("former_name", "published")]),
        ("新名有限公司", ("示例食品有限公司",), [("former_name", "published")]),
        ("示例食品有限公司二厂", (), []),
        ("", (), []),
    ],
)
def test_by_exact_names_only(world: World, name: str, former: tuple[str, ...], met: list[tuple[str, str]]) -> None:
    listed(world)
    assert how(standing(place(world), name=name, former_names=former)) == met


def test_a_code_is_certain_and_another_code_is_another_unit(world: World) -> None:
    entry = listed(world).entries.get(seq=1)
    code(world, entry, 1)
    found = standing(place(world), name="改了名字的有限公司", uscc=uscc(1))
    assert (how(found), found[0].certain) == ([("uscc", "published")], True)
    assert standing(place(world), name=entry.name, uscc=uscc(9)) == []
    assert how(standing(place(world), name=entry.name)) == [("name", "published")]


def test_a_renamed_unit_is_found_under_its_new_name(world: World) -> None:
    entry = listed(world).entries.get(seq=1)
    happened(world, "renamed", entry.name, entry, new_name="新示例食品有限公司")
    found = standing(place(world), name="新示例食品 有限公司")
    assert how(found) == [("name", "renamed")]
    assert found[0].on_list


def test_a_removed_unit_says_when_and_by_what(world: World) -> None:
    entry = listed(world).entries.get(seq=1)
    happened(world, "removed", entry.name, entry)
    (found,) = standing(place(world), name=entry.name)
    assert (found.status, found.removed_on, found.removed_by) == ("removed", date(2025, 1, 22), "吉工信示例〔2025〕2号")
    assert not found.on_list


def test_a_draft_only_proposes_until_the_final_list_is_there(world: World) -> None:
    listed(world, stage="draft")
    assert how(standing(place(world), name="示例食品有限公司")) == [("name", "proposed")]
    listed(world, FACTORIES[1:])
    assert how(standing(place(world), name="示例食品有限公司")) == [("name", "not_taken")]
    assert [one.status for one in standing(place(world), name="甲乙示例机械（长春）有限公司")] == [
        "not_taken",
        "published",
    ]


def test_what_was_withdrawn_says_nothing(world: World) -> None:
    withdraw_list(green_list=listed(world), reason="错", by=world.hat("province"))
    assert standing(place(world), name="示例食品有限公司") == []
    assert listed_subjects(place(world)) == []


def test_another_province_has_its_own_lists(world: World) -> None:
    listed(world)
    assert standing(world.places["cn"], name="示例食品有限公司") == []


@pytest.mark.parametrize("count", [1, 300])
def test_many_units_ask_no_more_than_one(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listed(world)
    subjects = [Subject(f"{number}", f"示例{number}有限公司") for number in range(count)]
    where = place(world)
    with django_assert_num_queries(3):
        found = standings(where, [Subject("one", "示例食品有限公司"), *subjects])
    assert len(found["one"]) == 1
    assert len(found) == count + 1


def test_listed_units_are_of_the_province_and_each_once(world: World) -> None:
    first = listed(world)
    code(world, first.entries.get(seq=1), 1)
    second = listed(world, FACTORIES[:1], kind="supply_chain", label="2025年度", batch=4)
    code(world, second.entries.get(), 1)
    listed(
        world,
        [[1, "吉林", "国家示例有限公司", ""], [2, "辽宁", "他省示例有限公司", ""]],
        level="national",
        label="第一批",
    )
    listed(world, [[1, "长春市", "拟认定示例有限公司", ""]], stage="draft", label="2026年度")
    happened(world, "removed", FACTORIES[1][2], first.entries.get(seq=2))
    happened(world, "renamed", FACTORIES[0][2], first.entries.get(seq=1), new_name="新示例食品有限公司")
    names = {one.name: one for one in listed_subjects(place(world))}
    assert set(names) == {"新示例食品有限公司", "丙丁示例化工有限公司（原戊己示例化工厂）", "国家示例有限公司"}
    food = names["新示例食品有限公司"]
    assert (food.uscc, food.former_names, food.kind) == (uscc(1), ("示例食品有限公司",), "factory")


def test_removals_are_offered_to_screening_under_every_name(world: World) -> None:
    entry = listed(world).entries.get(seq=1)
    code(world, entry, 1)
    happened(world, "removed", "新示例食品有限公司", entry)
    happened(world, "renamed", "示例食品有限公司", entry, new_name="新示例食品有限公司")
    happened(world, "removed", "另一示例有限公司", None, uscc=uscc(8))
    withdrawn = happened(world, "removed", "登记错的有限公司")
    withdraw_change(change=withdrawn, reason="错", by=world.hat("province"))
    rows = {one["统一社会信用代码"]: one for one in removal_rows(place(world))}
    assert len(removal_rows(place(world))) == 2
    assert rows[uscc(8)]["单位名称"] == "另一示例有限公司"
    told = rows[uscc(1)]
    assert list(told) == ["单位名称", "类型", "批次", "移出日期", "文号", "统一社会信用代码"]
    assert (told["类型"], told["批次"], told["移出日期"]) == ("绿色工厂", "2025年度", "2025-01-22")
    name = read_name(told["单位名称"])
    assert {name.key, name.former_key} == {"示例食品有限公司", "新示例食品有限公司"}
