"""The province opens the named phase, and asks further experts where the first ones are far apart."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from greenlist.applications.models import Application
from greenlist.panels.domain.rounds import ask_further, open_named
from greenlist.panels.forms.rounds import FurtherForm
from greenlist.panels.models import Assignment, Panel
from greenlist.panels.queries.results import expert_review, reviews_of
from greenlist.panels.queries.rounds import free_for
from greenlist.panels.rules.scoring import results
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .results import panel_of
from .scoring_common import INVALID


@login_required
@require_POST
def panel_named(request: Request, pk: int) -> HttpResponse:
    """From now on experts see each other's signed sheets with names."""
    panel = panel_of(request, pk)
    require(results.may(request.hat, "named", panel))
    open_named(panel=panel, by=wearer(request))
    messages.success(request, _("已转为公开阶段，并已通知本组专家。"))
    return redirect("panel-results", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def panel_further(request: Request, pk: int, application: int) -> HttpResponse:
    """Choose further experts for a conflicting case."""
    panel = panel_of(request, pk)
    require(results.may(request.hat, "second", panel))
    mine = Assignment.objects.filter(panel=panel, ended_at=None).values("application")
    case = find(Application.objects.filter(pk__in=mine).select_related("unit", "round__law", "city"), pk=application)
    candidates = free_for(panel, case)
    form = FurtherForm(candidates, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _asked(request, form, panel, case):
        messages.success(request, _("已请专家再评，第一轮的评分表保持不变。"))
        return redirect("panel-sheets", pk, application)
    context = {
        "panel": panel, "application": case, "candidates": candidates, "form": form, "law": expert_review(panel.round),
        "review": reviews_of([case], names=True)[case.pk],
    }  # fmt: skip
    return render(request, "panels/results/further.html", context, status=INVALID if form.errors else 200)


def _asked(request: Request, form: FurtherForm, panel: Panel, case: Application) -> bool:
    try:
        ask_further(panel=panel, application=case, experts=form.experts, by=wearer(request))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return form.is_valid()
