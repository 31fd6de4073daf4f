"""The page of one engagement: how far the evaluation is, what comes next, and the steps taken from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.domain import steps
from greenlist.applications.models import Application
from greenlist.applications.process import StaleApplication, TransitionRefused, process_of
from greenlist.parties.access import require
from greenlist.parties.http import Request

from .desk import INVALID, Desk, desk_of, desk_to

STALE = 409
ACTS: dict[str, tuple[Callable[..., Any], str, str | Promise]] = {  # step: verb, act of the rules, what is said then
    "plan": (steps.confirm_plan, "plan", gettext_lazy("评价组织安排已完成，已告知申报单位。接下来做文件评审。")),
    "documents": (steps.confirm_documents, "documents", gettext_lazy("文件评审已完成。接下来做现场评价。")),
    "site": (steps.confirm_site, "site", gettext_lazy("现场评价已完成。接下来编写报告。")),
    "report": (steps.confirm_draft, "write", gettext_lazy("报告已写完，已请复核人员做内部技术复核。")),
}


@login_required
@require_safe
def engagement(request: Request, pk: int) -> HttpResponse:
    """How far the evaluation is, for both sides and the offices; what is missing next, for the agency.

    Before the contract there is no evaluation: the pages of the request say what comes first.
    """
    desk = desk_of(request, pk)
    if desk.engagement.contracted_at is None:
        if desk.of_agency:
            return redirect("engagement-request", pk=pk)
        return redirect("application-agency", pk=desk.engagement.application_id)
    return page(request, desk)


def page(request: Request, desk: Desk, *, refused: TransitionRefused | None = None, status: int = 200) -> HttpResponse:
    """The page; with `refused`, why a step could not be taken."""
    work, application = desk.work, desk.engagement.application
    now = work.now
    context = {
        "desk": desk, "engagement": desk.engagement, "application": application, "work": work, "now": now,
        "state": label_of(application), "refused": refused,
        "may_confirm": bool(desk.of_agency and now and now.id in ACTS and desk.may(ACTS[now.id][1])),
    }  # fmt: skip
    return render(request, "agencies/work.html", context, status=status)


def label_of(application: Application) -> str:
    """Where the application stands, as offices call it."""
    states = process_of(application.round).states
    return next((_(one.labels.office) for one in states if one.id == application.state), application.state)


@login_required
@require_POST
def confirm(request: Request, pk: int, step: str) -> HttpResponse:
    """Call a step done."""
    if step not in ACTS:
        raise Http404
    verb, act, said = ACTS[step]
    desk = desk_to(request, pk, act)
    version = request.POST.get("version", "")
    try:
        verb(engagement=desk.engagement, by=desk.hat, version=int(version) if version.isdecimal() else None)
    except TransitionRefused as refused:
        again = desk_of(request, pk)
        require(again.reads)
        return page(request, again, refused=refused, status=STALE if isinstance(refused, StaleApplication) else INVALID)
    messages.success(request, str(said))
    return redirect("engagement", pk=pk)
