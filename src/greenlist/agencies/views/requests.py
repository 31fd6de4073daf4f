"""The agency's pages: what it was asked, its answer, the contract; its list; whom it counts with."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.domain import engagements as verbs
from greenlist.agencies.forms.engagements import AnswerForm, ReasonForm
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.engagement_list import asked_of, places_of
from greenlist.agencies.rules.engagements import engagements
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .asking import engaged_context
from .common import INVALID, engagement_of_page, put

PAGE = 50
S = Engagement.State


@login_required
@require_safe
def engagement_list(request: Request) -> HttpResponse:
    """What the agency was asked and what it evaluates, what waits for it first; its places in each round."""
    require(engagements.may_work(request.hat))
    state = request.GET.get("state", "")
    rows = asked_of(engagements.visible(request.hat), state=state if state in S.values else "")
    page_ = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    agency = wearer(request).organisation
    context = {
        "page": page_, "state": state, "states": S.choices, "places": places_of(agency) if agency else [],
    }  # fmt: skip
    return render(request, "agencies/engagement/list.html", context)


@login_required
@require_safe
def engagement_request(request: Request, pk: int) -> HttpResponse:
    """One engagement: the question, the answer, relations, places, the contract."""
    require(engagements.may_work(request.hat))
    return page(request, engagement_of_page(request, pk))


def request_context(request: Request, engagement: Engagement) -> dict[str, Any]:
    """What `_request.html`, `_relations.html` and `_cap.html` show, with empty forms."""
    return engaged_context(request, engagement) | {"answer_form": AnswerForm(label_suffix="")}


def page(request: Request, engagement: Engagement, *, status: int = 200, **forms: Form) -> HttpResponse:
    """The page, with the form that was refused in the place of an empty one."""
    context = {"engagement": engagement, "application": engagement.application}
    context |= request_context(request, engagement) | forms
    return render(request, "agencies/engagement/request.html", context, status=status)


@login_required
@require_POST
def engagement_answer(request: Request, pk: int) -> HttpResponse:
    """Yes or no, by the button that was pressed."""
    engagement = engagement_of_page(request, pk)
    require(engagements.may(request.hat, "answer", engagement))
    form = AnswerForm(request.POST, label_suffix="")
    if form.is_valid() and _answered(request, engagement, form):
        return redirect("engagement-request", pk=pk)
    return page(request, engagement, status=INVALID, answer_form=form)


def _answered(request: Request, engagement: Engagement, form: AnswerForm) -> bool:
    said, hat = form.cleaned_data["answer"], wearer(request)
    try:
        if request.POST.get("act") == "decline":
            verbs.decline_engagement(engagement=engagement, by=hat, reason=said)
            messages.success(request, _("已答复不接受，已通知申报单位。"))
        else:
            verbs.accept_engagement(engagement=engagement, by=hat, answer=said, basics=form.cleaned_data["basics"])
            messages.success(request, _("已接受委托，已通知申报单位；请上传合同。"))
    except Refused as refused:
        put(form, refused)
        return False
    return True


@login_required
@require_POST
def engagement_ask_to_end(request: Request, pk: int) -> HttpResponse:
    """Ask the unit to end the contract."""
    engagement = engagement_of_page(request, pk)
    require(engagements.may(request.hat, "ask_to_end", engagement))
    form = ReasonForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            verbs.ask_to_end(engagement=engagement, by=wearer(request), reason=form.cleaned_data["reason"])
        except Refused as refused:
            put(form, refused)
        else:
            messages.success(request, _("已请申报单位解除委托，由其单位负责人决定。"))
            return redirect("engagement-request", pk=pk)
    return page(request, engagement, status=INVALID, end_form=form)
