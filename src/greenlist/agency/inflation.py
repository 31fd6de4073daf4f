"""How far the scores that an agency verified lie above what the city found, or else above what the unit claimed.

A difference is no fault: it is a reason to look. The limits are ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from .facts import Lead

ENOUGH = 5  # applications below which a median says little
MUCH = Decimal(5)  # points of the median difference from which it is worth a look


@dataclass(frozen=True, slots=True)
class Scored:
    """One application's total under three witnesses, in points; None: not known, which is never zero."""

    key: str
    agency: str
    verified: Decimal | None
    checked: Decimal | None = None  # by the city
    claimed: Decimal | None = None

    @property
    def above(self) -> Decimal | None:
        """Verified less what the city checked, or less what was claimed where it did not; None: cannot be said."""
        against = self.checked if self.checked is not None else self.claimed
        return None if self.verified is None or against is None else self.verified - against


@dataclass(frozen=True, slots=True)
class Inflation:
    """Of one agency: the median difference in points over how many applications, and how many the city checked."""

    agency: str
    n: int
    checked: int
    median: Decimal
    least: Decimal
    most: Decimal

    @property
    def enough(self) -> bool:
        """Whether there are enough applications for the median to say something."""
        return self.n >= ENOUGH

    @property
    def striking(self) -> bool:
        """Whether somebody should look."""
        return self.enough and self.median >= MUCH

    @property
    def lead(self) -> Lead | None:
        """The same as a lead, None where it is none."""
        if not self.striking:
            return None
        message = f"{self.n}份申报中，机构核实的得分比对照得分高出的中位数为{self.median.normalize():f}分"
        return Lead(
            f"inflation:{self.agency}", "inflation", f"{message}（本系统提示线为{MUCH}分）。", (),
            {"n": self.n, "median": str(self.median)},
        )  # fmt: skip


def inflation(scored: Sequence[Scored]) -> list[Inflation]:
    """One row for each agency with at least one difference that can be said, the largest median first."""
    found: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        if one.above is not None:
            found[one.agency].append(one)
    rows = [_row(agency, of_it) for agency, of_it in found.items()]
    return sorted(rows, key=lambda row: (-row.median, row.agency))


def _row(agency: str, scored: Sequence[Scored]) -> Inflation:
    above = [one.above for one in scored if one.above is not None]
    checked = sum(one.checked is not None for one in scored)
    return Inflation(agency, len(above), checked, median(above), min(above), max(above))
