"""Batches on the desk of a city: the list, one batch, its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.process import process_of
from greenlist.consultations.domain.closing import close_consultation
from greenlist.consultations.forms.preparing import ExtendForm
from greenlist.consultations.models import Consultation
from greenlist.consultations.paper import table_file
from greenlist.consultations.queries import table
from greenlist.consultations.queries.letters import units_of
from greenlist.consultations.rules.consultations import consultations
from greenlist.engine import clock
from greenlist.parties import roles
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, PAGE, attachment, consultation_of_page, law_of
from .drafts import draft_page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


FILTERS: dict[str, Callable[[table.Line], bool]] = {
    "waiting": lambda one: one.open and any(row.waiting for row in one.rows),
    "objection": lambda one: any(row.state in {"objection", "stands", "dismissed"} for row in one.rows),
    "late": lambda one: one.late(clock.today()) > 0,
}


@login_required
@require_safe
def consultation_list(request: Request) -> HttpResponse:
    """The batches of a city, of a province's cities; what waits to be asked about."""
    require(consultations.may_work(request.hat))
    hat = wearer(request)
    page = Paginator(table.batches(consultations.visible(hat)), PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    progress = table.progress_of(rows)
    city = hat.jurisdiction if hat.among(roles.CITY) else None
    context = {
        "page": page, "rows": [(one, progress[one.pk]) for one in rows], "province": city is None,
        "ready": table.ready_rounds(city) if city is not None else [],
    }  # fmt: skip
    return render(request, "consultations/list.html", context)


@login_required
@require_safe
def consultation(request: Request, pk: int) -> HttpResponse:
    """One batch: as a draft what it will be; once sent, who answered what about whom."""
    row = consultation_of_page(request, pk)
    return draft_page(request, row) if row.state == Consultation.State.DRAFT else sent_page(request, row)


def sent_page(request: Request, row: Consultation, trouble: str = "", extend: ExtendForm | None = None) -> HttpResponse:
    """The overview of a batch that was sent."""
    hat, letters = wearer(request), list(row.letters.select_related("department"))
    lines = table.lines_of(row, list(units_of(row)), letters)
    shown = _filtered(lines, request.GET.get("show", ""))
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    labels = {one.id: one.labels.office for one in process_of(row.round).states}
    context: dict[str, Any] = {
        "batch": row, "letters": letters, "counts": table.counts_of(lines, letters), "page": page,
        "show": request.GET.get("show", ""), "trouble": trouble, "today": clock.today(),
        "rows": [(one, one.late(clock.today()), _(labels.get(one.unit.application.state, ""))) for one in page],
        "complete": sum(one.complete for one in lines if one.open), "open": sum(one.open for one in lines),
        "total": len(lines), "objections": sum(_undecided(one) for one in lines if one.open),
        "late": sum(1 for one in lines if one.late(clock.today())),
        "may": {act: consultations.ruling(hat, act, row) for act in ("manage", "close", "rule", "extend")},
        "extend": extend or ExtendForm(label_suffix="", auto_id="id_extend_%s"),
        "extensions": list(row.extensions.select_related("by")),
    }  # fmt: skip
    return render(
        request, "consultations/batch.html", context | law_of(row.round), status=INVALID if trouble or extend else 200
    )


def _filtered(lines: list[table.Line], show: str) -> list[table.Line]:
    test = FILTERS.get(show)
    return [one for one in lines if test(one)] if test is not None else lines


def _undecided(line: table.Line) -> int:
    return sum(one.state == "objection" for one in line.rows)


@login_required
@require_safe
def table_download(request: Request, pk: int) -> HttpResponse:
    """The overview as a workbook: all units, whatever the page shows."""
    row = consultation_of_page(request, pk)
    letters = list(row.letters.all())
    if row.state == Consultation.State.DRAFT:
        messages.error(request, _("还没有发函，没有答复可以导出。"))
        return redirect("consultation", pk=pk)
    lines = table.lines_of(row, list(units_of(row)), letters)
    return attachment(table_file(row, letters, lines), EXCEL, f"consultation-{pk}.xlsx")


@login_required
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """End a batch."""
    row = consultation_of_page(request, pk)
    require(consultations.ruling(wearer(request), "close", row))
    try:
        close_consultation(consultation=row, by=wearer(request))
    except Refused as refused:
        return sent_page(request, row, str(refused))
    messages.success(request, _("已结束，不再接受答复。"))
    return redirect("consultation", pk=pk)
