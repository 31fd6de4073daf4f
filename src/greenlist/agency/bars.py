"""From which day to which the results of an agency are not accepted (196号 四, REQ-55)."""

from __future__ import annotations

from datetime import date, timedelta


def last_day(first: date, years: int) -> date:
    """The last day of a bar of so many years that begins on `first`: the day before the same day of the last year.

    A bar that begins on 29 February of a leap year ends on 28 February where that year has no 29th.
    """
    try:
        same = first.replace(year=first.year + years)
    except ValueError:  # 29 February
        same = date(first.year + years, 3, 1)
    return same - timedelta(days=1)
