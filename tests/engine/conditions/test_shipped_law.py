"""Every shipped policy and pack: an empty application meets nothing, every reason reads in both languages."""

from __future__ import annotations

import pytest

from greenlist.engine.case import Case, Kind
from greenlist.engine.conditions import conditions
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import render
from greenlist.engine.outcome import ConditionResult, Met

from .support import DEFAULT_PACK, clean, read

BOOK = LawBook()
UNITS = {Kind.FACTORY: "工厂", Kind.PARK: "园区", Kind.SUPPLY_CHAIN: "供应链"}
PACKS = [(pack_id, BOOK.pack(pack_id).kind) for pack_id in BOOK.ids("pack")]


def results(policy_id: str, kind: Kind, case: Case) -> tuple[ConditionResult, ...]:
    return conditions(case, BOOK.policy(policy_id), BOOK.pack(DEFAULT_PACK[kind.value]), BOOK)


@pytest.mark.requirement("REQ-04")
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("policy_id", BOOK.ids("policy"))
def test_an_empty_application_meets_nothing(policy_id: str, kind: Kind) -> None:
    found = results(policy_id, kind, Case(kind, "示例", "", 2023))
    assert found
    assert [one.id for one in found if one.answer is not Met.UNDETERMINED] == []


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("policy_id", BOOK.ids("policy"))
def test_reasons_read_in_both_languages_and_cite(policy_id: str, kind: Kind) -> None:
    for case in (Case(kind, "示例", "", 2023), read(clean(UNITS[kind]), BOOK)):
        for one in results(policy_id, kind, case):
            assert render(one.reason, "zh")
            assert render(one.reason, "en")
            assert one.facts
            assert one.clause
            assert one.name


@pytest.mark.parametrize(("pack_id", "kind"), PACKS)
def test_every_pack_answers_for_each_requirement(pack_id: str, kind: Kind) -> None:
    pack = BOOK.pack(pack_id)
    found = conditions(Case(kind, "示例", "", 2023), BOOK.policy("jilin-2024"), pack, BOOK)
    assert [one.id for one in found if one.group == "basic"] == [one.id for one in pack.requirements]
