"""An application handed in: what is wrong, what a person must say, the words kept, acceptance, the record of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.queries.panel import panel_of
from greenlist.applications.models import Application
from greenlist.applications.process import StaleApplication, TransitionRefused
from greenlist.applications.timeline import timeline
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.reviews import domain
from greenlist.reviews.forms.faults import NoteForm
from greenlist.reviews.forms.points import PointForm, forms_for
from greenlist.reviews.queries.blocking import blocks_of
from greenlist.reviews.queries.checking import Checked
from greenlist.reviews.queries.inbox import days_waiting
from greenlist.reviews.queries.rows import CheckRow
from greenlist.reviews.rules import formal_checks, reviews, rulings
from greenlist.screenings.queries import newest_result

from .common import INVALID, STALE, application_of, dossier_of

ACTS = ("check", "decide", "return", "correct", "block", "unblock")


@login_required
@require_safe
def review(request: Request, pk: int) -> HttpResponse:
    """An application as it was handed in, with everything found."""
    return _page(request, application_of(request, pk))


def _page(
    request: Request, application: Application, trouble: str = "", status: int = 200,
    points: dict[str, PointForm] | None = None,
) -> HttpResponse:  # fmt: skip
    dossier = dossier_of(application)
    may = reviews.may_all(request.hat, ACTS, application)
    open_forms = (points or forms_for(dossier.checked.rows)) if may["check"] else {}
    context = {
        "application": application,
        "dossier": dossier,
        "checked": dossier.checked,
        "points": open_forms,
        "wrong_points": [one for one in open_forms.values() if one.is_bound and one.errors],
        "agency_panel": panel_of(application, str(dossier.submission.data.get("unit", {}).get("agency") or "")),
        "may": may,
        "point": rulings.point_of(application),
        "timeline": timeline(application, request.hat),
        "days": days_waiting(application),
        "screening": newest_result(application),
        "blocks": blocks_of(application),
        "form": NoteForm(initial={"version": application.version}),
        "trouble": trouble,
    }
    return render(request, "reviews/review.html", context, status=status)


@login_required
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Keep what was said of the points; whatever was left open stays open."""
    application = application_of(request, pk)
    require(reviews.may(request.hat, "check", application))
    dossier = dossier_of(application)
    forms = forms_for(dossier.checked.rows, request.POST)
    if not all([one.is_valid() for one in forms.values()]):  # noqa: C419 - every form is asked
        return _page(request, application, _("有的判断还不完整，请看标出的地方。"), INVALID, forms)
    if request.POST.get("number") != str(dossier.submission.number):
        return _page(request, application, _("单位已提交了新的版本，请按新版本核对。"), STALE)
    said = {point: word for point, one in forms.items() if (word := one.said) is not None}
    try:
        kept = domain.answer_points(
            application=application, submission=dossier.submission, answers=said, by=wearer(request)
        )
    except Refused as refused:
        return _page(request, application, str(refused), INVALID, forms)
    left = len(dossier_of(application).checked.left)
    messages.success(request, _kept(kept, left))
    return redirect(f"{reverse('review', args=[pk])}#asked")


def _kept(kept: int, left: int) -> str:
    text = ngettext("已保存 %(count)d 点。", "已保存 %(count)d 点。", kept) % {"count": kept}
    more = ngettext("还有 %(count)d 点要判断。", "还有 %(count)d 点要判断。", left) % {"count": left}
    return f"{text}{more}" if left else f"{text}{_('都判断过了，可以受理或退回。')}"


@login_required
@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    """Accept for review."""
    application = application_of(request, pk)
    require(reviews.may(request.hat, "decide", application))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, application, _("说明太长，或页面不完整，请再试一次。"), INVALID)
    try:
        domain.accept(application=application, by=wearer(request), version=form.cleaned_data["version"],
                      note=form.cleaned_data["note"].strip())  # fmt: skip
    except TransitionRefused as refused:
        stale = isinstance(refused, StaleApplication)
        return _page(request, application_of(request, pk), str(refused), STALE if stale else INVALID)
    messages.success(request, _("已受理，已通知申报单位。"))
    return redirect("inbox")


@login_required
@require_safe
def record(request: Request, pk: int, check: int) -> HttpResponse:
    """The record of a formal check as it stood when it ended (REQ-43)."""
    application = application_of(request, pk)
    rows = formal_checks.visible(request.hat).filter(application=application).exclude(outcome="")
    found = find(rows.select_related("by", "submission").prefetch_related("points__by"), pk=check)
    context: dict[str, Any] = {
        "application": application, "check": found, "checked": Checked([CheckRow.of(one) for one in found.findings]),
    }  # fmt: skip
    return render(request, "reviews/record.html", context)
