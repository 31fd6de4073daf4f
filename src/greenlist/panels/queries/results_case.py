"""The sheets of one case beside each other, item by item."""

from __future__ import annotations

from dataclasses import dataclass, field

from greenlist.applications.models import Application
from greenlist.panel.sheet import TOTAL, Line
from greenlist.panels.models import Assignment, ScoreSheet

from .sheets import page_of
from .sheets_shown import OtherSheet, with_points


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: full marks and verified points as text, then what each expert gives, in the order of the sheets."""

    id: str
    name: str
    max: str
    verified: str
    points: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]

    @property
    def apart(self) -> bool:
        """Whether the experts do not all give the same."""
        return len(set(self.points)) > 1


@dataclass(slots=True)
class CaseSheets:
    """The signed sheets of a case, and its items with their points."""

    sheets: list[OtherSheet] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)  # numbers of the versions they are about


def sheets_of_case(application: Application) -> CaseSheets:
    """The signed sheets of every expert of a case, by name. At most five queries."""
    rows = ScoreSheet.objects.filter(
        assignment__application=application, assignment__ended_at=None, signed_at__isnull=False
    )
    found = list(rows.select_related("assignment__expert__person", "submission__application").order_by("assignment"))
    if not found:
        return CaseSheets()
    told = with_points(found, {one.pk: one.assignment.expert.person.name for one in found})
    versions = sorted({one.submission.number for one in found})
    first = Assignment.objects.select_related("application__round__law").get(pk=found[-1].assignment_id)
    page = page_of(first)
    if page is None:
        return CaseSheets(told)
    return CaseSheets(told, [_row(line, told) for line in page.lines if line.id != TOTAL], versions)


def _row(line: Line, told: list[OtherSheet]) -> ItemRow:
    reasons = tuple((one.expert, why) for one in told for item, why in one.reasons if item == line.id)
    most = "" if line.max is None else f"{line.max:f}"
    given = tuple(one.points.get(line.id, "") for one in told)
    return ItemRow(line.id, line.name, most, line.shown, given, reasons)
