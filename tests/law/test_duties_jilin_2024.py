"""What the notice asks of cities and agencies, as the law files keep it for the parts that will act on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from policy_paths import at

from greenlist.engine.facts import Mark
from greenlist.engine.lawbook import LawBook, shipped_law

BOOK = LawBook()
JILIN = BOOK.policy("jilin-2024")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
LANDLINE = re.compile(r"(?<![\d-])0\d{2,3}-\d{7,8}(?!\d)")
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


@pytest.mark.requirement("REQ-05", "REQ-41")
def test_self_or_agency_is_one_rule_with_two_citations() -> None:
    mode = at(JILIN, "evaluation.evaluation_mode")
    assert (mode.value, mode.mark) == ("either", Mark.PUBLISHED)
    assert {"一.1", "三(一)"} == set(mode.clause.split("、"))


@pytest.mark.requirement("REQ-42")
@pytest.mark.parametrize("route", ["self", "third"])
def test_either_report_goes_to_the_city(route: str) -> None:
    fact = at(JILIN, f"evaluation.report_required.{route}")
    assert (fact.value, fact.clause, fact.mark) == (True, "三(一)", Mark.PUBLISHED)
    assert [way.actor for way in BOOK.process(JILIN.process.value).transitions if way.from_state == "submitted"]


@pytest.mark.requirement("REQ-43")
@pytest.mark.parametrize("step", ["formally_checked", "consulted", "selected"])
def test_no_recommendation_goes_round_a_step_of_the_city(step: str) -> None:
    ways = BOOK.process(JILIN.process.value).transitions
    reached, waiting = {"draft"}, ["draft"]
    while waiting:
        here = waiting.pop()
        new = {way.to for way in ways if way.from_state == here and way.to != step} - reached
        reached |= new
        waiting += new
    assert "submitted" in reached
    assert "recommended" not in reached


@pytest.mark.requirement("REQ-51", "REQ-52", "REQ-53")
def test_the_duties_of_agencies_are_kept_in_words_until_attachment_one_is_at_hand() -> None:
    conditions = JILIN.third_party.conditions
    assert (conditions.clause, conditions.mark) == ("四", Mark.PUBLISHED)
    for req, words in (
        ("REQ-51", "严格按附件1"),
        ("REQ-52", "模板编制报告"),
        ("REQ-53", "真实性和准确性负责"),
    ):
        assert re.search(f"{words}[^，。]*（{req}）", conditions.note)


def law_texts() -> Iterator[tuple[Path, str]]:
    for path in sorted(shipped_law().rglob("*")):
        if path.suffix in {".yaml", ".csv"}:
            yield path, path.read_text(encoding="utf-8-sig")


@pytest.mark.requirement("REQ-56")
@pytest.mark.parametrize("pattern", [MOBILE, LANDLINE, MAILBOX], ids=["mobile", "landline", "mailbox"])
def test_persons_of_the_notice_are_not_in_shipped_data(pattern: re.Pattern[str]) -> None:
    assert [(path.name, found[0]) for path, text in law_texts() if (found := pattern.search(text))] == []
