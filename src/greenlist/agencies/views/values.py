"""Every value of an application with the claim beside the agency's word: one stated, several confirmed as claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.domain.verified import confirm_as_claimed, judge_item, verify_value
from greenlist.agencies.forms.verifying import CommonForm, ValueForm
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.verifying import Tally, Value, tallies, values_of
from greenlist.agencies.rules.reports import reports
from greenlist.applications.domain.evaluating import refresh_evaluation
from greenlist.applications.domain.evidence import add_evidence
from greenlist.applications.domain.stating import Conflict, TooLong
from greenlist.applications.domain.verifying import VERIFIED
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.models import Evidence, Nonconformity
from greenlist.applications.queries.editing import Desk, desk_of
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .reading import INVALID, around, at_field, engagement_for

PAGE = 40
SHOWS = ("", "open", "differs", "missing")


@dataclass(frozen=True, slots=True)
class Row:
    """A value with the form that verifies it, and how many nonconformities about it are not closed."""

    value: Value
    form: ValueForm | None
    issues: int = 0


@login_required
@require_safe
def engagement_values(request: Request, pk: int) -> HttpResponse:
    """The values by section, or of all sections those that wait, differ, or are missing."""
    engagement = engagement_for(request, pk, "work")
    return _page(request, engagement, desk_of(engagement.application))


def _page(
    request: Request, engagement: Engagement, desk: Desk, wrong: ValueForm | None = None, status: int = 200
) -> HttpResponse:
    values, asked = values_of(engagement.application, desk), request.GET
    show = asked.get("show", "") if asked.get("show") in SHOWS else ""
    counted = tallies(values)
    section = _section(asked, counted, show)
    if wrong is not None:  # what is wrong is in sight, wherever it was sent from
        section, show = wrong.value.section.id, ""
    chosen = [one for one in values if _wanted(one, section, show)]
    page: Any = Paginator(chosen, PAGE).get_page(_number(asked, chosen, wrong))
    may = reports.may(request.hat, "verify", engagement)
    context = around(
        request, engagement, rows=_rows(engagement, desk, page.object_list, wrong, may=bool(may)), page=page,
        tallies=counted, section=section, show=show, may=may, wrong=wrong, common=CommonForm(label_suffix=""),
        done=sum(one.done for one in counted), total=sum(one.total for one in counted),
        differing=sum(one.differing for one in counted), here=request.get_full_path(),
    )  # fmt: skip
    return render(request, "agencies/verifying/values.html", context, status=status)


def _section(asked: QueryDict, counted: Sequence[Tally], show: str) -> str:
    """The section asked for; without one the first that is not done, and with a filter all of them ('')."""
    ids = [one.section.id for one in counted]
    given = str(asked.get("section", ""))
    if given in ids or show or not ids:
        return given if given in ids else ""
    return next((one.section.id for one in counted if one.done < one.total), ids[0])


def _number(asked: QueryDict, chosen: Sequence[Value], wrong: ValueForm | None) -> Any:
    """The page asked for, or the one that holds what is wrong."""
    if wrong is None:
        return asked.get("page")
    return [one.place for one in chosen].index(wrong.value.place) // PAGE + 1


def _wanted(one: Value, section: str, show: str) -> bool:
    if section and one.section.id != section:
        return False
    return not show or (one.waiting if show == "open" else one.state == show)


def _rows(
    engagement: Engagement, desk: Desk, values: Sequence[Value], wrong: ValueForm | None, *, may: bool
) -> list[Row]:
    open_ = engagement.application.nonconformities.exclude(state=Nonconformity.State.CLOSED)
    places = list(open_.values_list("place", flat=True))

    def form_for(value: Value) -> ValueForm | None:
        if not may:
            return None
        return wrong if wrong is not None and wrong.value.place == value.place else ValueForm(value, desk)

    return [Row(value, form_for(value), places.count(value.place)) for value in values]


@login_required
@require_POST
def state_value(request: Request, pk: int) -> HttpResponse:
    """State the verified value, judgement or answer at one place."""
    engagement = engagement_for(request, pk, "verify")
    desk = desk_of(engagement.application)
    place = request.POST.get("place", "")
    value = next((one for one in values_of(engagement.application, desk) if one.place == place), None)
    if value is None:
        return HttpResponseBadRequest(_("申报中没有这一项，请刷新页面后再填。"))
    form = ValueForm(value, desk, request.POST, request.FILES)
    if form.is_valid() and _stated(engagement, value, form, wearer(request)):
        refresh_evaluation(application=engagement.application)
        messages.success(request, _("已核查：%(item)s。") % {"item": value.label})
        return redirect(_back(request, engagement, value))
    return _page(request, engagement, desk, form, INVALID)


def _back(request: Request, engagement: Engagement, value: Value) -> str:
    """The page the form stood on, at the value; never another site."""
    kept = request.GET.urlencode()
    address = reverse("engagement-values", args=[engagement.pk])
    return f"{address}?{kept or f'section={value.section.id}'}#q-{value.place}"


def _stated(engagement: Engagement, value: Value, form: ValueForm, by: Hat) -> bool:
    try:
        with transaction.atomic():  # the file is kept with the word it stands for, or not at all
            _state(engagement, value, form, by)
    except FileRefused as refused:
        form.add_error("upload", str(refused))
    except (Conflict, TooLong) as fault:
        form.add_error(None, str(fault))
    except Refused as refused:
        at_field(form, refused)
    return form.is_valid()


def _state(engagement: Engagement, value: Value, form: ValueForm, by: Hat) -> None:
    given, application = form.cleaned_data, engagement.application
    evidence = _evidence(engagement, value, form, by)
    common: dict[str, Any] = {
        "application": application, "place": value.place, "reason": given["reason"], "by": by, "evidence": evidence,
        "page": given["page"], "base": given["base"] or 0,
    }  # fmt: skip
    if value.shape in {"judged", "condition"}:
        judge_item(**common, answer=given.get("answer", ""), points=given.get("points", ""))
    else:
        verify_value(**common, content=form.content, unit=_unit(value, form))


def _unit(value: Value, form: ValueForm) -> str:
    """The unit chosen; where none could be, the one that is claimed in."""
    if "unit" in form.fields:
        return str(form.cleaned_data["unit"])
    return value.claimed.unit if value.claimed else ""


def _evidence(engagement: Engagement, value: Value, form: ValueForm, by: Hat) -> Evidence | None:
    upload = form.cleaned_data["upload"]
    if upload is None:
        return form.chosen
    places = [value.place]
    return add_evidence(
        application=engagement.application, upload=upload, by=by, places=places, witness=VERIFIED
    ).evidence


@login_required
@require_POST
def confirm_values(request: Request, pk: int) -> HttpResponse:
    """Two steps on one address: look at everything that would be confirmed as claimed, then confirm all of it."""
    engagement = engagement_for(request, pk, "verify")
    asked = set(request.POST.getlist("value"))
    found = [one for one in values_of(engagement.application) if one.place in asked and one.claimed is not None]
    if not found:
        messages.error(request, _("请至少勾选一项。单位没有填报的不能按申报值确认。"))
        return redirect(f"{reverse('engagement-values', args=[pk])}?{request.GET.urlencode()}")
    if request.POST.get("step") != "confirm":
        return _preview(request, engagement, found, CommonForm(label_suffix=""))
    form = CommonForm(request.POST, label_suffix="")
    if form.is_valid() and _confirmed(engagement, found, form, wearer(request)):
        refresh_evaluation(application=engagement.application)
        text = ngettext("已按申报值确认 %(count)d 项。", "已按申报值确认 %(count)d 项。", len(found))
        messages.success(request, text % {"count": len(found)})
        return redirect(f"{reverse('engagement-values', args=[pk])}?{request.GET.urlencode()}")
    return _preview(request, engagement, found, form, INVALID)


def _confirmed(engagement: Engagement, found: Sequence[Value], form: CommonForm, by: Hat) -> bool:
    places = [one.place for one in found]
    try:
        confirm_as_claimed(application=engagement.application, places=places, reason=form.cleaned_data["reason"], by=by)
    except Refused as refused:
        at_field(form, refused)
    return form.is_valid()


def _preview(
    request: Request, engagement: Engagement, found: Sequence[Value], form: CommonForm, status: int = 200
) -> HttpResponse:
    answers = sum(one.shape == "condition" for one in found)
    context = around(request, engagement, values=found, form=form, answers=answers, query=request.GET.urlencode())
    return render(request, "agencies/verifying/confirm.html", context, status=status)
