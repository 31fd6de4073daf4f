"""Working days after the yearly arrangement of the State Council's General Office (law table `holidays`).

A year is known when the table has days of it. In a year that is not known nobody can say which weekdays are free and
which Saturdays are worked, so nothing is counted there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say

DayKind = Literal["calendar", "working"]
TABLE = "holidays"
SATURDAY = 5
ONE = timedelta(days=1)


class UnknownYear(LookupError):
    """Working days are asked for in a year whose holidays are not in the table. `message` says so to people."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.message: Message = say("law.no_holidays", year=year)
        super().__init__(str(self.message))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that differ from the week: free ones, and Saturdays and Sundays that are worked."""

    off: frozenset[date]
    work: frozenset[date]
    years: frozenset[int]
    rows: tuple[Row, ...] = ()

    def working_day(self, day: date) -> bool | None:
        """Whether a day is worked; None where its year is not in the table."""
        if day.year not in self.years:
            return None
        return day in self.work or (day.weekday() < SATURDAY and day not in self.off)

    def add_days(self, start: date, days: int, kind: DayKind, first_day_counts: bool) -> date:
        """The last day of a term of `days` days from `start`. See `add_days`."""
        if days < 1:
            raise ValueError(f"a term of {days} days")
        if kind == "calendar":
            return start + timedelta(days=days - 1 if first_day_counts else days)
        last = start - ONE if first_day_counts else start
        for _ in range(days):
            last = self._next(last)
        return last

    def _next(self, day: date) -> date:
        """The first working day after a day. Raises UnknownYear."""
        while True:
            day += ONE
            worked = self.working_day(day)
            if worked is None:
                raise UnknownYear(day.year)
            if worked:
                return day

    def used(self, first: date, last: date) -> list[Row]:
        """The rows of the table that lie between two days, both included: what a count of working days rests on."""
        return [row for row in self.rows if first <= row["day"] <= last]


def calendar_from(off: Collection[date], work: Collection[date], rows: Collection[Row] = ()) -> Calendar:
    """A calendar of these days; the years it knows are those they lie in."""
    years = frozenset(day.year for day in (*off, *work))
    return Calendar(frozenset(off), frozenset(work), years, tuple(rows))


def calendar_of(book: LawBook) -> Calendar:
    """The calendar in a law book; an empty one, which counts no working days, where the book is older than the table.

    Raises LawInvalid: the table cannot be read.
    """
    rows = book.table(TABLE).rows if TABLE in book.table_ids() else []
    days = {kind: [row["day"] for row in rows if row.text("kind") == kind] for kind in ("off", "work")}
    return calendar_from(days["off"], days["work"], rows)


@cache
def shipped() -> Calendar:
    """The calendar of the shipped law."""
    return calendar_of(LawBook())


def working_day(day: date, calendar: Calendar | None = None) -> bool | None:
    """Whether a day is worked, by the shipped calendar unless another is given; None: its year is not in the table."""
    return (calendar or shipped()).working_day(day)


def add_days(
    start: date, days: int, kind: DayKind, first_day_counts: bool, calendar: Calendar | None = None
) -> date:  # fmt: skip
    """The last day of a term that begins on `start`.

    `kind`: calendar days, or working days (free days are not counted, worked Saturdays and Sundays are).
    `first_day_counts`: whether `start` is the first day of the term (where it is counted at all) or the day after.

    Raises:
        UnknownYear: a working day is asked for in a year whose holidays are not in the table.
        ValueError: a term of no days.
    """
    return (calendar or shipped()).add_days(start, days, kind, first_day_counts)
