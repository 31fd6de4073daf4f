"""Working days: the borders of the arrangements of 2024, 2025 and 2026, and what holds for every term."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import render
from greenlist.engine.workdays import (
    Calendar,
    DayKind,
    UnknownYear,
    add_days,
    calendar_from,
    calendar_of,
    shipped,
    working_day,
)

FREE, WORKED = False, True
DAYS = st.dates(date(2024, 1, 1), date(2026, 10, 1))
ONE = timedelta(days=1)


@pytest.mark.parametrize(("day", "expected"), [
    ("2024-02-04", WORKED), ("2024-02-09", WORKED), ("2024-02-10", FREE), ("2024-02-17", FREE), ("2024-02-18", WORKED),
    ("2024-04-07", WORKED), ("2024-04-28", WORKED), ("2024-05-11", WORKED), ("2024-06-10", FREE),
    ("2024-09-14", WORKED), ("2024-09-17", FREE), ("2024-09-29", WORKED), ("2024-10-07", FREE), ("2024-10-12", WORKED),
    ("2025-01-01", FREE), ("2025-01-02", WORKED), ("2025-01-26", WORKED), ("2025-01-28", FREE), ("2025-02-04", FREE),
    ("2025-02-05", WORKED), ("2025-02-08", WORKED), ("2025-04-04", FREE), ("2025-04-27", WORKED), ("2025-06-02", FREE),
    ("2025-09-28", WORKED), ("2025-10-08", FREE), ("2025-10-09", WORKED), ("2025-10-11", WORKED),
    ("2026-01-02", FREE), ("2026-01-04", WORKED), ("2026-02-14", WORKED), ("2026-02-16", FREE), ("2026-02-23", FREE),
    ("2026-02-24", WORKED), ("2026-02-28", WORKED), ("2026-05-09", WORKED), ("2026-09-20", WORKED),
    ("2026-09-25", FREE), ("2026-10-07", FREE), ("2026-10-10", WORKED), ("2026-11-28", FREE), ("2026-11-30", WORKED),
    ("2023-10-09", None), ("2027-01-04", None),
])  # fmt: skip
def test_a_day(day: str, expected: bool | None) -> None:
    assert working_day(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(("start", "days", "kind", "first", "last"), [
    # calendar days: the day of posting counts or not
    ("2024-07-18", 15, "calendar", True, "2024-08-01"),
    ("2024-07-18", 15, "calendar", False, "2024-08-02"),
    ("2024-02-28", 2, "calendar", False, "2024-03-01"),
    ("2026-12-28", 7, "calendar", False, "2027-01-04"),  # needs no holidays
    # working days over a plain weekend
    ("2024-07-18", 5, "working", True, "2024-07-24"),
    ("2024-07-18", 5, "working", False, "2024-07-25"),
    # over the Spring Festival of 2024: Sunday 4 and Sunday 18 February are worked
    ("2024-02-02", 5, "working", False, "2024-02-08"),
    ("2024-02-08", 3, "working", True, "2024-02-18"),
    ("2024-02-08", 3, "working", False, "2024-02-19"),
    # posted on a free day: the first working day is the first day either way
    ("2024-02-10", 1, "working", True, "2024-02-18"),
    ("2024-02-10", 1, "working", False, "2024-02-18"),
    # 2025: 26 January (Sunday) and 8 February (Saturday) are worked
    ("2025-01-24", 5, "working", False, "2025-02-07"),
    ("2025-01-24", 6, "working", False, "2025-02-08"),
    # 2026: from Saturday 14 February to Saturday 28 February
    ("2026-02-13", 2, "working", False, "2026-02-24"),
    ("2026-02-13", 2, "working", True, "2026-02-14"),
    ("2026-02-27", 1, "working", False, "2026-02-28"),
    # National Day 2025 with the Mid-Autumn Festival, and 28 September worked
    ("2025-09-26", 4, "working", False, "2025-10-09"),
    # the turn of the year between two years of the table
    ("2025-12-31", 1, "working", False, "2026-01-04"),
])  # fmt: skip
def test_a_term(start: str, days: int, kind: DayKind, first: bool, last: str) -> None:
    assert add_days(date.fromisoformat(start), days, kind, first) == date.fromisoformat(last)


def test_a_year_that_is_not_in_the_table_is_refused_and_named() -> None:
    with pytest.raises(UnknownYear) as caught:
        add_days(date(2026, 12, 28), 5, "working", first_day_counts=False)
    assert caught.value.year == 2027
    assert "2027 年" in render(caught.value.message)
    with pytest.raises(UnknownYear):
        add_days(date(2023, 5, 4), 1, "working", first_day_counts=True)


def test_a_term_within_the_last_known_days_needs_no_further_year() -> None:
    assert add_days(date(2026, 12, 28), 3, "working", first_day_counts=False) == date(2026, 12, 31)


@pytest.mark.parametrize("days", [0, -1])
def test_a_term_has_days(days: int) -> None:
    with pytest.raises(ValueError, match="term"):
        add_days(date(2024, 7, 18), days, "calendar", first_day_counts=True)


def test_a_book_without_the_table_counts_no_working_days() -> None:
    empty = calendar_from((), ())
    assert empty.working_day(date(2024, 7, 18)) is None
    assert empty.add_days(date(2024, 7, 18), 2, "calendar", first_day_counts=False) == date(2024, 7, 20)


def test_each_arrangement_gives_as_many_days_off_as_it_says(book: LawBook) -> None:
    rows = book.table("holidays").rows
    off, work = (Counter(row["day"].year for row in rows if row.text("kind") == kind) for kind in ("off", "work"))
    assert off == {2024: 1 + 8 + 3 + 5 + 1 + 3 + 7, 2025: 1 + 8 + 3 + 5 + 3 + 8, 2026: 3 + 9 + 3 + 5 + 3 + 3 + 7}
    assert work == {2024: 8, 2025: 5, 2026: 6}


def test_only_saturdays_and_sundays_are_made_up_and_no_day_is_both(book: LawBook) -> None:
    known = calendar_of(book)
    assert all(day.weekday() >= 5 for day in known.work)
    assert not known.off & known.work
    assert known.years == {2024, 2025, 2026}


def test_what_a_term_rests_on_can_be_cited() -> None:
    used = shipped().used(date(2024, 2, 4), date(2024, 2, 18))
    assert len(used) == 10
    assert {row.source for row in used} == {"gbfmd2023_7"}


@given(start=DAYS, days=st.integers(1, 20), first=st.booleans())
def test_a_term_ends_on_a_working_day_after_so_many(start: date, days: int, first: bool) -> None:
    last = add_days(start, days, "working", first)
    begins = start if first else start + ONE
    counted = [one for one in _span(begins, last) if working_day(one)]
    assert working_day(last)
    assert len(counted) == days


@given(start=DAYS, days=st.integers(1, 20), first=st.booleans())
def test_working_days_are_never_sooner_than_calendar_days(start: date, days: int, first: bool) -> None:
    assert add_days(start, days, "working", first) >= add_days(start, days, "calendar", first)


@given(start=DAYS, days=st.integers(1, 20), first=st.booleans(), kind=st.sampled_from(["calendar", "working"]))
def test_one_day_more_ends_later(start: date, days: int, first: bool, kind: DayKind) -> None:
    assert add_days(start, days + 1, kind, first) > add_days(start, days, kind, first)


@given(start=DAYS, days=st.integers(1, 20), kind=st.sampled_from(["calendar", "working"]))
def test_counting_the_first_day_never_ends_later(start: date, days: int, kind: DayKind) -> None:
    counted, not_counted = (add_days(start, days, kind, first) for first in (True, False))
    assert counted <= not_counted
    if kind == "calendar" or working_day(start):
        assert counted < not_counted


@given(start=DAYS, days=st.integers(1, 30), first=st.booleans())
def test_without_holidays_only_weekends_are_left_out(start: date, days: int, first: bool) -> None:
    plain = Calendar(frozenset(), frozenset(), frozenset(range(2024, 2028)))
    last = plain.add_days(start, days, "working", first)
    begins = start if first else start + ONE
    assert sum(one.weekday() < 5 for one in _span(begins, last)) == days


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
