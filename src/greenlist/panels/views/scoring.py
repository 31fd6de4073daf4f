"""The expert's desk: what is mine, the sheet of a case, signing it, stepping back from it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.applications.models import Kind
from greenlist.panels.domain.scoring import save_sheet, sign_sheet
from greenlist.panels.domain.scoring_conflict import step_back
from greenlist.panels.forms.scoring import SheetForm, StepBackForm
from greenlist.panels.queries.scoring import assignments, has_profile, tally
from greenlist.panels.queries.sheets_shown import others_of, sections_of
from greenlist.panels.queries.sheets_words import words_of
from greenlist.panels.rules.scoring import desk
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .scoring_common import INVALID, around, assignment_of, sheet_page

PAGE = 50
SHOWS = ("", "open", "signed")


@login_required
@require_safe
def scoring_desk(request: Request) -> HttpResponse:
    """My assignments, those not signed first."""
    require(desk.may_work(request.hat))
    visible, asked = desk.visible(request.hat), request.GET
    show = asked.get("show", "") if asked.get("show") in SHOWS else ""
    kind = asked.get("kind", "") if asked.get("kind") in Kind.values else ""
    page = Paginator(assignments(visible, show=show, kind=kind), PAGE).get_page(asked.get("page"))
    context = {"page": page, "tally": tally(visible), "show": show, "kind": kind, "kinds": Kind.choices}
    context["registered"] = has_profile(wearer(request).person)
    return render(request, "panels/scoring/desk.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def score_sheet(request: Request, pk: int) -> HttpResponse:
    """The sheet of one case; POST keeps it, and with `act` sign goes on to signing."""
    assignment = assignment_of(request, pk)
    page = sheet_page(assignment)
    may = desk.ruling("write", assignment)
    form = SheetForm(page)
    if request.method == "POST":
        require(may)
        form = SheetForm(page, request.POST)
        if form.is_valid() and _saved(request, form):
            if request.POST.get("act") == "sign":
                return redirect("score-sheet-sign", pk)
            messages.success(request, _("已保存。写完后请签字，签字前可以随时修改。"))
            return redirect("score-sheet", pk)
    return _shown(request, form, may=bool(may), why=str(may.reason))


def _saved(request: Request, form: SheetForm) -> bool:
    clean, page = form.cleaned_data, form.page
    try:
        save_sheet(
            assignment=page.assignment, submission=clean["submission"], given=form.given, advice=clean["advice"],
            remark=clean["remark"], by=wearer(request),
        )  # fmt: skip
    except Refused as refused:
        form.at(refused.field, str(refused))
    return form.is_valid()


def _shown(request: Request, form: SheetForm, *, may: bool, why: str) -> HttpResponse:
    page = form.page
    total, missing = page.total(page.given)
    words = words_of(page)
    context = around(
        page, tab="sheet", form=form, may=may, why=why, sections=sections_of(form, words), words=words, total=total,
        missing=missing, departing=page.departing(page.given), others=others_of(wearer(request), page.assignment),
        may_step_back=desk.ruling("step_back", page.assignment),
    )  # fmt: skip
    return render(request, "panels/scoring/sheet.html", context, status=INVALID if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def score_sheet_sign(request: Request, pk: int) -> HttpResponse:
    """Look at the whole sheet once more, then sign it."""
    assignment = assignment_of(request, pk)
    require(desk.ruling("write", assignment))
    page = sheet_page(assignment)
    if page.sheet is None:
        messages.error(request, _("请先保存评分表，再签字。"))
        return redirect("score-sheet", pk)
    trouble = ""
    if request.method == "POST":
        seen = request.POST.get("submission", "")
        try:
            sign_sheet(assignment=assignment, submission=int(seen) if seen.isdecimal() else 0, by=wearer(request))
        except Refused as refused:
            trouble = str(refused)
        else:
            messages.success(request, _("已签字。评分表从现在起不能修改。"))
            return redirect("scoring-desk")
    return _before_signing(request, page, trouble)


def _before_signing(request: Request, page: Any, trouble: str) -> HttpResponse:
    total, missing = page.total(page.given)
    departing = [(line, page.given[line.id]) for line in page.departing(page.given)]
    context = around(
        page, total=total, missing=missing, departing=departing, trouble=trouble,
        lines=[(line, page.given.get(line.id)) for line in page.lines],
    )  # fmt: skip
    return render(request, "panels/scoring/sign.html", context, status=INVALID if trouble else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scoring_step_back(request: Request, pk: int) -> HttpResponse:
    """Declare that one must not review this case."""
    assignment = assignment_of(request, pk)
    require(desk.ruling("step_back", assignment))
    form = StepBackForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            step_back(assignment=assignment, reason=form.cleaned_data["reason"], by=wearer(request))
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("已登记回避，并已告知省厅；这份申报不再由您评审。"))
            return redirect("scoring-desk")
    context = {"assignment": assignment, "application": assignment.application, "form": form}
    return render(request, "panels/scoring/step_back.html", context, status=INVALID if form.errors else 200)
