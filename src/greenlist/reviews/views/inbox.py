"""The inbox of an office: what was handed in, as a page and as a table to keep."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greenlist.applications.models import Application, Kind
from greenlist.applications.process import process_of
from greenlist.engine import clock
from greenlist.parties.access import require
from greenlist.parties.http import Request
from greenlist.reviews.exporting import inbox_workbook
from greenlist.reviews.queries import inbox as queries
from greenlist.reviews.rules import reviews
from greenlist.rounds.models import Round

PAGE = 50
MOST = 5000  # rows of an export
ALL = "all"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def inbox(request: Request) -> HttpResponse:
    """What was handed in, those that wait longest first."""
    require(reviews.may_work(request.hat))
    visible = reviews.visible(request.hat)
    asked, state = _asked(request)
    page = Paginator(queries.inbox(visible, **asked, state="" if state == ALL else state), PAGE).get_page(
        request.GET.get("page")
    )
    rounds = list(queries.rounds_of(visible))
    labels = _labels(rounds)
    _dress(page.object_list, labels)
    context = {"page": page, "rounds": rounds, "kinds": Kind.choices, "asked": asked, "state": state,
               "states": _states(labels, queries.state_counts(visible)), "query": request.GET.urlencode()}  # fmt: skip
    return render(request, "reviews/inbox.html", context)


def _asked(request: Request) -> tuple[dict[str, str], str]:
    asked = {"round_id": request.GET.get("round", ""), "kind": request.GET.get("kind", "")}
    return asked, request.GET.get("state", queries.WAITING)


def _labels(rounds: list[Round]) -> dict[str, str]:
    """States as the office calls them, in the order of the process; of all rounds on the desk."""
    return {one.id: _(one.labels.office) for round_ in rounds for one in process_of(round_).states}


def _states(labels: dict[str, str], counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """The states to filter by, with how many there are: those that wait first, then whatever the desk has."""
    words = labels | {"draft": _("已退回，等待补正")}
    return [(key, word, counts.get(key, 0)) for key, word in words.items()
            if key == queries.WAITING or counts.get(key)]  # fmt: skip


def _dress(rows: Any, labels: dict[str, str]) -> None:
    """What a row shows beside its own columns. One query."""
    outcomes = queries.outcomes(rows)
    for row in rows:
        row.days = queries.days_waiting(row)
        row.state_label = _state(row, labels)
        row.outcome, row.screened_on = outcomes.get(row.pk, ("", None))


def _state(row: Application, labels: dict[str, str]) -> str:
    return _("已退回，等待补正") if row.returned else labels.get(row.state, row.state)


@login_required
@require_safe
def inbox_export(request: Request) -> HttpResponse:
    """The same rows as a workbook, exactly as filtered."""
    require(reviews.may_work(request.hat))
    visible = reviews.visible(request.hat)
    asked, state = _asked(request)
    rows = list(queries.inbox(visible, **asked, state="" if state == ALL else state)[:MOST])
    _dress(rows, _labels(list(queries.rounds_of(visible))))
    answer = HttpResponse(inbox_workbook(rows), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="inbox-{clock.today().isoformat()}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer
