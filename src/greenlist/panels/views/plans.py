"""The solver's plan: asked for, looked at, applied."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.panels.domain import assigning as domain
from greenlist.panels.law import expert_review
from greenlist.panels.models import AssignmentPlan
from greenlist.panels.queries.plan_page import plan_page
from greenlist.panels.rules.panels import panels
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .panels import PAGE, panel_of


@login_required
@require_POST
def panel_plan(request: Request, pk: int) -> HttpResponse:
    """Ask the solver."""
    panel = panel_of(request, pk)
    require(panels.may(request.hat, "edit", panel))
    try:
        plan = domain.propose(panel=panel, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("panel", pk=pk)
    return redirect("plan", pk=plan.pk)


def _plan(request: Request, pk: int) -> AssignmentPlan:
    rows = AssignmentPlan.objects.filter(panel__in=panels.visible(request.hat))
    return find(rows.select_related("panel__round__law", "panel__place", "by"), pk=pk)


@login_required
@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    """What it proposes: every case with its experts and the reason, what is missing, the load of each expert."""
    row = _plan(request, pk)
    shown = plan_page(row)
    page = Paginator(shown.cases, PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": row, "panel": row.panel, "shown": shown, "page": page, "law": expert_review(row.panel.round),
        "may_apply": panels.may(request.hat, "edit", row.panel),
    }  # fmt: skip
    return render(request, "panels/panels/plan.html", context)


@login_required
@require_POST
def plan_apply(request: Request, pk: int) -> HttpResponse:
    """Do what it says."""
    row = _plan(request, pk)
    require(panels.may(request.hat, "edit", row.panel))
    try:
        given, ended = domain.apply_plan(plan=row, by=wearer(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("plan", pk=pk)
    words = _("已分配 %(given)d 份评审任务，收回 %(ended)d 份。")
    messages.success(request, words % {"given": given, "ended": ended})
    return redirect("panel", pk=row.panel_id)
