"""Nonconformities: raised from a value, answered by the unit, closed or asked again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.agencies.domain.verified import (
    answer_nonconformity,
    ask_again,
    close_nonconformity,
    raise_nonconformity,
)
from greenlist.agencies.forms.verifying import AnswerForm, NonconformityForm, VerdictForm
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.nonconforming import items_of
from greenlist.agencies.queries.reports import contracted
from greenlist.agencies.queries.verifying import Value, values_of
from greenlist.agencies.rules.reports import nonconformities, reports
from greenlist.applications.models import Application, Nonconformity
from greenlist.applications.rules import applications
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .reading import INVALID, around, at_field, engagement_for

TEMPLATE = "agencies/verifying/nonconformities.html"


@login_required
@require_safe
def of_engagement(request: Request, pk: int) -> HttpResponse:
    """All of an evaluation; the agency closes and asks again here."""
    return _page(request, engagement_for(request, pk, "see"))


def _page(
    request: Request, engagement: Engagement, wrong: Nonconformity | None = None,
    form: VerdictForm | AnswerForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    items = items_of(engagement.application)
    may_close, may_answer = (reports.may(request.hat, act, engagement) for act in ("verify", "answer"))
    rows = [(one, _form(one.row, wrong, form, close=bool(may_close), answer=bool(may_answer))) for one in items]
    waiting = sum(one.row.state == Nonconformity.State.OPEN for one in items)
    answered = sum(one.row.state == Nonconformity.State.ANSWERED for one in items)
    context = around(
        request, engagement, rows=rows, may_close=may_close, may_answer=may_answer, waiting=waiting, wrong=wrong,
        answered=answered, closed=len(items) - waiting - answered, form=form,
    )  # fmt: skip
    return render(request, TEMPLATE, context, status=status)


def _form(
    row: Nonconformity, wrong: Nonconformity | None, form: VerdictForm | AnswerForm | None, *, close: bool, answer: bool
) -> VerdictForm | AnswerForm | None:
    """The form that this row asks this person for."""
    if wrong is not None and wrong.pk == row.pk:
        return form
    auto = f"n-{row.pk}-%s"
    if close and row.state != Nonconformity.State.CLOSED:
        return VerdictForm(auto_id=auto, label_suffix="")
    if answer and row.state == Nonconformity.State.OPEN:
        return AnswerForm(auto_id=auto, label_suffix="")
    return None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """Raise one about the value at `?place=`."""
    engagement = engagement_for(request, pk, "verify")
    value = _value(engagement, request.GET.get("place", ""))
    form = NonconformityForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid() and _raised(request, engagement, value, form):
        messages.success(request, _("已提出，并已通知申报单位。"))
        return redirect("engagement-nonconformities", pk=pk)
    status = INVALID if request.method == "POST" else 200
    context = around(request, engagement, value=value, form=form)
    return render(request, "agencies/verifying/raise.html", context, status=status)


def _value(engagement: Engagement, place: str) -> Value:
    found = next((one for one in values_of(engagement.application) if one.place == place), None)
    if found is None:
        raise Http404
    return found


def _raised(request: Request, engagement: Engagement, value: Value, form: NonconformityForm) -> bool:
    given = form.cleaned_data
    label = f"{value.section.title} · {value.label}"
    try:
        raise_nonconformity(
            application=engagement.application, place=value.place, label=label, grade=given["grade"],
            reason=given["reason"], due=given["due"], by=wearer(request),
        )  # fmt: skip
    except Refused as refused:
        at_field(form, refused)
    return form.is_valid()


@login_required
@require_POST
def decide(request: Request, pk: int, nid: int) -> HttpResponse:
    """Close one, or ask again (`act`)."""
    engagement = engagement_for(request, pk, "verify")
    row = find(nonconformities.visible(request.hat), pk=nid, application=engagement.application_id)
    form = VerdictForm(request.POST, auto_id=f"n-{row.pk}-%s", label_suffix="")
    again = request.POST.get("act") == "again"
    if form.is_valid() and _decided(request, row, form, again=again):
        messages.success(request, _("已请单位补充。") if again else _("已关闭。"))
        return redirect(f"{reverse('engagement-nonconformities', args=[pk])}#n-{row.pk}")
    return _page(request, engagement, row, form, INVALID)


def _decided(request: Request, row: Nonconformity, form: VerdictForm, *, again: bool) -> bool:
    verdict, by = form.cleaned_data["verdict"], wearer(request)
    try:
        if again:
            ask_again(nonconformity=row, verdict=verdict, due=form.cleaned_data["due"], by=by)
        else:
            close_nonconformity(nonconformity=row, verdict=verdict, by=by)
    except Refused as refused:
        at_field(form, refused)
    return form.is_valid()


@login_required
@require_safe
def of_application(request: Request, pk: int) -> HttpResponse:
    """The unit's page: every question of the agency, answered one by one."""
    return _page(request, _engaged(request, pk))


def _engaged(request: Request, pk: int) -> Engagement:
    """The engagement of a visible application. Raises Http404 where it has none in force."""
    application: Application = find(applications.visible(request.hat), pk=pk)
    found = contracted(application)
    if found is None or not reports.visible(request.hat).filter(pk=found.pk).exists():
        raise Http404
    return found


@login_required
@require_POST
def answer(request: Request, pk: int, nid: int) -> HttpResponse:
    """Answer one for the unit."""
    engagement = _engaged(request, pk)
    require(reports.may(request.hat, "answer", engagement))
    row = find(nonconformities.visible(request.hat), pk=nid, application=engagement.application_id)
    form = AnswerForm(request.POST, auto_id=f"n-{row.pk}-%s", label_suffix="")
    if form.is_valid() and _answered(request, row, form):
        messages.success(request, _("已答复，并已通知评价机构。"))
        return redirect(f"{reverse('application-nonconformities', args=[pk])}#n-{row.pk}")
    return _page(request, engagement, row, form, INVALID)


def _answered(request: Request, row: Nonconformity, form: AnswerForm) -> bool:
    try:
        answer_nonconformity(nonconformity=row, answer=form.cleaned_data["answer"], by=wearer(request))
    except Refused as refused:
        at_field(form, refused)
    return form.is_valid()
