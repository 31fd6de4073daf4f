"""The clock of a consultation at the borders of days, by examples and by properties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.consultations.deadlines import (
    Due,
    day_of,
    days_late,
    due_of,
    link_ends,
    reminder_now,
    silent_from,
)
from greenlist.engine import clock

days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
spans = st.integers(0, 60)
SENT, DUE = date(2024, 7, 15), date(2024, 7, 25)


def test_a_day_is_one_of_shanghai() -> None:
    assert day_of(datetime(2024, 7, 14, 15, 59, 59, tzinfo=UTC)) == date(2024, 7, 14)
    assert day_of(datetime(2024, 7, 14, 16, 0, 0, tzinfo=UTC)) == date(2024, 7, 15)


@given(days, spans)
def test_a_link_lives_through_its_last_day_and_no_longer(today: date, span: int) -> None:
    end = link_ends(today, span)
    assert end.tzinfo == clock.SHANGHAI
    assert day_of(end) - today == timedelta(days=span + 1)
    assert day_of(end - timedelta(microseconds=1)) == today + timedelta(days=span)


@given(days, st.none() | days)
def test_asking_for_time_moves_the_clock_forward_only(due: date, until: date | None) -> None:
    moved = due_of(due, until)
    assert moved >= due
    assert moved in {due, until}


@given(days, spans)
def test_nothing_is_late_on_its_last_day(due: date, span: int) -> None:
    assert days_late(due, due) == 0
    assert days_late(due, due - timedelta(days=span)) == 0
    assert days_late(due, due + timedelta(days=span)) == span


@given(days, spans, spans)
def test_silence_never_counts_before_both_ends(sent: date, to_due: int, length: int) -> None:
    due = sent + timedelta(days=to_due)
    first = silent_from(sent, due, length)
    assert first > due
    assert first > sent + timedelta(days=length)
    assert first - timedelta(days=1) in {due, sent + timedelta(days=length)}


@pytest.mark.parametrize(
    ("today", "done", "expected"),
    [
        (date(2024, 7, 21), (), None),
        (date(2024, 7, 22), (), Due("before", 3)),
        (date(2024, 7, 22), (("before", 3),), None),
        (date(2024, 7, 23), (), Due("before", 3)),  # the job did not run yesterday
        (date(2024, 7, 24), (("before", 3),), Due("before", 1)),
        (date(2024, 7, 24), (), Due("before", 1)),  # the nearest alone
        (date(2024, 7, 25), (("before", 3), ("before", 1)), None),
        (date(2024, 7, 26), (("before", 3), ("before", 1)), Due("overdue", 0)),
        (date(2024, 8, 26), (("overdue", 0),), None),
    ],
)
def test_which_reminder_is_due(today: date, done: tuple[tuple[str, int], ...], expected: Due | None) -> None:
    assert reminder_now(sent_on=SENT, due=DUE, today=today, before=[3, 1], done=done) == expected


def test_a_letter_sent_late_is_not_reminded_the_same_day() -> None:
    asked = {"sent_on": date(2024, 7, 23), "due": DUE, "before": [3, 1]}
    assert reminder_now(today=date(2024, 7, 23), done=(), **asked) is None  # type: ignore[arg-type]
    assert reminder_now(today=date(2024, 7, 24), done=(), **asked) == Due("before", 1)  # type: ignore[arg-type]


@given(days, st.integers(1, 40), st.lists(st.integers(0, 20), max_size=4))
def test_each_reminder_is_sent_once_however_often_the_job_runs(sent: date, length: int, before: list[int]) -> None:
    due = sent + timedelta(days=length)
    done: list[tuple[str, int]] = []
    for number in range(length + 5):
        today = sent + timedelta(days=number)
        for _again in range(2):
            one = reminder_now(sent_on=sent, due=due, today=today, before=before, done=done)
            if one is not None:
                done.append((one.kind, one.days))
    assert len(done) == len(set(done))
    assert done.count(("overdue", 0)) == 1
    assert {span for kind, span in done if kind == "before"} == {span for span in before if span < length}
