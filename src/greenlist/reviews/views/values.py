"""Every value with what each witness said, and the office's own word beside them; what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.domain.checking import DECIDED
from greenlist.applications.domain.evidence import add_evidence
from greenlist.applications.domain.stating import Conflict, TooLong
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.models import Application, Evidence
from greenlist.applications.queries.editing import Desk, desk_of
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.reviews import domain
from greenlist.reviews.forms.correcting import CorrectingForm, TakeBackForm
from greenlist.reviews.queries.dossier import Dossier
from greenlist.reviews.queries.values import Witnessed, details, effect, sections_with, witnessed
from greenlist.reviews.rules import reviews

from .common import INVALID, application_of, dossier_of

PAGE = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A place with the form that corrects it, and the one that takes the correction back."""

    one: Witnessed
    form: CorrectingForm | None
    back: TakeBackForm | None = None


@login_required
@require_safe
def values(request: Request, pk: int) -> HttpResponse:
    """The values by section, or all those that were corrected."""
    application = application_of(request, pk)
    return _page(request, application, desk_of(application, request.hat))


def _page(
    request: Request, application: Application, desk: Desk, wrong: CorrectingForm | None = None, status: int = 200
) -> HttpResponse:
    dossier, witness = dossier_of(application), domain.witness_of(wearer(request))
    rows = witnessed(application, desk, witness)
    parts = sections_with(rows)
    may = reviews.may(request.hat, "correct", application)
    section, only = _section(request, parts, wrong), request.GET.get("show") == "checked" and wrong is None
    chosen = [one for one in rows if (one.corrected if only else one.value.section.id == section)]
    number = request.GET.get("page") if wrong is None else _page_of(chosen, wrong)
    page = Paginator(chosen, PAGE).get_page(number)
    context = {
        "application": application, "dossier": dossier, "page": page, "parts": parts, "section": section,
        "only": only, "may": may, "wrong": wrong, "rows": [_row(one, desk, wrong, may=bool(may)) for one in page],
        "corrected": sum(one.corrected for one in rows), "query": request.GET.urlencode(),
        "deciding": witness == DECIDED, "decided": any(one.decided is not None for one in rows),
        **_effect(dossier),
    }  # fmt: skip
    return render(request, "reviews/values.html", context, status=status)


def _section(request: Request, parts: Sequence[Any], wrong: CorrectingForm | None) -> str:
    if wrong is not None:
        return wrong.row.value.section.id
    ids = [one.id for one, _count, _checked in parts]
    asked = request.GET.get("section", "")
    return asked if asked in ids else ids[0] if ids else ""


def _page_of(chosen: Sequence[Witnessed], wrong: CorrectingForm) -> int:
    return [one.place for one in chosen].index(wrong.row.place) // PAGE + 1


def _row(one: Witnessed, desk: Desk, wrong: CorrectingForm | None, *, may: bool) -> Row:
    if not may:
        return Row(one, None)
    form = wrong if wrong is not None and wrong.row.place == one.place else CorrectingForm(one, desk)
    return Row(one, form, TakeBackForm(initial={"place": one.place}, label_suffix="") if one.own else None)


def _effect(dossier: Dossier) -> dict[str, Any]:
    """What the corrections change, where there are any."""
    if dossier.corrected is None:
        return {"changes": None, "changed": ()}
    before, after = dossier.submission.result, dossier.corrected.result
    return {"changes": effect(before, after), "changed": details(before, after)}


@login_required
@require_POST
def correct(request: Request, pk: int) -> HttpResponse:
    """State the office's value of one place, or take it back."""
    application = application_of(request, pk)
    require(reviews.may(request.hat, "correct", application))
    desk, place = desk_of(application, request.hat), request.POST.get("place", "")
    rows = witnessed(application, desk, domain.witness_of(wearer(request)))
    row = next((one for one in rows if one.place == place), None)
    if row is None:
        return HttpResponseBadRequest(_("申报中没有这一项，请刷新页面后再填。"))
    if request.POST.get("act") == "back":
        return _taken_back(request, application, row)
    form = CorrectingForm(row, desk, request.POST, request.FILES)
    if form.is_valid() and _corrected(application, row, form, wearer(request)):
        messages.success(request, _("已更正：%(item)s；结果已按更正后的值重新评价。") % {"item": row.value.label})
        return redirect(_back(pk, row))
    return _page(request, application, desk, form, INVALID)


def _back(pk: int, row: Witnessed) -> str:
    return f"{reverse('review-values', args=[pk])}?section={row.value.section.id}#q-{row.place}"


def _taken_back(request: Request, application: Application, row: Witnessed) -> HttpResponse:
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明撤回的理由。"))
        return redirect(_back(application.pk, row))
    try:
        domain.take_back(
            application=application, place=row.place, reason=form.cleaned_data["reason"], by=wearer(request)
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已撤回：%(item)s。") % {"item": row.value.label})
    return redirect(_back(application.pk, row))


def _corrected(application: Application, row: Witnessed, form: CorrectingForm, by: Hat) -> bool:
    try:
        with transaction.atomic():  # the file is kept with the word it stands for, or not at all
            _correct(application, row, form, by)
    except FileRefused as refused:
        form.add_error("upload", str(refused))
    except (Conflict, TooLong) as fault:
        form.add_error(None, str(fault))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return form.is_valid()


def _correct(application: Application, row: Witnessed, form: CorrectingForm, by: Hat) -> None:
    given = form.cleaned_data
    evidence = _evidence(application, row, form, by)
    domain.check_value(
        application=application, place=row.place, content=_content(row, form, evidence, by), by=by,
        reason=given["reason"], unit=_unit(row, form), evidence=evidence, page=given["page"], base=given["base"] or 0,
    )  # fmt: skip


def _content(row: Witnessed, form: CorrectingForm, evidence: Evidence | None, by: Hat) -> Any:
    given, shape = form.cleaned_data, row.value.shape
    if shape == "judged":
        return domain.judged_word(given.get("points", ""), given.get("answer", ""), given["reason"], by)
    if shape == "condition":
        before, answer = row.formed.claimed, given.get("answer", "")
        return domain.answered_word(before, answer, given["reason"], evidence, row.as_witness)
    return form.content


def _unit(row: Witnessed, form: CorrectingForm) -> str:
    """The unit chosen; where none could be, the one that decides so far."""
    if "unit" in form.fields:
        return str(form.cleaned_data["unit"])
    word = row.own or row.formed.claimed
    return word.unit if word else ""


def _evidence(application: Application, row: Witnessed, form: CorrectingForm, by: Hat) -> Evidence | None:
    upload = form.cleaned_data["upload"]
    if upload is None:
        return form.chosen
    return add_evidence(
        application=application, upload=upload, by=by, places=[row.place], witness=row.as_witness
    ).evidence
