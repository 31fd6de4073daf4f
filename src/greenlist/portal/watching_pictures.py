"""The drawings of the watch as numbers for templates: the funnel, the line of dates. The server draws, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from greenlist.rounds.models import Deadline

from .funnel import Funnel

WIDTH, LINE, LEFT, RIGHT = 360, 30, 124, 34  # of the funnel: the labels stand left of the bars, numbers right
MARGIN = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One step as it is drawn."""

    label: str
    reached: int
    now: int
    y: int
    text_y: int
    length: int  # of all that came here
    part: int  # of those that stand here


@dataclass(frozen=True, slots=True)
class FunnelPicture:
    """The drawing: its bars, its size."""

    bars: list[Bar]
    height: int
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH


def funnel_picture(funnel: Funnel) -> FunnelPicture:
    """Bars against the longest one, the first step as a rule."""
    most = max((one.reached for one in funnel.stages), default=0) or 1
    room = WIDTH - LEFT - RIGHT
    bars = [
        Bar(one.label, one.reached, one.now, place * LINE + 5, place * LINE + 20, _part(one.reached, most, room),
            _part(one.now, most, room))
        for place, one in enumerate(funnel.stages)
    ]  # fmt: skip
    return FunnelPicture(bars, len(bars) * LINE)


def _part(count: int, most: int, room: int) -> int:
    """A length; what is there at all can be seen."""
    return max(round(room * count / most), 2) if count else 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A date on the line."""

    number: int
    x: int
    past: bool
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class DatesPicture:
    """The dates of a round between the first and the last thing on the line; `today` stands among them."""

    dots: list[Dot]
    today: int
    width: int = WIDTH


def dates_picture(deadlines: Sequence[Deadline], today: date) -> DatesPicture | None:
    """The dates that are set, along a line of days; None where none is."""
    dated = [(one.on, one) for one in deadlines if one.on is not None]
    if not dated:
        return None
    days = [on for on, _one in dated] + [today]
    first, span = min(days), max((max(days) - min(days)).days, 1)

    def at(day: date) -> int:
        return MARGIN + round((WIDTH - 2 * MARGIN) * (day - first).days / span)

    dots = [Dot(number, at(on), on < today, one) for number, (on, one) in enumerate(dated, 1)]
    return DatesPicture(dots, at(today))
