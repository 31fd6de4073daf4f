"""How far an agency's verified scores lie above what the city found, or what the unit claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Scored:
    """One application's total under three witnesses; None: nobody stated any."""

    key: str
    agency: str
    verified: Decimal | None
    checked: Decimal | None
    claimed: Decimal | None


@dataclass(frozen=True, slots=True)
class Inflation:
    """Of one agency: the median difference in points, over how many applications."""

    agency: str
    n: int
    median: Decimal | None
    enough: bool


def inflation(scored: Sequence[Scored]) -> list[Inflation]:
    """One row for each agency."""
    del scored
    return []
