"""What the pages of one assignment share."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from greenlist.panels.models import Assignment
from greenlist.panels.queries.scoring import AROUND
from greenlist.panels.queries.sheets import SheetPage, page_of
from greenlist.panels.rules.scoring import desk
from greenlist.parties.access import find
from greenlist.parties.http import Request

INVALID = 422


def assignment_of(request: Request, pk: int) -> Assignment:
    """An assignment on this expert's desk. Raises Http404."""
    return find(desk.visible(request.hat).select_related(*AROUND, "application__unit__jurisdiction"), pk=pk)


def sheet_page(assignment: Assignment) -> SheetPage:
    """Its sheet. Raises Http404: the case was never handed in."""
    page = page_of(assignment)
    if page is None:
        raise Http404
    return page


def around(page: SheetPage, **more: Any) -> dict[str, Any]:
    """What every page of one assignment names."""
    return {
        "assignment": page.assignment, "application": page.application, "submission": page.submission,
        "sheet": page.sheet, "page": page, "panel": page.assignment.panel, **more,
    }  # fmt: skip
