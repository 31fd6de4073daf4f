"""The summary table before it is handed out: what is wrong with which cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greenlist.applications.evaluating import user_language
from greenlist.documents.form.layout import KIND_NAMES
from greenlist.documents.summary import Flaw, Severity, counted
from greenlist.engine.case import Kind
from greenlist.engine.messages import render as sentence
from greenlist.engine.messages import say
from greenlist.parties.http import Request
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.papers.table import faults
from greenlist.recommendations.queries.units import listed

from .common import recommendation_of

PAGE = 40  # units


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row of the table with what is wrong with it, worst first."""

    sheet: str
    number: int
    name: str
    unit: RecommendedUnit | None
    flaws: list[tuple[Flaw, str, str]]


@login_required
@require_safe
def recommendation_table(request: Request, pk: int) -> HttpResponse:
    """The check of the table, unit by unit; `?only=` one severity."""
    row = recommendation_of(request, pk)
    going = listed(row)
    checked = row.checked_at is not None or row.state == Recommendation.State.SENT
    found = faults(row, going) if checked else []  # before the check there are no rows
    only = request.GET.get("only", "")
    only = only if only in set(Severity) else ""
    shown = [one for one in found if only in {"", one.severity}]
    context: dict[str, Any] = {
        "row": row, "checked": checked, "units": len(going), "flaws": counted(found), "shown": found, "only": only,
        "severities": list(_severities(found)),
        "page": Paginator(list(_faulty(shown, going)), PAGE).get_page(request.GET.get("page")),
    }  # fmt: skip
    return render(request, "recommendations/table.html", context)


def _severities(found: Sequence[Flaw]) -> Iterator[tuple[str, str, int]]:
    yield "", _("全部"), len(found)
    for name, count in counted(found).items():
        yield name, _label(name), count


def _label(severity: str) -> str:
    return sentence(say(f"summary.{severity}"), user_language())


def _faulty(found: Sequence[Flaw], going: Sequence[RecommendedUnit]) -> Iterator[Faulty]:
    """The flaws by rows, in the order of the table."""
    rows: dict[str, list[RecommendedUnit]] = {}
    for one in going:
        rows.setdefault(KIND_NAMES[Kind(one.application.kind)], []).append(one)
    worst = list(Severity)
    placed = sorted(found, key=lambda one: (list(rows).index(one.sheet), one.row))
    for (sheet, number), some in groupby(placed, key=lambda one: (one.sheet, one.row)):
        flaws = sorted(some, key=lambda one: worst.index(one.severity))
        told = [(one, _label(one.severity), sentence(one.message, user_language())) for one in flaws]
        unit = rows[sheet][number - 1]
        yield Faulty(sheet, number, unit.application.unit.name, unit, told)
