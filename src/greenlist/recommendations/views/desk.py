"""The recommendations of an office; for the province those of its cities besides."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.recommendations.domain.opening import open_recommendation
from greenlist.recommendations.queries.candidates import rounds_to_open
from greenlist.recommendations.queries.lists import deadlines_of, with_counts
from greenlist.recommendations.rules import recommendations
from greenlist.recommendations.rules.recommendations import level_of
from greenlist.rounds.rules import rounds

PAGE = 30


@login_required
@require_safe
def recommendation_list(request: Request) -> HttpResponse:
    """What is being prepared and what was sent, the newest first."""
    require(recommendations.may_open(request.hat))
    hat = wearer(request)
    if hat.jurisdiction is None:
        raise RuntimeError("an office has its place")
    level = level_of(hat)
    rows = with_counts(recommendations.visible(hat))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    starting = rounds_to_open(rounds.visible(hat), hat.jurisdiction, level)
    due = deadlines_of({one.round_id for one in shown} | {one.pk for one, _count in starting})
    for one in shown:
        one.due = due.get((one.round_id, one.level))
        one.own = one.place_id == hat.jurisdiction.pk
    context = {
        "page": page, "rows": shown, "level": level,
        "starting": [(one, count, due.get((one.pk, level))) for one, count in starting],
    }  # fmt: skip
    return render(request, "recommendations/list.html", context)


@login_required
@require_POST
def recommendation_start(request: Request, pk: int) -> HttpResponse:
    """Begin the recommendation of a round."""
    require(recommendations.may_open(request.hat))
    round_ = find(rounds.visible(request.hat).select_related("law"), pk=pk)
    try:
        held = open_recommendation(round=round_, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("recommendations")
    return redirect("recommendation", pk=held.pk)
