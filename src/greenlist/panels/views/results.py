"""What came out of a panel, for the province: the cases, their sheets, the anchor case, the file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from greenlist.panels.models import Assignment, Panel, ScoreSheet
from greenlist.panels.queries.results import expert_review, reviews_of
from greenlist.panels.queries.results_case import sheets_of_case
from greenlist.panels.queries.results_page import PanelResults, calibration_of, results_of
from greenlist.panels.results_file import MIME, results_file
from greenlist.panels.results_picture import picture_of, signed_text
from greenlist.panels.rules.scoring import results
from greenlist.panels.templatetags.scoring_words import STATES
from greenlist.parties.access import find, require
from greenlist.parties.http import Request

PAGE = 50


def panel_of(request: Request, pk: int) -> Panel:
    """A panel of this province. Raises NotAllowed, Http404."""
    require(results.may_look(request.hat))
    return find(results.visible(request.hat).select_related("round__law", "place"), pk=pk)


def _asked(request: Request) -> dict[str, str]:
    state, advice = request.GET.get("state", ""), request.GET.get("advice", "")
    return {
        "state": state if state in STATES else "",
        "advice": advice if advice in ScoreSheet.Advice.values else "",
    }


@login_required
@require_safe
def panel_results(request: Request, pk: int) -> HttpResponse:
    """The cases of a panel, those on which the experts are apart first."""
    panel, asked = panel_of(request, pk), _asked(request)
    found = results_of(panel, **asked)
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "panel": panel, "page": page, "total": found.total, "counts": _counts(found), "asked": asked,
        "advices": ScoreSheet.Advice.choices, "law": expert_review(panel.round), "query": request.GET.urlencode(),
        "may_name": results.may(request.hat, "named", panel), "may_ask": results.may(request.hat, "second", panel),
    }  # fmt: skip
    return render(request, "panels/results/panel.html", context)


def _counts(found: PanelResults) -> list[tuple[str, int]]:
    return [(state, found.counts.get(state, 0)) for state in STATES if found.counts.get(state)]


@login_required
@require_safe
def panel_results_file(request: Request, pk: int) -> HttpResponse:
    """Exactly what the page shows, as a workbook."""
    panel = panel_of(request, pk)
    answer = HttpResponse(results_file(panel, results_of(panel, **_asked(request)).rows), content_type=MIME)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{panel.name}.xlsx")
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_safe
def panel_calibration(request: Request, pk: int) -> HttpResponse:
    """How each expert measured the anchor case."""
    panel = panel_of(request, pk)
    found = calibration_of(panel)
    rows = [(one.row, signed_text(one.offset)) for one in found.offsets] if found else []
    context = {"panel": panel, "found": found, "picture": picture_of(found) if found else None, "rows": rows,
               "law": expert_review(panel.round)}  # fmt: skip
    return render(request, "panels/results/calibration.html", context)


@login_required
@require_safe
def panel_sheets(request: Request, pk: int, application: int) -> HttpResponse:
    """The signed sheets of one case beside each other, item by item."""
    panel = panel_of(request, pk)
    rows = Assignment.objects.filter(panel=panel, application=application).select_related(
        "application__unit", "application__city", "application__round__law"
    )
    one = rows.first()
    if one is None:
        raise Http404
    case = one.application
    context = {
        "panel": panel, "application": case, "review": reviews_of([case], names=True)[case.pk],
        "sheets": sheets_of_case(case), "law": expert_review(panel.round),
        "may_ask": results.may(request.hat, "second", panel),
    }  # fmt: skip
    return render(request, "panels/results/case.html", context)
