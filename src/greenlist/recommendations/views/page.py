"""One recommendation: who goes, the letter, the acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.documents.summary import counted
from greenlist.paperwork.forms.feet import take_foot
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.recommendations.domain.checking import check
from greenlist.recommendations.domain.opening import choose_units, drop, word_letter
from greenlist.recommendations.domain.sending import propose, send, send_back
from greenlist.recommendations.forms.sending import LetterForm, ReasonForm, ScanForm, letter_form
from greenlist.recommendations.models import Recommendation, Scan
from greenlist.recommendations.papers.table import faults
from greenlist.recommendations.queries.candidates import candidates, ordered
from greenlist.recommendations.queries.delivery import delivered
from greenlist.recommendations.queries.law import deadline_of, late
from greenlist.recommendations.queries.previewing import preview
from greenlist.recommendations.queries.units import units_of
from greenlist.recommendations.rules import recommendations
from greenlist.recommendations.rules.recommendations import WHEN

from .common import INVALID, done, recommendation_of

OF_ALL = (Scan.Part.LETTER, Scan.Part.TABLE)
Verb = Callable[[Recommendation, dict[str, Any], Hat], object]
ACTS: dict[str, tuple[type[Form], Verb, str | Promise]] = {
    "check": (Form, lambda row, _given, by: check(recommendation=row, by=by), gettext_lazy("已重新筛查和核对。")),
    "send_back": (
        ReasonForm, lambda row, given, by: send_back(recommendation=row, reason=given["reason"], by=by),
        gettext_lazy("已退回拟稿，并已通知经办人。"),
    ),
    "drop": (
        ReasonForm, lambda row, given, by: drop(recommendation=row, reason=given["reason"], by=by),
        gettext_lazy("已撤销，各单位留在原来的状态。"),
    ),
}  # fmt: skip


@login_required
@require_safe
def recommendation(request: Request, pk: int) -> HttpResponse:
    """Everything about one recommendation, and what may be done now."""
    return page(request, recommendation_of(request, pk))


def page(
    request: Request, row: Recommendation, *, letter: LetterForm | None = None, scan: ScanForm | None = None,
    act: tuple[str, Form] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page, with a form that was refused where there is one."""
    hat = wearer(request)
    rows = list(units_of(row))
    sent = row.state == Recommendation.State.SENT
    going = [one for one in rows if (one.went if sent else not one.stopped)]
    rulings = {name: recommendations.ruling(hat, name, row) for name in WHEN}
    deadline = deadline_of(row.round, row.level)
    found = faults(row, going) if sent or row.checked_at is not None else []  # before that there are no rows
    reasons = dict([act] if act else [])
    context = {
        "row": row, "units": rows, "going": going, "rulings": rulings, "deadline": deadline, "sent": sent,
        "late": late(deadline), "province": row.level == Recommendation.Level.PROVINCE,
        "letter": letter or letter_form(row), "scan": scan or ScanForm(parts=OF_ALL, label_suffix=""),
        "scans": list(row.scans.filter(application=None, current=True).select_related("by", "blob")),
        "flaws": counted(found), "tabled": sent or row.checked_at is not None,
        "delivered": delivered(row, rows),
        "send_back": reasons.get("send_back") or ReasonForm(label_suffix="", auto_id="id_back_%s"),
        "drop": reasons.get("drop") or ReasonForm(label_suffix="", auto_id="id_drop_%s"),
    }  # fmt: skip
    bad = letter is not None or scan is not None or act is not None
    return render(request, "recommendations/page.html", context, status=INVALID if bad else 200)


@login_required
@require_POST
def recommendation_letter(request: Request, pk: int) -> HttpResponse:
    """Keep number, date and words of the letter."""
    row = recommendation_of(request, pk)
    require(recommendations.ruling(wearer(request), "edit", row))
    form = letter_form(row, request.POST)
    if not done(form, lambda: word_letter(recommendation=row, by=wearer(request), **take_foot(form.cleaned_data))):
        return page(request, row, letter=form)
    messages.success(request, _("推荐文已保存。"))
    return redirect("recommendation", pk=pk)


@login_required
@require_POST
def recommendation_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Do one of the plain acts."""
    if act not in ACTS:
        raise Http404
    row = recommendation_of(request, pk)
    require(recommendations.ruling(wearer(request), act, row))
    kind, verb, said = ACTS[act]
    prefix = {"send_back": "back"}.get(act, act)
    form = kind(request.POST, label_suffix="", auto_id=f"id_{prefix}_%s")
    if not done(form, lambda: verb(row, form.cleaned_data, wearer(request))):
        if act == "check":
            messages.error(request, "；".join(str(one) for one in form.non_field_errors()))
            return redirect("recommendation", pk=pk)
        return page(request, row, act=(act, form))
    messages.success(request, str(said))
    return redirect("recommendation", pk=pk)


@login_required
@require_POST
def recommendation_propose(request: Request, pk: int) -> HttpResponse:
    """Hand it to the approver."""
    row = recommendation_of(request, pk)
    require(recommendations.ruling(wearer(request), "propose", row))
    version = request.POST.get("version", "")
    try:
        propose(recommendation=row, by=wearer(request), version=int(version) if version.isdecimal() else 0)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("recommendation", pk=pk)
    messages.success(request, _("已重新核对并提交审批。"))
    return redirect("recommendation-preview", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recommendation_units(request: Request, pk: int) -> HttpResponse:
    """Choose who goes with it."""
    row = recommendation_of(request, pk)
    require(recommendations.ruling(wearer(request), "edit", row))
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("application") if one.isdecimal() and len(one) < 19]
        version = request.POST.get("version", "")
        try:
            count = choose_units(
                recommendation=row,
                applications=chosen,
                by=wearer(request),
                version=int(version) if version.isdecimal() else 0,
            )
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("recommendation-units", pk=pk)
        messages.success(request, _("已选 %(count)d 家。请重新核对。") % {"count": count})
        return redirect("recommendation", pk=pk)
    free = ordered(candidates(row.round, row.place, row.level), row.level)
    chosen_now = set(row.units.values_list("application", flat=True))
    context = {"row": row, "free": [(one, one.pk in chosen_now) for one in free]}
    return render(request, "recommendations/units.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recommendation_preview(request: Request, pk: int) -> HttpResponse:
    """Exactly who goes and who is told what; POST sends."""
    row = recommendation_of(request, pk)
    hat = wearer(request)
    ruling = recommendations.ruling(hat, "send", row)
    if request.method == "POST":
        require(ruling)
        try:
            result = send(recommendation=row, digest=request.POST.get("digest", ""), by=hat)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("recommendation-preview", pk=pk)
        words = _("已报出 %(moved)d 家。") % {"moved": len(result.moved)}
        if result.stopped:
            words += _("%(stopped)d 家留在原处，理由见下表。") % {"stopped": len(result.stopped)}
        messages.success(request, words)
        return redirect("recommendation", pk=pk)
    deadline = deadline_of(row.round, row.level)
    context = {
        "row": row, "preview": preview(row), "ruling": ruling, "deadline": deadline, "late": late(deadline),
        "may_back": recommendations.ruling(hat, "send_back", row),
        "province": row.level == Recommendation.Level.PROVINCE,
    }  # fmt: skip
    return render(request, "recommendations/preview.html", context)
