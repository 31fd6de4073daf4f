"""Look-ups of people: they count as records of lists do, and as lists without one; what nobody asked stays open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import render
from greenlist.engine.schemas.screening import ConditionScreened
from greenlist.screening.by_hand import BY_HAND, Lookup
from greenlist.screening.outcomes import Decision, Outcome, Screening, UnitAnswer
from greenlist.screening.report import unit_data
from greenlist.screening.rules import Rules, rules_of
from greenlist.screening.screen import screen
from greenlist.screening.subjects import Subject

from .paper import DAY, UNIT, code, condition, full_set
from .test_screen import rules_with

RULES = rules_of(LawBook(), "jilin-2024")
FOUND = Lookup(
    id="a" * 32, subject=UNIT.identity, condition="NEG-1b", found=True, source="", place="用电记录",
    address="https://example.cn/7", looked_on=DAY, dated_on=DAY, what="2023年1月起停产", document="截图.pdf",
    by="王（示例市）", on=DAY,
)  # fmt: skip
NOTHING = replace(FOUND, id="b" * 32, found=False, dated_on=None, what="", document="")


def asked(
    folder: Path, *lookups: Lookup, subjects: Sequence[Subject] = (UNIT,), rules: Rules = RULES,
    decisions: Sequence[Decision] = (), **lists: Any,
) -> Screening:  # fmt: skip
    snapshots = full_set(folder, rules, {}, **lists)
    return screen(subjects, snapshots, rules, as_of=DAY, decisions=decisions, lookups=lookups)


def one(screening: Screening) -> UnitAnswer:
    (unit,) = screening.units
    return unit


def ids(unit: UnitAnswer) -> set[str]:
    return {each.id for each in unit.conditions}


def test_what_nobody_looked_up_is_not_answered(tmp_path: Path) -> None:
    found = asked(tmp_path)
    assert not {"NEG-1b", "NEG-1d"} & ids(one(found))
    assert [each.id for each in found.not_screened] == ["NEG-1b", "NEG-1d"]


@pytest.mark.parametrize("which", ["NEG-1b", "NEG-1d"])
def test_what_was_found_is_a_hit(tmp_path: Path, which: str) -> None:
    found = one(asked(tmp_path, replace(FOUND, condition=which)))
    (ruling,) = condition(found, which).rulings
    assert (found.outcome, ruling.outcome, ruling.match.how) == (Outcome.HIT, Outcome.HIT, BY_HAND)
    reason = render(ruling.reason)
    for part in ("王（示例市）", "用电记录（https://example.cn/7）", "2023年1月起停产", "截图.pdf", DAY.isoformat()):
        assert part in reason


def test_nothing_found_answers_the_condition(tmp_path: Path) -> None:
    found = one(asked(tmp_path, NOTHING))
    answer = condition(found, "NEG-1b")
    assert (found.outcome, answer.outcome, "NEG-1d" in ids(found)) == (Outcome.CLEAR, Outcome.CLEAR, False)
    data = next(each for each in unit_data(found)["conditions"] if each["id"] == "NEG-1b")
    assert "没有该情形的记录" in data["reason"]
    assert "王（示例市）" in data["reason"]
    assert [each["how"] for each in data["rulings"]] == [BY_HAND]
    ConditionScreened.model_validate(data)


def test_conditions_stand_in_the_order_of_the_policy(tmp_path: Path) -> None:
    found = one(asked(tmp_path, FOUND, replace(NOTHING, condition="NEG-1d")))
    assert [each.id for each in found.conditions][:5] == ["NEG-1a", "NEG-1b", "NEG-1c", "NEG-1d", "NEG-2a"]


def test_a_find_outweighs_that_nothing_was_found_elsewhere(tmp_path: Path) -> None:
    assert one(asked(tmp_path, NOTHING, FOUND)).outcome is Outcome.HIT


@pytest.mark.parametrize(
    ("day", "outcome"), [(date(2015, 1, 1), Outcome.CLEAR), (DAY, Outcome.HIT), (DAY + timedelta(1), Outcome.CLEAR)]
)
def test_the_window_holds_for_what_was_found(tmp_path: Path, day: date, outcome: Outcome) -> None:
    """NEG-2a: events of the last three years count."""
    found = one(asked(tmp_path, replace(FOUND, condition="NEG-2a", dated_on=day)))
    (ruling,) = condition(found, "NEG-2a").rulings
    assert (ruling.outcome, ruling.history) == (outcome, outcome is Outcome.CLEAR)
    assert found.outcome is outcome


def test_a_state_holds_whenever_it_began(tmp_path: Path) -> None:
    """NEG-6: being on the list of debtors is a state."""
    found = one(asked(tmp_path, replace(FOUND, condition="NEG-6", dated_on=date(2015, 1, 1))))
    assert found.outcome is Outcome.HIT


def test_a_source_that_was_asked_itself_stands_for_its_list(tmp_path: Path) -> None:
    looked = replace(NOTHING, condition="NEG-6", source="dishonest_debtors")
    assert one(asked(tmp_path / "a", without=("dishonest_debtors",))).outcome is Outcome.UNDETERMINED
    found = one(asked(tmp_path / "b", looked, without=("dishonest_debtors",)))
    assert found.outcome is Outcome.CLEAR
    elsewhere = one(asked(tmp_path / "c", replace(looked, source=""), without=("dishonest_debtors",)))
    assert elsewhere.outcome is Outcome.UNDETERMINED


def test_one_list_looked_up_leaves_the_others_open(tmp_path: Path) -> None:
    """NEG-2b rests on penalties and on serious violations."""
    looked = replace(NOTHING, condition="NEG-2b", source="credit_china_penalties")
    found = one(asked(tmp_path, looked, without=("credit_china_penalties", "gsxt_serious")))
    answer = condition(found, "NEG-2b")
    assert answer.outcome is Outcome.UNDETERMINED
    assert ["严重违法" in str(each) for each in answer.reasons] == [True]


class TestAge:
    """capture_max_age_days: what is too old clears nobody."""

    RULES = rules_with(capture_max_age_days="30")

    def test_an_old_look_up_leaves_open_what_only_people_answer(self, tmp_path: Path) -> None:
        old = replace(NOTHING, looked_on=DAY - timedelta(31))
        found = one(asked(tmp_path, old, rules=self.RULES))
        assert condition(found, "NEG-1b").outcome is Outcome.UNDETERMINED
        edge = one(asked(tmp_path, replace(old, looked_on=DAY - timedelta(30)), rules=self.RULES))
        assert condition(edge, "NEG-1b").outcome is Outcome.CLEAR

    def test_a_new_one_settles_it(self, tmp_path: Path) -> None:
        old = replace(NOTHING, id="c" * 32, looked_on=DAY - timedelta(31))
        assert one(asked(tmp_path, old, NOTHING, rules=self.RULES)).outcome is Outcome.CLEAR

    def test_an_old_one_does_not_unsettle_a_good_list(self, tmp_path: Path) -> None:
        old = replace(NOTHING, condition="NEG-6", source="dishonest_debtors", looked_on=DAY - timedelta(31))
        assert condition(one(asked(tmp_path, old, rules=self.RULES)), "NEG-6").outcome is Outcome.CLEAR


def test_a_decision_overrules_what_was_found(tmp_path: Path) -> None:
    word = Decision(UNIT.identity, FOUND.id, FOUND.id, "NEG-1b", "does_not_count", "李（省厅）", DAY, "是检修")
    found = one(asked(tmp_path, FOUND, decisions=[word]))
    (ruling,) = condition(found, "NEG-1b").rulings
    assert (found.outcome, ruling.decision) == (Outcome.CLEAR, word)


def test_others_are_left_alone(tmp_path: Path) -> None:
    other = Subject("u2", "示例乙机械有限公司", code(2))
    first, second = asked(tmp_path, FOUND, subjects=(UNIT, other)).units
    assert (first.outcome, second.outcome) == (Outcome.HIT, Outcome.CLEAR)
    assert "NEG-1b" not in ids(second)


class TestPark:
    TENANTS = (UNIT, Subject("t2", "示例乙机械有限公司", code(2)))
    PARK = Subject("p", "示例经济开发区", kind="park", tenants=TENANTS)

    def test_what_a_tenant_has_reaches_its_park(self, tmp_path: Path) -> None:
        park = one(asked(tmp_path, FOUND, subjects=(self.PARK,)))
        assert (park.outcome, condition(park, "NEG-1b").outcome) == (Outcome.HIT, Outcome.HIT)
        assert UNIT.name in str(condition(park, "NEG-1b").reasons[0])
        assert [each.outcome for each in park.tenants] == [Outcome.HIT, Outcome.CLEAR]
        assert "NEG-1b" not in ids(park.tenants[1])

    def test_a_tenant_looked_up_says_nothing_of_the_park(self, tmp_path: Path) -> None:
        park = one(asked(tmp_path, NOTHING, subjects=(self.PARK,)))
        assert "NEG-1b" not in ids(park)
        assert "NEG-1b" in ids(park.tenants[0])

    def test_a_park_without_roster_is_answered_itself(self, tmp_path: Path) -> None:
        bare = Subject("p", "示例经济开发区", kind="park")
        looked = replace(NOTHING, subject=bare.identity)
        park = one(asked(tmp_path, looked, subjects=(bare,)))
        assert condition(park, "NEG-1b").outcome is Outcome.CLEAR
