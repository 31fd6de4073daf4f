"""The yearly work report: the years, one report, its corrections, its confirmation, its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.agencies.domain import yearly as domain
from greenlist.agencies.forms.yearly import NoteForm, ProjectForm, ReopenForm, StaffForm
from greenlist.agencies.queries.yearly import Stands, confirmed_of, overseen, stands, years_of
from greenlist.agencies.queries.yearly_due import due, due_of
from greenlist.agencies.rules.yearly import yearly_reports
from greenlist.agencies.yearly_file import COLUMNS, FORMS, file_name, title_name, value_words, year_file
from greenlist.agency.yearly import CORRECTABLE, STAFF, TITLES, YearRow, text_of
from greenlist.applications.evaluating import user_language
from greenlist.documents.papers import Unprintable
from greenlist.engine import clock
from greenlist.engine.messages import render as say
from greenlist.parties import roles
from greenlist.parties.access import Hat, find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Organisation

INVALID = 422
SHOWN = ("contract_on", "site_on", "report_on", "score", "conclusion", "recommended", "listed")


def _agency(hat: Hat) -> Organisation:
    """The agency of somebody who works for one. Raises Http404."""
    if hat.organisation is None or not hat.among(roles.AGENCY):
        raise Http404
    return hat.organisation


@login_required
@require_safe
def yearly_reports_page(request: Request) -> HttpResponse:
    """An agency's years; for a province, who has confirmed."""
    hat = wearer(request)
    if hat.among(roles.PROVINCE):
        return _overseeing(request, hat)
    agency = _agency(hat)
    rows = {one.year: one for one in yearly_reports.visible(hat).select_related("confirmed_by")}
    years = sorted({*years_of(agency), *rows}, reverse=True)
    context = {"agency": agency, "years": [(year, rows.get(year)) for year in years]}
    return render(request, "agencies/yearly/years.html", context)


def _overseeing(request: Request, hat: Hat) -> HttpResponse:
    """The agencies that filed with the province, by year."""
    require(yearly_reports.may_overlook(hat))
    filed = yearly_reports.filed(hat)
    years = list(filed.order_by("-year").values_list("year", flat=True).distinct())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0] if years else clock.today().year
    filings = list(filed.filter(year=year).select_related("agency", "jurisdiction", "round__law"))
    rows = overseen(filings, year)
    context = {
        "year": year, "years": years, "rows": rows, "confirmed": sum(1 for one in rows if one.confirmed_at),
        "due": due(filings[0].jurisdiction, filings[0].round) if filings else None,
    }  # fmt: skip
    return render(request, "agencies/yearly/overseen.html", context)


@login_required
@require_safe
def yearly_report(request: Request, year: int) -> HttpResponse:
    """One report: one's own, or (`?agency=`) a confirmed one for a province."""
    return _page(request, _asked_for(request, year))


def _asked_for(request: Request, year: int) -> Stands:
    """The report that is asked for, if it may be seen. Raises Http404."""
    hat = wearer(request)
    asked = request.GET.get("agency", "")
    if hat.among(roles.AGENCY) and asked in {"", str(_agency(hat).pk)}:
        return stands(_agency(hat), year)
    number = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    visible = yearly_reports.visible(hat).select_related("agency", "confirmed_by")
    return confirmed_of(find(visible, agency=number, year=year))


def _page(
    request: Request, one: Stands, *, note: NoteForm | None = None, reopen: ReopenForm | None = None
) -> HttpResponse:
    hat = wearer(request)
    own = hat.organisation == one.agency
    may = {
        act: yearly_reports.may_of(hat, act, one.agency, confirmed=one.confirmed)
        for act in ("correct", "confirm", "reopen")
    }
    dues = due_of(one.agency, one.year) if own else []
    context = {
        "one": one, "report": one.report, "own": own, "may": may, "today": clock.today(), "dues": dues,
        "rows": [_cells(row) for row in one.report.rows], "kinds": _kinds(one),
        "columns": [(COLUMNS[name], name) for name in SHOWN],
        "staff": [(title_name(title), one.report.staff[title], title in one.report.staff_corrected)
                  for title in TITLES if title in one.report.staff],
        "note": note or NoteForm(initial={"note": one.report.note}, label_suffix=""),
        "reopen": reopen or ReopenForm(label_suffix=""),
    }  # fmt: skip
    bad = any(form is not None and form.errors for form in (note, reopen))
    return render(request, "agencies/yearly/report.html", context, status=INVALID if bad else 200)


def _cells(row: YearRow) -> dict[str, Any]:
    """A project as the page shows it: below its name what it is, then the columns."""
    below = " · ".join(words for name in ("kind", "province", "level") if (words := value_words(row, name)))
    cells = [(COLUMNS[name], name, value_words(row, name), name in row.corrected) for name in SHOWN]
    return {"row": row, "below": below, "cells": cells}


def _kinds(one: Stands) -> list[tuple[str, int]]:
    """How many projects of each kind, named."""
    return [(value_words(YearRow("", "", kind=kind), "kind"), count) for kind, count in one.report.by_kind.items()]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def yearly_project(request: Request, year: int) -> HttpResponse:
    """Correct a project (`?project=`), or add one that was evaluated outside this system."""
    hat = wearer(request)
    agency = _agency(hat)
    one = stands(agency, year)
    require(yearly_reports.may_of(hat, "correct", agency, confirmed=one.confirmed))
    key = request.GET.get("project", "")
    row = next((row for row in one.report.rows if row.key == key), None)
    if key and row is None:
        raise Http404
    shown = {name: text_of(row, name) for name in CORRECTABLE} if row else {"level": "国家级"}
    if request.method != "POST":
        return _form(request, one, ProjectForm(initial=shown, label_suffix=""), row=row)
    form = ProjectForm(request.POST, initial=shown, label_suffix="")

    def keep() -> None:
        told = form.values()
        reason = form.cleaned_data["reason"]
        if row:
            domain.correct_yearly(agency=agency, year=year, key=row.key, values=told, reason=reason, by=hat)
        else:
            domain.add_yearly_project(agency=agency, year=year, values=told, reason=reason, by=hat)

    if form.is_valid() and _done(form, keep):
        messages.success(request, _("已更正。") if row else _("已补充。"))
        return redirect("yearly-report", year=year)
    return _form(request, one, form, row=row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def yearly_staff(request: Request, year: int) -> HttpResponse:
    """Correct the staff counts."""
    hat = wearer(request)
    agency = _agency(hat)
    one = stands(agency, year)
    require(yearly_reports.may_of(hat, "correct", agency, confirmed=one.confirmed))
    shown = {title: str(one.report.staff.get(title, "")) for title in TITLES}
    if request.method != "POST":
        return _form(request, one, StaffForm(initial=shown, label_suffix=""))
    form = StaffForm(request.POST, initial=shown, label_suffix="")

    def keep() -> None:
        told, reason = form.values(), form.cleaned_data["reason"]
        domain.correct_yearly(agency=agency, year=year, key=STAFF, values=told, reason=reason, by=hat)

    if form.is_valid() and _done(form, keep):
        messages.success(request, _("已更正。"))
        return redirect("yearly-report", year=year)
    return _form(request, one, form)


def _form(request: Request, one: Stands, form: forms.Form, *, row: YearRow | None = None) -> HttpResponse:
    reasons = [change for change in one.corrections if row is not None and change.key == row.key]
    told = [(COLUMNS.get(change.field, change.field), change.value, change.reason) for change in reasons]
    context = {"one": one, "form": form, "row": row, "staff": isinstance(form, StaffForm), "told": told}
    return render(request, "agencies/yearly/correct.html", context, status=INVALID if form.is_bound else 200)


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do it; what the verb refuses stands at its field."""
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return form.is_valid()


@login_required
@require_POST
def yearly_drop(request: Request, year: int) -> HttpResponse:
    """Take the corrections of a project, or of the staff, back."""
    return _act(
        request, year, _("已撤回更正，按系统数据。"),
        lambda agency, hat: domain.drop_yearly_correction(
            agency=agency, year=year, key=request.POST.get("key", ""), by=hat
        ),
    )  # fmt: skip


@login_required
@require_POST
def yearly_confirm(request: Request, year: int) -> HttpResponse:
    """Stand behind the report that was seen."""
    return _act(
        request, year, _("已确认，并已告知备案的省厅。向平台的报送请另行办理。"),
        lambda agency, hat: domain.confirm_yearly(
            agency=agency, year=year, digest=request.POST.get("digest", ""), by=hat
        ),
    )  # fmt: skip


def _act(request: Request, year: int, told: str, act: Callable[[Organisation, Hat], Any]) -> HttpResponse:
    hat = wearer(request)
    try:
        act(_agency(hat), hat)
        messages.success(request, told)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("yearly-report", year=year)


@login_required
@require_POST
def yearly_note(request: Request, year: int) -> HttpResponse:
    """Keep the note."""
    hat = wearer(request)
    agency = _agency(hat)
    form = NoteForm(request.POST, label_suffix="")

    def keep() -> None:
        domain.note_yearly(agency=agency, year=year, note=form.cleaned_data["note"], by=hat)

    if form.is_valid() and _done(form, keep):
        messages.success(request, _("已保存。"))
        return redirect(f"{reverse('yearly-report', args=[year])}#note")
    return _page(request, stands(agency, year), note=form)


@login_required
@require_POST
def yearly_reopen(request: Request, year: int) -> HttpResponse:
    """Take the confirmation back."""
    hat = wearer(request)
    agency = _agency(hat)
    form = ReopenForm(request.POST, label_suffix="")

    def keep() -> None:
        domain.reopen_yearly(agency=agency, year=year, reason=form.cleaned_data["reason"], by=hat)

    if form.is_valid() and _done(form, keep):
        messages.success(request, _("已撤回确认，可以更正。"))
        return redirect("yearly-report", year=year)
    return _page(request, stands(agency, year), reopen=form)


@login_required
@require_safe
def yearly_report_export(request: Request, year: int) -> HttpResponse:
    """The report as a workbook, or (`?form=`) across landscape pages as PDF or DOCX."""
    one = _asked_for(request, year)
    form = request.GET.get("form", "xlsx")
    if form not in FORMS:
        raise Http404
    try:
        content = year_file(one, form)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect(f"{reverse('yearly-report', args=[year])}?agency={one.agency.pk}")
    response = HttpResponse(content, content_type=FORMS[form])
    plain = f"agency-{one.agency.pk}-{year}.{form}"
    name = quote(file_name(one, form))
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"
    return response
