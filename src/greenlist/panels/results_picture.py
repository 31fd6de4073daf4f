"""Geometry of the picture of a calibration: a line for each expert, the middle of all, how far each is from it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .queries.results_page import Calibration

WIDTH, LEFT, RIGHT, TOP, STEP = 760, 120, 70, 34, 28
LEAST = Decimal(10)  # points across the picture, so that small differences look small


@dataclass(frozen=True, slots=True)
class Dot:
    """One expert: the height of the line, where the dot stands, what is written at it."""

    name: str
    y: int
    x: int
    total: str
    offset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it. `middle`: where the line of the median stands."""

    dots: list[Dot]
    middle: int
    label: str
    height: int
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def number_at(self) -> int:
        """Where the offsets are written."""
        return WIDTH - 4


def picture_of(found: Calibration) -> Picture | None:
    """The picture of an anchor case; None before anybody has signed."""
    signed = [one for one in found.offsets if one.row.total is not None]
    if found.median is None or not signed:
        return None
    totals = [one.row.total for one in signed if one.row.total is not None]
    low, high = min(totals), max(totals)
    spread = max(high - low, LEAST)
    start = (low + high - spread) / 2

    def x(total: Decimal) -> int:
        return LEFT + int((total - start) / spread * (WIDTH - LEFT - RIGHT))

    dots = [
        Dot(one.row.expert, TOP + number * STEP, x(one.row.total), f"{one.row.total:.2f}", signed_text(one.offset))
        for number, one in enumerate(signed)
        if one.row.total is not None
    ]
    return Picture(dots, x(found.median), f"{found.median:.2f}", TOP + len(dots) * STEP)


def signed_text(offset: Decimal | None) -> str:
    """A difference with its sign to two decimals."""
    if offset is None:
        return ""
    text = f"{abs(offset):.2f}"
    return text if not offset else f"{'+' if offset > 0 else '−'}{text}"
