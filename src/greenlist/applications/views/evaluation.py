"""The evaluation beside the form, and the whole result as a page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from greenlist.applications.models import Application
from greenlist.applications.queries.evaluation import FIRST_TODO, Panel, Shown, panel_of, shown_to
from greenlist.applications.queries.result import page_of
from greenlist.applications.rules import applications
from greenlist.parties.access import find
from greenlist.parties.http import Request

WITH = ("round", "unit__jurisdiction", "city")


def shown_for(request: Request, pk: int) -> Shown:
    """The evaluation that a request asks for, of an application its hat may see. Raises Http404."""
    rows = applications.visible(request.hat).select_related(*WITH)
    application: Application = find(rows, pk=pk)
    assert request.hat is not None  # noqa: S101 - nobody sees an application without a hat
    return shown_to(request.hat, application, request.GET.get("version"))


@login_required
@require_safe
def evaluation(request: Request, pk: int) -> HttpResponse:
    """The panel that htmx puts beside the form; without JavaScript the result page is its place."""
    if not request.htmx:
        find(applications.visible(request.hat), pk=pk)
        return redirect("result", pk=pk)
    shown = shown_for(request, pk)
    return render(request, "applications/evaluation/panel.html", panel_context(shown))


def panel_context(shown: Shown) -> dict[str, Any]:
    """What the panel template needs; also for pages that come with the panel in them."""
    panel: Panel = panel_of(shown)
    return {
        "shown": shown,
        "application": shown.application,
        "panel": panel,
        "first": panel.todo[:FIRST_TODO],
        "rest": panel.todo[FIRST_TODO:],
    }


@login_required
@require_safe
def result(request: Request, pk: int) -> HttpResponse:
    """Everything of a result: verdict, scores, conditions, energy level, findings, facts, sources."""
    shown = shown_for(request, pk)
    versions = list(shown.application.submissions.values_list("number", flat=True))
    context = panel_context(shown) | {"versions": versions}
    if not shown.evaluated:
        return render(request, "applications/evaluation/unevaluated.html", context)
    return render(request, "applications/evaluation/result.html", context | {"page": page_of(shown)})
