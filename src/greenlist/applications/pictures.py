"""Geometry of the pictures that pages draw as SVG: a value on its scale, one indicator over the years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from greenlist.engine.decimals import brief

ZERO, ONE = Decimal(0), Decimal(1)
SCALE_WIDTH = 520
COLUMN, GAP, HEIGHT = 56, 28, 90  # of the picture over the years


@dataclass(frozen=True, slots=True)
class Scale:
    """A value between the baseline (left) and the leading value (right), whichever of them is the larger number."""

    value: str
    baseline: str
    leading: str
    at: int  # where the value stands, 0..SCALE_WIDTH
    beyond: str  # "below" the baseline, "above" the leading value, '' between them

    @property
    def anchor(self) -> str:
        """Which end of the label stands over the mark, so that it stays inside the picture."""
        return "start" if self.at < 90 else "end" if self.at > SCALE_WIDTH - 90 else "middle"


def scale_of(value: Decimal | None, baseline: Decimal | None, leading: Decimal | None, unit: str) -> Scale | None:
    """The scale of a value, None where one of the three is not known or the two ends are one."""
    if value is None or baseline is None or leading is None or baseline == leading:
        return None
    share = (value - baseline) / (leading - baseline)
    beyond = "below" if share < ZERO else "above" if share > ONE else ""
    at = int(min(max(share, ZERO), ONE) * SCALE_WIDTH)
    here, left, right = (f"{brief(number)} {unit}".strip() for number in (value, baseline, leading))
    return Scale(here, left, right, at, beyond)


@dataclass(frozen=True, slots=True)
class Column:
    """One year: its bar (None where the value is not determined) and what is written at it."""

    year: int
    shown: str
    left: int
    top: int
    height: int

    @property
    def middle(self) -> int:
        """Where its texts stand."""
        return self.left + COLUMN // 2

    @property
    def label_at(self) -> int:
        """The line on which its number is written, over the bar."""
        return self.top - 5


def columns_of(values: Mapping[int, Decimal | None]) -> list[Column]:
    """The years side by side, heights in proportion to the largest; a value below zero hangs from no bar."""
    most = max((abs(value) for value in values.values() if value is not None), default=ZERO) or ONE
    return [_column(number, year, value, most) for number, (year, value) in enumerate(sorted(values.items()))]


def _column(number: int, year: int, value: Decimal | None, most: Decimal) -> Column:
    height = int(max(value or ZERO, ZERO) / most * HEIGHT)
    shown = "—" if value is None else brief(value.quantize(Decimal("0.0001")).normalize() + ZERO)
    return Column(year, shown, number * (COLUMN + GAP), 20 + HEIGHT - height, height)
