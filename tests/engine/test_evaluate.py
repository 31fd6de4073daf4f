"""The verdict on one unit: which answers stand in the way, which score ranks, when a result is official."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.evaluate import Evaluation, NotInRound, Standing, Verdict, evaluate
from greenlist.engine.lawbook import LawBook, UnknownLaw
from greenlist.engine.outcome import Met, Severity
from round_law import law_with, pack_text, sample

ELIGIBLE, OPEN, OUT = Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE
HIT = {"answer": "not_met", "events": [{"kind": "安全事故", "on": "2023-05-01", "grade": "较大"}]}
THIRD = pack_text("third", [{"id": "I1", "formula": "solid_utilised / solid_generated", "leading": 1, "baseline": 0}])
COMPUTED = "evaluation: {ranking_score: {factory: {value: computed, mark: unverified}}}\n"


def judged(book: LawBook, policy: str = "jilin-2024", name: str = "factory-03-food", **changes: Any) -> Evaluation:
    return evaluate(sample(book, name, **changes), book.policy(policy), book)


def reasons(found: Evaluation) -> str:
    return "\n".join(str(reason) for reason in found.verdict_reasons)


class TestVerdict:
    @pytest.mark.requirement("REQ-04")
    def test_nothing_in_the_way(self, book: LawBook) -> None:
        found = judged(book)
        assert (found.verdict, found.verdict_reasons) == (ELIGIBLE, ())

    @pytest.mark.requirement("REQ-19")
    def test_a_hit_beats_everything_open(self, book: LawBook) -> None:
        found = judged(book, conditions={"NEG-2a": HIT, "NEG-6": None}, claimed_score=None)
        assert found.verdict is OUT
        assert "NEG-2a" in reasons(found)
        assert "NEG-6" not in reasons(found)

    @pytest.mark.requirement("REQ-04")
    def test_an_open_gate_leaves_it_open(self, book: LawBook) -> None:
        found = judged(book, conditions={"NEG-6": None})
        assert found.verdict is OPEN
        assert reasons(found).startswith("NEG-6 失信被执行人：")

    @pytest.mark.requirement("REQ-24", "REQ-34")
    def test_advice_never_blocks(self, book: LawBook) -> None:
        found = judged(book, name="park-01-good", conditions={"PE0": {"answer": "not_met", "reason": "基础一般"}})
        (advice,) = [one for one in found.conditions if one.id == "PE0"]
        assert (advice.answer, advice.gate, found.verdict) == (Met.NOT_MET, False, ELIGIBLE)

    def test_an_error_finding_stops_an_eligible_unit(self, book: LawBook) -> None:
        found = judged(book, values={"solid_utilised": 261})
        errors = [one for one in found.findings if one.severity is Severity.ERROR]
        assert errors
        assert found.verdict is OPEN
        assert all(one.check in reasons(found) for one in errors)

    def test_a_warning_does_not(self, book: LawBook) -> None:
        found = judged(book, pack="factory-2018", unit={"industry4": None})
        assert any(one.severity is Severity.WARNING for one in found.findings)
        assert found.verdict is ELIGIBLE

    @pytest.mark.requirement("REQ-07")
    def test_no_score_to_rank_by_leaves_it_open(self, book: LawBook) -> None:
        found = judged(book, claimed_score=None)
        assert (found.verdict, found.ranking_score) == (OPEN, None)
        assert "没有可用于排序的得分" in reasons(found)

    def test_a_kind_that_is_not_in_the_round(self, book: LawBook) -> None:
        with pytest.raises(NotInRound) as caught:
            judged(book, "cn-2025", "chain-01-textile")
        assert str(caught.value.message) == "本政策的推荐范围不含绿色供应链管理企业，只有：绿色工厂、绿色工业园区"

    def test_an_unknown_pack(self, book: LawBook) -> None:
        with pytest.raises(UnknownLaw):
            evaluate(sample(book), book.policy("jilin-2024"), book, pack_id="nobody")


class TestRequiredItems:
    """必选 items of GB/T 36132-2018: one not met is a gate; silence is covered by a signed score only."""

    def test_one_not_met(self, book: LawBook) -> None:
        found = judged(book, judged={"F5-02": {"answer": "not_met", "reason": "未做节能审查"}})
        assert found.verdict is OUT
        assert "必选要求“建设项目合规”不满足：未做节能审查" in reasons(found)

    def test_silence_under_a_signed_score(self, book: LawBook) -> None:
        assert judged(book, judged={"F5-02": None}).verdict is ELIGIBLE

    def test_silence_without_one(self, book: LawBook) -> None:
        found = judged(book, judged={"F5-02": None}, claimed_score=None)
        (gate,) = [one for one in found.conditions if one.id == "required"]
        assert gate.answer is Met.UNDETERMINED
        assert "建设项目合规" in str(gate.reason)


class TestPassMark:
    """The mark is compared with the unrounded total: 100 * 2 / 3 is more than 66.66 and less than 66.67."""

    @pytest.mark.parametrize(
        ("mark", "answer"),
        [
            ("66.66", Met.MET),
            ("66.67", Met.NOT_MET),
            ("66.6666666666666666666666", Met.MET),
            ("66.6666666666666666666667", Met.NOT_MET),
        ],
    )
    def test_unrounded(self, tmp_path: Path, mark: str, answer: Met) -> None:
        text = COMPUTED.replace(
            "evaluation: {", f"evaluation: {{pass_mark: {{factory: {{value: {mark}, mark: unverified}}}}, "
        )
        book = law_with(tmp_path, policy=text, packs={"third": THIRD})
        found = judged(book, "trial", pack="third", values={"solid_utilised": 100, "solid_generated": 150})
        (gate,) = [one for one in found.conditions if one.id == "pass_mark"]
        assert found.score.shown == "66.67"
        assert gate.answer is answer
        assert found.verdict is {Met.MET: ELIGIBLE, Met.NOT_MET: OUT}[answer]

    def test_no_total_is_no_pass(self, tmp_path: Path) -> None:
        text = "evaluation: {pass_mark: {factory: {value: 0, mark: unverified}}}\n"
        book = law_with(tmp_path, policy=text, packs={"third": THIRD})
        found = judged(book, "trial", pack="third", values={"solid_generated": None})
        (gate,) = [one for one in found.conditions if one.id == "pass_mark"]
        assert (gate.answer, found.verdict) == (Met.UNDETERMINED, OPEN)

    def test_the_notice_of_2024_has_none(self, book: LawBook) -> None:
        assert not [one for one in judged(book).conditions if one.id == "pass_mark"]


class TestRankingScore:
    """Computed, or that of the signed report: the policy says which, and the other stands beside."""

    @pytest.mark.parametrize(("policy", "score", "origin"), [("", "85.60", "claimed"), (COMPUTED, None, "computed")])
    def test_the_policy_chooses(self, tmp_path: Path, policy: str, score: str | None, origin: str) -> None:
        book = law_with(tmp_path, policy=policy, packs={"third": THIRD})
        found = judged(book, "trial", pack="third", values={"solid_utilised": 130, "solid_generated": 130})
        assert found.score.total is not None
        expected = found.score.total if score is None else Decimal(score)
        assert (found.ranking_score, found.ranking_score_from) == (expected, origin)

    def test_a_stated_score_is_no_substitute_for_a_computed_one(self, tmp_path: Path) -> None:
        book = law_with(tmp_path, policy=COMPUTED)
        found = judged(book, "trial")
        assert (found.ranking_score, found.verdict) == (None, OPEN)


class TestStanding:
    def test_trial_while_anything_is_open_or_unconfirmed(self, book: LawBook) -> None:
        found = judged(book)
        assert found.standing is Standing.TRIAL
        assert all(not fact.settled for fact in found.unconfirmed)
        used = {fact.id for fact in found.facts}
        assert {fact.id for fact in found.unconfirmed} <= used

    def test_every_fact_of_the_conditions_is_on_record(self, book: LawBook) -> None:
        found = judged(book)
        used = {fact.id for fact in found.facts}
        assert {fact.id for one in found.conditions for fact in one.facts} <= used

    def test_hashes_name_the_law_as_it_held(self, book: LawBook, tmp_path: Path) -> None:
        other = law_with(tmp_path)
        first, second = judged(book), judged(other, "trial")
        assert first.pack_hash == second.pack_hash
        assert first.policy_hash != second.policy_hash
