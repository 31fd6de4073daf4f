"""What people decide about a record: it holds while the record is as it was, and goes when it is withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import say
from greenlist.screening.decisions import by_key, ruled
from greenlist.screening.outcomes import Match, Outcome, Ruling
from greenlist.screening.rules import rules_of
from greenlist.screening.rulings import Weighed
from greenlist.screening.snapshots import Snapshot

from .paper import NAME, UNIT, decision, original, penalty

RULES = rules_of(LawBook(), "jilin-2024")
SOURCE = RULES.sources["credit_china_penalties"]
ROW = penalty()
EFFECTS = {
    Outcome.HIT: Weighed(Outcome.HIT, say("screening.state_counts", day=date(2024, 7, 20))),
    Outcome.CANDIDATE: Weighed(Outcome.CANDIDATE, say("screening.judge_plain")),
    Outcome.UNDETERMINED: Weighed(Outcome.UNDETERMINED, say("screening.outcome_missing")),
    Outcome.CLEAR: Weighed(Outcome.CLEAR, say("screening.not_counted"), history=True),
}


def ruling(how: Any, meaning: Outcome, verdict: str | None = None, **changes: Any) -> Ruling:
    snapshot = Snapshot("credit_china_penalties", "示例.csv", "0" * 64, date(2024, 7, 15), 1, Path("示例.parquet"))
    match = Match("u1", ROW, how, NAME, snapshot=snapshot)
    said = None if verdict is None else decision(ROW, verdict, **changes)
    return ruled(match, EFFECTS[meaning], UNIT, SOURCE, said, RULES.places)


@pytest.mark.parametrize("how", ["uscc", "org_code"])
@pytest.mark.parametrize("meaning", list(Outcome))
def test_a_code_leaves_a_record_what_it_is(how: str, meaning: Outcome) -> None:
    assert ruling(how, meaning).outcome is meaning


@pytest.mark.parametrize("how", ["name", "former_name", "head_office", "fuzzy"])
def test_a_name_alone_makes_a_candidate(how: str) -> None:
    found = ruling(how, Outcome.HIT)
    assert found.outcome is Outcome.CANDIDATE
    assert "须先核实是否为本单位" in str(found.reason)
    assert ruling(how, Outcome.CLEAR).outcome is Outcome.CLEAR


@pytest.mark.parametrize(
    ("how", "outcome"),
    [("name", "undetermined"), ("former_name", "undetermined"), ("head_office", "candidate"), ("fuzzy", "candidate")],
)
def test_a_name_on_a_record_whose_end_is_unknown(how: str, outcome: str) -> None:
    assert ruling(how, Outcome.UNDETERMINED).outcome == outcome


@pytest.mark.parametrize("how", ["name", "fuzzy"])
@pytest.mark.parametrize("meaning", list(Outcome))
def test_same_weighs_it_like_a_code(how: str, meaning: Outcome) -> None:
    found = ruling(how, meaning, "same")
    assert (found.outcome, found.history) == (meaning, meaning is Outcome.CLEAR)
    assert "须先核实" not in str(found.reason)


@pytest.mark.parametrize(("verdict", "outcome"), [("other", "clear"), ("does_not_count", "clear"), ("counts", "hit")])
@pytest.mark.parametrize("how", ["uscc", "name"])
@pytest.mark.parametrize("meaning", list(Outcome))
def test_the_other_verdicts_say_what_it_counts_for(how: str, meaning: Outcome, verdict: str, outcome: str) -> None:
    found = ruling(how, meaning, verdict)
    assert (found.outcome, found.history, found.lapsed) == (outcome, False, None)
    assert found.decision == decision(ROW, verdict)


@pytest.mark.parametrize("verdict", ["same", "other", "counts", "does_not_count"])
@pytest.mark.parametrize("how", ["uscc", "name"])
def test_it_lapses_when_the_record_changes(how: str, verdict: str) -> None:
    found = ruling(how, Outcome.HIT, verdict, digest="0" * 32)
    assert found.outcome is ruling(how, Outcome.HIT).outcome
    assert (found.decision, found.lapsed) == (None, decision(ROW, verdict, digest="0" * 32))
    assert "该决定失效" in str(found.reason)


def test_who_when_why_and_on_which_paper_is_said() -> None:
    text = str(ruling("uscc", Outcome.HIT, "does_not_count", document="示例决定书.pdf").reason)
    assert "示例市工信局经办人于2024-07-18决定：不属于该情形（核对登记档案；依据：示例决定书.pdf）" in text


def test_of_two_about_the_same_the_later_one_holds() -> None:
    first, second = decision(ROW, "same"), decision(ROW, "other")
    assert list(by_key([first, second]).values()) == [second]
    assert len(by_key([first, replace(second, condition="NEG-2a")])) == 2


def test_a_ruling_says_the_values_that_met_and_the_row() -> None:
    row = penalty(original=original(处罚决定日期="2023-05-06", CF_WSH="示罚〔2023〕1号", 当前状态="公示中"))
    snapshot = Snapshot("credit_china_penalties", "处罚.csv", "0" * 64, date(2024, 7, 15), 1, Path("p.parquet"))
    match = Match("u1", row, "uscc", row.uscc, snapshot=snapshot)
    text = str(ruled(match, EFFECTS[Outcome.HIT], UNIT, SOURCE, None).reason)
    assert text.startswith(
        f"统一社会信用代码{row.uscc}一致。信用中国行政处罚（双公示）（处罚.csv第2行，名单截至2024-07-15）："
    )
    for part in ("示罚〔2023〕1号", "处罚决定日期2023-05-06", "当前状态公示中"):
        assert part in text
    assert "CF_WSH" not in text  # a code of a column is no word for people


def test_a_row_that_says_nothing_beside_the_name() -> None:
    row = replace(ROW, doc_no="", dated_on=None)
    undated = Snapshot("credit_china_penalties", "处罚.csv", "0" * 64, None, 1, Path("p.parquet"))
    text = str(ruled(Match("u1", row, "uscc", "", snapshot=undated), EFFECTS[Outcome.HIT], UNIT, SOURCE, None).reason)
    assert "名单日期不详）：除名称外没有其他内容" in text


@pytest.mark.parametrize(
    ("listed", "own", "said"),
    [
        ("江苏", "吉林省长春市", True),
        ("吉林", "吉林省", False),
        ("内蒙", "内蒙古自治区", False),
        ("大连", "辽宁", False),
        ("", "吉林", False),
        ("某地", "吉林", False),
    ],
)
def test_another_province_is_said_and_decides_nothing(listed: str, own: str, said: bool) -> None:
    row = penalty(uscc="", region=listed)
    snapshot = Snapshot("credit_china_penalties", "处罚.csv", "0" * 64, None, 1, Path("p.parquet"))
    match = Match("u1", row, "name", NAME, snapshot=snapshot)
    found = ruled(match, EFFECTS[Outcome.HIT], replace(UNIT, region=own), SOURCE, None, RULES.places)
    assert found.outcome is Outcome.CANDIDATE
    assert (f"名单地区为{listed}，单位地区为{own}" in str(found.reason)) == said
