"""Intake of the province: by city, one recommendation, one unit."""

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

from greenlist.applications.evaluating import user_language
from greenlist.documents.papers import Unprintable
from greenlist.engine.messages import render as say
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer
from greenlist.recommendations.domain.casework import AROUND
from greenlist.recommendations.domain.intake import check_intake, return_unit, take
from greenlist.recommendations.forms.intake import ReturnForm, TakeForm
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit
from greenlist.recommendations.papers.intake import FORMS, Checked, grave, intake_file
from greenlist.recommendations.queries.basis import label_of
from greenlist.recommendations.queries.lists import overview, with_counts
from greenlist.recommendations.queries.units import AROUND as OF_UNIT
from greenlist.recommendations.queries.units import units_of
from greenlist.recommendations.queries.words import change_words
from greenlist.recommendations.rules import intake
from greenlist.rounds.rules import rounds

from .common import INVALID, done, made

PAGE = 30


@login_required
@require_safe
def intake_list(request: Request) -> HttpResponse:
    """What the cities of a round sent, and which sent nothing; `?round=`, the newest without it."""
    require(intake.may_work(request.hat))
    hat = wearer(request)
    every = list(rounds.visible(hat))
    asked = request.GET.get("round", "")
    round_ = next((one for one in every if str(one.pk) == asked), every[0] if every else None)
    sent = with_counts(intake.sent(hat).filter(round=round_))
    page = Paginator(sent, PAGE).get_page(request.GET.get("page"))
    lines = overview(round_, hat.jurisdiction) if round_ is not None and hat.jurisdiction is not None else []
    context = {"rounds": every, "round": round_, "page": page, "lines": lines}
    return render(request, "recommendations/intake/list.html", context)


def _of_page(request: Request, pk: int) -> Recommendation:
    require(intake.may_work(request.hat))
    return find(intake.sent(request.hat).select_related(*AROUND), pk=pk)


@login_required
@require_safe
def intake_one(request: Request, pk: int) -> HttpResponse:
    """The units of one recommendation: what the checks say, what changed, what was decided. `?form=` exports."""
    row = _of_page(request, pk)
    units = [(one, _check(one)) for one in units_of(row).filter(went=True).select_related("intake")]
    if (form := request.GET.get("form", "")) in FORMS:
        return _exported(request, row, units, form)
    lines = [
        {"unit": one, "check": check, "errors": grave(check), "changes": len(check.changes) if check else 0,
         "may_take": bool(intake.ruling("take", one, check))}
        for one, check in units
    ]  # fmt: skip
    context = {"row": row, "lines": lines, "clean": sum(_clean(one) for one in lines)}
    return render(request, "recommendations/intake/one.html", context)


def _check(unit: RecommendedUnit) -> IntakeCheck | None:
    return getattr(unit, "intake", None)


def _clean(line: dict[str, Any]) -> bool:
    return bool(line["may_take"] and not line["errors"] and not line["changes"])


def _exported(request: Request, row: Recommendation, units: list[Checked], form: str) -> HttpResponse:
    try:
        content = intake_file(row, units, form)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect("intake-one", pk=row.pk)
    return made(content, f"{row.place.name}受理核对.{form}", FORMS[form])


@login_required
@require_POST
def intake_check(request: Request, pk: int) -> HttpResponse:
    """Run the checks again over one recommendation."""
    row = _of_page(request, pk)
    count = check_intake(recommendation=row, by=wearer(request))
    messages.success(request, _("已核对 %(count)d 家。") % {"count": count})
    return redirect("intake-one", pk=pk)


@login_required
@require_POST
def intake_take_clean(request: Request, pk: int) -> HttpResponse:
    """Take in every unit in which nothing is wrong and nothing changed."""
    row = _of_page(request, pk)
    rows = units_of(row).filter(went=True).select_related("intake")
    clean = []
    for one in rows:
        check = _check(one)
        if intake.ruling("take", one, check) and check is not None and not grave(check) and not check.changes:
            clean.append(one)
    take(units=clean, by=wearer(request))
    messages.success(request, _("已受理 %(count)d 家。") % {"count": len(clean)})
    return redirect("intake-one", pk=pk)


def _unit_of(request: Request, uid: int) -> RecommendedUnit:
    require(intake.may_work(request.hat))
    around = (*OF_UNIT, *(f"recommendation__{one}" for one in AROUND), "intake__by")
    return find(intake.visible(request.hat).select_related(*around), pk=uid)


@login_required
@require_safe
def intake_unit(request: Request, uid: int) -> HttpResponse:
    """One unit: findings, changes, taking in or returning."""
    return _page(request, _unit_of(request, uid))


def _page(request: Request, unit: RecommendedUnit, faulty: Form | None = None) -> HttpResponse:
    check = _check(unit)
    found = check.findings if check else []
    context = {
        "unit": unit, "row": unit.recommendation, "application": unit.application, "check": check,
        "changes": [(label_of(one["code"]), change_words(one)) for one in check.changes] if check else [],
        "findings": [one for one in found if one["severity"] != "info"],
        "hints": [one for one in found if one["severity"] == "info"],
        "take": faulty if isinstance(faulty, TakeForm) else TakeForm(label_suffix="", auto_id="id_take_%s"),
        "back": faulty if isinstance(faulty, ReturnForm) else _return_form(unit),
        "may": {act: intake.ruling(act, unit, check) for act in ("take", "return")},
    }  # fmt: skip
    return render(request, "recommendations/intake/unit.html", context, status=INVALID if faulty else 200)


def _return_form(unit: RecommendedUnit, data: Any = None) -> ReturnForm:
    check = _check(unit)
    labels = {}
    if check is not None:
        labels = {f"change_{one['code']}": label_of(one["code"]) for one in check.changes}
        labels |= {f"finding_{number}": one["text"] for number, one in enumerate(check.findings)
                   if one["severity"] == "error"}  # fmt: skip
    first = {"version": unit.application.version}
    return ReturnForm(data, labels=labels, initial=first, label_suffix="", auto_id="id_back_%s")


@login_required
@require_POST
def intake_take(request: Request, uid: int) -> HttpResponse:
    """Take a unit in."""
    unit = _unit_of(request, uid)
    require(intake.ruling("take", unit, _check(unit)))
    form = TakeForm(request.POST, label_suffix="", auto_id="id_take_%s")
    if not done(form, lambda: take(units=[unit], by=wearer(request), note=form.cleaned_data["note"])):
        return _page(request, unit, form)
    messages.success(request, _("已受理。"))
    return redirect("intake-one", pk=unit.recommendation_id)


@login_required
@require_POST
def intake_return(request: Request, uid: int) -> HttpResponse:
    """Return a unit to its city."""
    unit = _unit_of(request, uid)
    require(intake.ruling("return", unit, _check(unit)))
    form = _return_form(unit, request.POST)

    def back() -> None:
        given = form.cleaned_data
        return_unit(unit=unit, items=form.items(), by=wearer(request), version=given["version"], note=given["note"])

    if not done(form, back):
        return _page(request, unit, form)
    messages.success(request, _("已退回，并已通知市（州）和申报单位。"))
    return redirect("intake-one", pk=unit.recommendation_id)
