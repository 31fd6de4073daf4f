"""What came out of a panel: its cases with their reviews, counted and filtered; the anchor case expert by expert."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from greenlist.applications.models import Application
from greenlist.engine.decimals import ARITHMETIC
from greenlist.panel.results import median
from greenlist.panels.models import Assignment, Panel

from .results import CaseReview, SheetRow, reviews_of

ORDER = {"conflicting": 0, "open": 1, "mixed": 2, "incomplete": 3, "agreeing": 4}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case of a panel with what its experts found."""

    application: Application
    review: CaseReview


@dataclass(frozen=True, slots=True)
class PanelResults:
    """The cases asked for, those that need a person first, and how many there are of each state in all."""

    rows: list[CaseRow]
    counts: dict[str, int]
    total: int


def results_of(panel: Panel, *, state: str = "", advice: str = "") -> PanelResults:
    """The cases of a panel. Three queries whatever their number."""
    mine = Assignment.objects.filter(panel=panel, ended_at=None)
    cases = Application.objects.filter(pk__in=mine.values("application")).select_related("unit", "city")
    found = list(cases.order_by("unit__name", "pk"))
    reviews = reviews_of(found, names=True)
    rows = [CaseRow(one, reviews[one.pk]) for one in found]
    kept = [one for one in rows if _wanted(one.review, state, advice)]
    kept.sort(key=lambda one: ORDER[one.review.state])
    return PanelResults(kept, dict(Counter(one.review.state for one in rows)), len(rows))


def _wanted(review: CaseReview, state: str, advice: str) -> bool:
    return (not state or review.state == state) and (not advice or advice in review.advice)


@dataclass(frozen=True, slots=True)
class Offset:
    """How one expert measured the anchor case: their total, and how far from the middle of all."""

    row: SheetRow
    offset: Decimal | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """The anchor case of a panel. `median` None: nobody has signed."""

    application: Application
    offsets: list[Offset]
    median: Decimal | None
    review: CaseReview


def calibration_of(panel: Panel) -> Calibration | None:
    """The sheets of all experts on the anchor case; None where the panel has none. Three queries."""
    if panel.anchor_id is None:
        return None
    case = Application.objects.select_related("unit").get(pk=panel.anchor_id)
    review = reviews_of([case], names=True)[case.pk]
    middle = median([one.total for one in review.sheets if one.total is not None and not one.stale])
    return Calibration(case, _offsets(review.sheets, middle), middle, review)


def _offsets(rows: Sequence[SheetRow], middle: Decimal | None) -> list[Offset]:
    found = [
        Offset(one, None if one.total is None or middle is None else ARITHMETIC.subtract(one.total, middle))
        for one in rows
    ]
    return sorted(found, key=lambda one: (one.offset is None, -(one.offset or Decimal(0)), one.row.expert))
