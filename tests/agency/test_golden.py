"""The golden cases of agencies: conditions and remarks, the cap, relations (tests/cases/agencies)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from greenlist.agency.caps import standing
from greenlist.agency.conditions import CONDITIONS, assess, remarks
from greenlist.agency.facts import CapRule, Counted
from greenlist.agency.relations import SORTS, Declared, relations
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema.policy import AgencyConditions, AgencyRelations

from .cases import BASE, KINDS, YES, body_of, elsewhere, filed, law_value, read, with_values

ANSWERS = {"met": "符合", "not_met": "不符合", "undetermined": "待定"}
NAMES = {one.name: one.id for one in CONDITIONS}
RELATIONS = {name: sort for sort, name in SORTS.items()}
EFFECTS = {"forbid": "禁止", "disclose": "披露"}
KEYS = {
    "条件": {"案例", "条款", "机构", "人员", "业绩", "证明", "要求", "别处", "应得", "查到", "理由含", "提示含"},
    "上限": {"案例", "条款", "政策", "要求", "机构", "项目", "关联", "应得"},
    "关系": {"案例", "条款", "机构", "单位", "申报", "任职", "要求", "应得", "说明含"},
}


def parameters(name: str) -> list[Any]:
    return [
        pytest.param(entry, id=entry["案例"], marks=pytest.mark.requirement(*entry.get("条款", ())))
        for entry in read(name)["案例"]
    ]


# -- conditions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", parameters("条件"))
def test_conditions(entry: Mapping[str, Any], book: LawBook) -> None:
    rule = with_values(
        book.policy("jilin-2024").third_party.basic,
        {NAMES[name]: law_value(value) for name, value in entry.get("要求", {}).items()},
    )
    agency, others, on = filed(entry), elsewhere(entry), BASE["报送日"]
    kinds = [KINDS[one] for one in BASE["类型"]]
    found = {
        one.name: one
        for one in assess(agency, rule, kinds=kinds, province=BASE["省份"], on=on, elsewhere=others)
    }  # fmt: skip
    answers = {name: ANSWERS[one.answer] if one.decides else "不判断" for name, one in found.items()}
    assert answers == _wanted(rule, entry["应得"])
    for name, words in entry.get("查到", {}).items():
        assert found[name].found == words
    for name, words in entry.get("理由含", {}).items():
        assert words in found[name].because
    said = "\n".join(one.message for one in remarks(agency, on=on, elsewhere=others, rule=rule))
    for words in entry.get("提示含", ()):
        assert words in said
    assert bool(said) == bool(entry.get("提示含", ()))


def _wanted(rule: AgencyConditions, said: Mapping[str, str]) -> dict[str, str]:
    decided = {one.name: getattr(rule, one.id).value not in (None, False) for one in CONDITIONS}
    return {name: said.get(name, "符合" if decided[name] else "不判断") for name in decided}


def test_every_answer_of_every_condition_has_a_case() -> None:
    seen = {(name, answer) for entry in read("条件")["案例"] for name, answer in entry["应得"].items()}
    assert {name for name, answer in seen if answer in {"不符合", "待定"}} == set(NAMES)


def test_the_conditions_are_those_of_the_law() -> None:
    cited = {"mark", "source", "clause", "note", "confirmed", "path", "senior_fields", "filing_valid_until"}
    assert [one.id for one in CONDITIONS] == [one for one in AgencyConditions.model_fields if one not in cited]


# -- cap ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", parameters("上限"))
def test_cap(entry: Mapping[str, Any], book: LawBook) -> None:
    law = book.policy(entry["政策"]).third_party
    said = entry.get("要求", {})
    names = {"上限": "cap", "计数单位": "cap_unit", "计数范围": "cap_scope"}
    law = with_values(law, {names[name]: law_value(value) for name, value in said.items()})
    bodies = [body_of(one) for one in entry["机构"]]
    reps = {one.key: one.legal_rep for one in bodies}
    counted = [
        Counted(
            one["机构"], one.get("签约时法定代表人", reps[one["机构"]]), KINDS[one.get("类型", "绿色工厂")],
            one.get("年度", 2024), one.get("批次", "一"), one.get("省份", "吉林"),
        )
        for one in entry["项目"]
        for _ in range(one["份数"])
    ]  # fmt: skip
    links = [(one, other) for one, other in entry.get("关联", ())]
    rule = CapRule(law.cap, law.cap_unit, law.cap_scope)
    found = standing(bodies[0], bodies, links, counted, rule, year=2024, batch="一", province="吉林")
    has = {
        "已用": found.used, "剩余": "无" if found.left is None else found.left, "满": found.full, "快满": found.near,
        "合计": list(found.group),
    }  # fmt: skip
    for name, value in entry["应得"].items():
        if name == "说明含":
            assert value in "".join(found.notes)
        else:
            assert has[name] == (YES.get(value, value) if name in {"满", "快满"} else value), name
    assert bool(found.notes) == ("说明含" in entry["应得"])
    assert sum(found.by_kind.values()) == found.used


# -- relations ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", parameters("关系"))
def test_relations(entry: Mapping[str, Any], book: LawBook) -> None:
    effects = {"禁止": "forbid", "披露": "disclose"}
    values = {
        "consulting_years" if name == "年数" else RELATIONS[name]: effects.get(value, law_value(value))
        for name, value in entry.get("要求", {}).items()
    }
    rule = with_values(book.policy("jilin-2024").third_party.relations, values)
    agency = body_of({"名称": "示例绿色评价有限公司", **entry.get("机构", {})})
    unit = body_of({"名称": "示例甲机械有限公司", **entry.get("单位", {})})
    declared = [Declared(RELATIONS[one["关系"]], one.get("说明", ""), one.get("至")) for one in entry.get("申报", ())]
    found = relations(
        agency, unit, rule, declared=declared, worked_at=entry.get("任职", {}), on=BASE["报送日"]
    )  # fmt: skip
    assert {SORTS[one.sort]: EFFECTS[one.effect] for one in found} == entry["应得"]
    assert all(one.fact is getattr(rule, one.sort) for one in found)
    assert sum(one.declared for one in found) == len(declared)
    for words in entry.get("说明含", ()):
        assert words in "\n".join(one.detail for one in found)


def test_the_relations_are_those_of_the_law() -> None:
    cited = {"mark", "source", "clause", "note", "confirmed", "path", "consulting_years"}
    assert set(SORTS) == set(AgencyRelations.model_fields) - cited
    declared = {name for entry in read("关系")["案例"] for name in entry["应得"]}
    assert declared == set(RELATIONS)


def test_a_relation_the_law_has_not(book: LawBook) -> None:
    rule = book.policy("jilin-2024").third_party.relations
    body = body_of({"名称": "示例"})
    for sort in ("friendship", "consulting_years"):
        with pytest.raises(KeyError):
            relations(body, body, rule, declared=[Declared(sort)], worked_at={}, on=BASE["报送日"])


@pytest.mark.parametrize("name", KEYS)
def test_cases_are_written_as_said(name: str) -> None:
    cases = read(name)["案例"]
    assert [sorted(entry.keys() - KEYS[name]) for entry in cases if entry.keys() - KEYS[name]] == []
    assert [one for one, count in Counter(entry["案例"] for entry in cases).items() if count > 1] == []
