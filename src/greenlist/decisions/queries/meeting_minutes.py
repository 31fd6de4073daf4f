"""What the minutes of a meeting tell of each case."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.decisions.models import Batch, Line
from greenlist.panels.queries.results import CaseReview, reviews_among


@dataclass(frozen=True, slots=True)
class Decided:
    """A line with what its experts found together."""

    line: Line
    review: CaseReview


def decided_of(batch: Batch) -> list[Decided]:
    """The lines of a list in their order. Three queries."""
    rows = batch.lines.select_related("application__unit", "application__city")
    lines = list(rows.order_by("kind", "position", "pk"))
    reviews = reviews_among({one.application_id: batch.round_id for one in lines})
    return [Decided(one, reviews[one.application_id]) for one in lines]
