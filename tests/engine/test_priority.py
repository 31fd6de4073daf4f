"""Priority in recommendation: a reason to come first, never points and never a bar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.evaluate import Evaluation, Verdict, evaluate
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import Met, Tier
from round_law import law_with, sample


def judged(book: LawBook, name: str, policy: str = "jilin-2024", **changes: Any) -> Evaluation:
    return evaluate(sample(book, name, **changes), book.policy(policy), book)


def answers(found: Evaluation) -> dict[str, Met]:
    return {one.id: one.answer for one in found.priority.answers}


@pytest.mark.requirement("REQ-22", "REQ-23")
def test_the_energy_level_decides_for_factories(book: LawBook) -> None:
    for name, tier in (("factory-02-cement", Tier.PRIORITY), ("factory-03-food", Tier.ORDINARY)):
        found = judged(book, name)
        assert (found.priority.tier, found.verdict) == (tier, Verdict.ELIGIBLE)
        assert {one.id for one in found.priority.answers} == {"REQ-22", "REQ-23"}


@pytest.mark.requirement("REQ-23")
def test_an_open_level_is_unknown_and_no_bar(book: LawBook) -> None:
    found = judged(book, "factory-04-ferroalloy")
    assert (found.priority.tier, found.verdict) == (Tier.UNKNOWN, Verdict.ELIGIBLE)
    assert set(answers(found).values()) == {Met.UNDETERMINED}


class TestJudgement:
    """Rules that a person answers under the rule's id."""

    @pytest.mark.requirement("REQ-38")
    @pytest.mark.parametrize(
        ("answer", "met", "reason"),
        [
            ({"answer": "met", "reason": "纺织行业龙头企业"}, Met.MET, "人工认定：纺织行业龙头企业"),
            ({"answer": "not_met", "reason": ""}, Met.NOT_MET, "人工认定"),
            ({"answer": "unknown", "reason": "待核实"}, Met.UNDETERMINED, "尚无人工认定：待核实"),
            (None, Met.UNDETERMINED, "尚无人工认定"),
        ],
    )
    def test_answer(self, book: LawBook, answer: Any, met: Met, reason: str) -> None:
        found = judged(book, "chain-01-textile", conditions={"REQ-38": answer})
        (rule,) = [one for one in found.priority.answers if one.id == "REQ-38"]
        assert (rule.answer, str(rule.reason)) == (met, reason)
        assert found.verdict is Verdict.ELIGIBLE

    @pytest.mark.requirement("REQ-38", "REQ-39", "REQ-40")
    def test_one_rule_is_enough_and_none_is_ordinary(self, book: LawBook) -> None:
        nobody = dict.fromkeys(("REQ-38", "REQ-39", "REQ-40"))
        found = judged(book, "chain-01-textile", conditions=nobody)
        assert found.priority.tier is Tier.ORDINARY
        assert answers(found).keys() >= nobody.keys()
        pilot = judged(book, "chain-01-textile", conditions=nobody, values={"epr_pilot": "是"})
        assert (answers(pilot)["REQ-40"], pilot.priority.tier) == (Met.MET, Tier.PRIORITY)

    @pytest.mark.requirement("REQ-33")
    def test_parks(self, book: LawBook) -> None:
        assert judged(book, "park-01-good").priority.tier is Tier.ORDINARY
        met = {"REQ-33": {"answer": "met", "reason": "绿色工厂多"}}
        assert judged(book, "park-01-good", conditions=met).priority.tier is Tier.PRIORITY


class TestFormula:
    """A rule over fields; what is missing leaves it open."""

    LAW = """\
priority:
  - {id: P1, kinds: [factory], name: 固废, text: 固废, type: formula, mark: unverified, test: solid_utilised >= 250}
"""

    @pytest.mark.parametrize(
        ("utilised", "answer", "tier"),
        [
            (250, Met.MET, Tier.PRIORITY),
            ("249.999", Met.NOT_MET, Tier.ORDINARY),
            (None, Met.UNDETERMINED, Tier.ORDINARY),
        ],
    )
    def test_formula(self, tmp_path: Path, utilised: Any, answer: Met, tier: Tier) -> None:
        book = law_with(tmp_path, policy=self.LAW)
        found = judged(book, "factory-03-food", "trial", values={"solid_utilised": utilised})
        assert (answers(found)["P1"], found.priority.tier) == (answer, tier)
        if utilised is None:
            (rule,) = [one for one in found.priority.answers if one.id == "P1"]
            assert "solid_utilised" in str(rule.reason)
