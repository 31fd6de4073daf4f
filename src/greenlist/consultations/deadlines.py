"""The clock of a consultation, by days in Asia/Shanghai. No database, no present moment: both come in as values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from greenlist.engine import clock

Kind = Literal["before", "overdue"]


def day_of(at: datetime) -> date:
    """The day a moment falls on in Asia/Shanghai."""
    return at.astimezone(clock.SHANGHAI).date()


def due_of(due_on: date, until: date | None) -> date:
    """The last day to answer about a unit: that of the letter, or the later one a department asked for."""
    return due_on if until is None else max(due_on, until)


def days_late(due: date, today: date) -> int:
    """Whole days past the last day; 0 on that day and before."""
    return max((today - due).days, 0)


def silent_from(sent_on: date, due: date, days: int) -> date:
    """The first day on which silence has its meaning: `days` after the letter went out, never before `due` is over."""
    return max(sent_on + timedelta(days=days), due) + timedelta(days=1)


def link_ends(today: date, days: int) -> datetime:
    """The moment a link made today for `days` days ends: the midnight after its last day."""
    return datetime.combine(today + timedelta(days=days + 1), time.min, clock.SHANGHAI)


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that the calendar asks for: of which kind, and how many days before the last day (0 when overdue)."""

    kind: Kind
    days: int


def reminder_now(
    *, sent_on: date, due: date, today: date, before: Sequence[int], done: Collection[tuple[str, int]]
) -> Due | None:
    """The reminder to send today, None where there is none.

    `before`: so many days before the last day; `done`: (kind, days) already sent about this last day. After a day on
    which the job did not run only the nearest reminder is made up for; one that was due on or before the day of sending
    is left out.
    """
    left = (due - today).days
    if left < 0:
        return None if ("overdue", 0) in done else Due("overdue", 0)
    passed = [days for days in before if days >= left and due - timedelta(days=days) > sent_on]
    nearest = min(passed, default=None)
    return None if nearest is None or ("before", nearest) in done else Due("before", nearest)
