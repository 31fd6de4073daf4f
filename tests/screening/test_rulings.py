"""One record against one condition: status on the day, effects, window, severity, dates that cannot be right."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.conditions.support import book_with
from greenlist.engine.conditions.windows import window_from, years_before
from greenlist.engine.lawbook.schema.lists import Feed, ListSource
from greenlist.engine.messages import render
from greenlist.screening.outcomes import Match, Outcome
from greenlist.screening.rules import Rule
from greenlist.screening.rulings import Question, Weighed, weigh
from greenlist.screening.snapshots import Snapshot

from .kept_lists import listed
from .paper import DAY, NAME

CITED: dict[str, Any] = {"mark": "unverified", "source": "test"}
CITY = (("exclusion.window_anchor", "city_deadline"),)
FIRST, LAST = date(2021, 8, 1), date(2024, 8, 1)  # of the window counted from the deadline of the cities


def source(type_: str = "event", note: str = "") -> ListSource:
    effects = {"listed": "hit", "ended": "clear", "repaired": "judge", "unknown": "undetermined"}
    feed = Feed(id="NEG-2b", condition="NEG-2b", type=type_, effects=effects, note=note, **CITED)  # type: ignore[arg-type]
    return ListSource(
        id="made_up", name="示例名单", columns={"name": ["名称"]}, required=[["name"]], identity=["name"],
        open_status="listed", ended_status="ended", feeds=[feed], **CITED,
    )  # fmt: skip


def question(
    type_: str = "event", *, as_of: date = DAY, law: tuple[tuple[str, str], ...] = CITY, note: str = "", **more: Any
) -> Question:
    made = source(type_, note)
    rule = Rule("NEG-2b", "NEG-2b", "示例条款", more.get("graded", False), True, {"made_up": made.feeds[0]})
    policy = book_with("jilin-2024", law).policy("jilin-2024")
    return Question(rule, made, as_of, window_from(policy, as_of, date(2023, 12, 31)), more.get("floor"))


def weighed(asked: Question, *, drawn: date | None = None, **cells: Any) -> Weighed:
    snapshot = Snapshot("made_up", "示例.csv", "0" * 64, drawn, 1, Path("示例.parquet"))
    return weigh(Match("u1", listed(NAME, **cells), "uscc", "", snapshot=snapshot), asked)


class TestStatus:
    """States: what counts is how the record stood on the day of screening."""

    def test_open(self) -> None:
        assert weighed(question("state"), dated_on=date(2010, 1, 1)).outcome is Outcome.HIT

    @pytest.mark.parametrize(
        ("ended", "outcome"),
        [(DAY - timedelta(1), Outcome.CLEAR), (DAY, Outcome.CLEAR), (DAY + timedelta(1), Outcome.HIT)],
    )
    def test_ended_before_on_and_after_the_day(self, ended: date, outcome: Outcome) -> None:
        found = weighed(question("state"), dated_on=date(2024, 1, 1), ended_on=ended)
        assert (found.outcome, found.history) == (outcome, outcome is Outcome.CLEAR)

    def test_the_files_word_of_today_does_not_hold_before_the_end(self) -> None:
        found = weighed(question("state"), status="ended", ended_on=DAY + timedelta(1))
        assert found.outcome is Outcome.HIT

    def test_ended_without_a_day_by_the_files_word(self) -> None:
        assert weighed(question("state"), status="ended").history

    @pytest.mark.parametrize(
        ("status", "outcome"),
        [
            ("repaired", Outcome.CANDIDATE),
            ("unknown", Outcome.UNDETERMINED),
            ("a word nobody knows", Outcome.CANDIDATE),
        ],
    )
    def test_other_statuses(self, status: str, outcome: Outcome) -> None:
        assert weighed(question("state"), status=status).outcome is outcome

    def test_a_state_has_no_window(self) -> None:
        assert weighed(question("state"), dated_on=date(2024, 1, 1)).window is None


class TestDates:
    def test_dated_after_the_day_of_screening(self) -> None:
        found = weighed(question("state"), dated_on=DAY + timedelta(1), drawn=DAY + timedelta(30))
        assert (found.outcome, found.history) == (Outcome.CLEAR, True)
        assert "2024-07-21晚于筛查基准日2024-07-20" in str(found.effect)

    @pytest.mark.parametrize("days", [0, 1])
    def test_dated_after_the_list_itself(self, days: int) -> None:
        drawn = date(2024, 7, 1)
        found = weighed(question("state"), dated_on=drawn + timedelta(days), drawn=drawn)
        assert found.outcome is (Outcome.UNDETERMINED if days else Outcome.HIT)

    def test_ended_before_it_began(self) -> None:
        found = weighed(question("state"), dated_on=date(2024, 2, 1), ended_on=date(2024, 1, 31))
        assert found.outcome is Outcome.UNDETERMINED

    def test_ended_after_the_list_itself(self) -> None:
        found = weighed(question("state"), ended_on=date(2024, 7, 10), drawn=date(2024, 7, 1))
        assert found.outcome is Outcome.UNDETERMINED

    def test_an_event_without_a_date(self) -> None:
        assert weighed(question()).outcome is Outcome.UNDETERMINED

    def test_an_undated_event_that_does_not_count_needs_no_date(self) -> None:
        assert weighed(question(), status="ended").outcome is Outcome.CLEAR


class TestWindow:
    @pytest.mark.requirement("REQ-10")
    @pytest.mark.parametrize(
        ("day", "outcome"),
        [
            (FIRST - timedelta(1), Outcome.CLEAR),
            (FIRST, Outcome.HIT),
            (LAST - timedelta(1), Outcome.HIT),
            (LAST, Outcome.HIT),
        ],
    )
    def test_both_ends_to_the_day(self, day: date, outcome: Outcome) -> None:
        found = weighed(question(as_of=date(2024, 9, 1)), dated_on=day)
        assert (found.outcome, found.history) == (outcome, outcome is Outcome.CLEAR)
        assert found.window == (FIRST, LAST)
        assert "2021-08-01至2024-08-01" in str(found.effect)
        assert day.isoformat() in str(found.effect)

    def test_after_the_anchor_is_more_recent_still(self) -> None:
        found = weighed(question(as_of=date(2024, 9, 1)), dated_on=LAST + timedelta(1))
        assert found.outcome is Outcome.HIT
        assert "晚于起算日" in str(found.effect)

    @pytest.mark.requirement("REQ-10")
    def test_an_open_anchor_where_the_candidates_disagree(self) -> None:
        found = weighed(question(law=()), dated_on=date(2021, 7, 25))
        assert (found.outcome, found.window) == (Outcome.UNDETERMINED, None)
        assert "自筛查基准日起算为2021-07-20至2024-07-20" in str(found.effect)
        assert "自市级推荐截止日期起算为2021-08-01至2024-08-01" in str(found.effect)

    @pytest.mark.parametrize(("day", "outcome"), [(date(2023, 5, 6), Outcome.HIT), (date(2015, 5, 6), Outcome.CLEAR)])
    def test_an_open_anchor_where_the_candidates_agree(self, day: date, outcome: Outcome) -> None:
        found = weighed(question(law=()), dated_on=day)
        assert (found.outcome, found.window) == (outcome, (date(2021, 7, 20), DAY))

    def test_open_years(self) -> None:
        found = weighed(question(law=(*CITY, ("exclusion.window_years", "null"))), dated_on=date(2023, 5, 6))
        assert found.outcome is Outcome.UNDETERMINED
        assert "没有写明" in str(found.effect) or "未写明" in str(found.effect)

    @pytest.mark.parametrize(
        ("status", "outcome"), [("repaired", Outcome.CANDIDATE), ("unknown", Outcome.UNDETERMINED)]
    )
    def test_what_a_person_judges_lies_in_the_window_or_is_history(self, status: str, outcome: Outcome) -> None:
        inside = weighed(question(note="条文未写"), dated_on=date(2023, 5, 6), status=status)
        assert inside.outcome is outcome
        assert "2023-05-06在近3年内" in str(inside.effect)
        assert weighed(question(), dated_on=date(2015, 5, 6), status=status).outcome is Outcome.CLEAR

    @given(st.dates(date(2018, 1, 1), date(2024, 9, 1)))
    def test_inside_is_from_the_first_day_on(self, day: date) -> None:
        found = weighed(question(as_of=date(2024, 9, 1)), dated_on=day)
        assert (found.outcome is Outcome.HIT) == (day >= FIRST)

    @given(st.dates(date(2018, 1, 1), date(2030, 1, 1)), st.integers(-2, 2))
    def test_the_edge_moves_with_the_day_of_screening(self, as_of: date, days: int) -> None:
        law = (("exclusion.window_anchor", "application_date"),)
        edge = years_before(as_of, 3)
        found = weighed(question(as_of=as_of, law=law), dated_on=edge + timedelta(days))
        assert (found.outcome is Outcome.HIT) == (days >= 0)
        assert found.window == (edge, as_of)


class TestSeverity:
    @pytest.mark.parametrize(
        ("grade", "outcome"),
        [
            ("一般", Outcome.CLEAR),
            ("一般事故", Outcome.CLEAR),
            ("较大", Outcome.HIT),
            ("特别重大事故", Outcome.HIT),
            ("", Outcome.UNDETERMINED),
            ("二级", Outcome.UNDETERMINED),
        ],
    )
    def test_a_floor(self, grade: str, outcome: Outcome) -> None:
        asked = question(graded=True, floor="较大")
        assert weighed(asked, dated_on=date(2023, 5, 6), grade=grade).outcome is outcome

    def test_no_floor_counts_every_one(self) -> None:
        assert weighed(question(graded=True), dated_on=date(2023, 5, 6), grade="一般").outcome is Outcome.HIT

    def test_a_floor_is_for_accidents(self) -> None:
        assert weighed(question(floor="较大"), dated_on=date(2023, 5, 6), grade="").outcome is Outcome.HIT

    def test_outside_the_window_no_grade_is_missing(self) -> None:
        asked = question(graded=True, floor="较大")
        assert weighed(asked, dated_on=date(2015, 5, 6)).outcome is Outcome.CLEAR

    def test_what_a_person_judges_is_judged_without_a_grade_too(self) -> None:
        asked = question(graded=True, floor="较大")
        assert weighed(asked, dated_on=date(2023, 5, 6), status="repaired").outcome is Outcome.CANDIDATE


def test_every_sentence_reads_in_english() -> None:
    found = weighed(question(law=()), dated_on=date(2021, 7, 25))
    assert "depends on the day counted from" in render(found.effect, "en")
    assert "2021-08-01 to 2024-08-01 counted from the deadline of the city" in render(found.effect, "en")
