"""The parts of a filing: basics, one of the staff, a table of staff, one project, papers."""

from __future__ import annotations

import csv
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.agencies.domain import filings as domain
from greenlist.agencies.forms.filing import BasicsForm, PaperForm, ProjectForm, StaffForm, TableForm
from greenlist.agencies.forms.staff_table import HEAD, StaffTable, read_staff
from greenlist.agencies.models import Filing
from greenlist.agencies.queries.filings import papers_of, provinces
from greenlist.agencies.rules.filings import filings
from greenlist.applications.filechecks import FileRefused
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .filings import INVALID, filing_of, filing_page, own_agency

EDITS = ("GET", "HEAD", "POST")


def _to_write(request: Request, pk: int) -> Filing:
    """A filing that may be changed now. Raises Http404, NotAllowed."""
    filing = filing_of(request, pk)
    require(filings.may(request.hat, "edit", filing))
    return filing


def _back(pk: int, part: str) -> HttpResponse:
    return redirect(f"{reverse('agency-filing', args=[pk])}#{part}")


def _form_page(request: Request, filing: Filing, form: forms.Form, title: str, part: str) -> HttpResponse:
    context = {
        "filing": filing, "form": form, "title": title, "back": f"{reverse('agency-filing', args=[filing.pk])}#{part}",
    }  # fmt: skip
    return render(request, "agencies/filing/form.html", context, status=INVALID if form.errors else 200)


def _refuse(form: forms.Form, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


@login_required
@require_http_methods(EDITS)
def filing_basics(request: Request, pk: int) -> HttpResponse:
    """The agency itself."""
    filing = _to_write(request, pk)
    form = BasicsForm(request.POST or None, filing=filing, provinces=provinces(filing), label_suffix="")
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        base = values.pop("version")
        try:
            domain.save_basics(filing=filing, values=values, base=base, by=wearer(request))
        except Refused as refused:
            _refuse(form, refused)
            seen = {**request.POST.dict(), "kinds": request.POST.getlist("kinds")}
            form.data = seen | {"version": str(Filing.objects.get(pk=filing.pk).version)}  # a second save counts
        else:
            messages.success(request, _("已保存基本情况。"))
            return _back(pk, "basics")
    return _form_page(request, filing, form, _("基本情况"), "basics")


@sensitive_post_parameters("number")
@login_required
@require_http_methods(EDITS)
def filing_staff(request: Request, pk: int, sid: int | None = None) -> HttpResponse:
    """Somebody new on the staff list, or somebody on it."""
    filing = _to_write(request, pk)
    member = None if sid is None else find(filing.staff.all(), pk=sid)
    form = StaffForm(request.POST or None, member=member, label_suffix="")
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        number = values.pop("number")
        try:
            one = domain.save_staff(filing=filing, values=values, number=number, member=member, by=wearer(request))
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("已保存“%(name)s”。") % {"name": one.name})
            return _back(pk, "staff")
    return _form_page(request, filing, form, member.name if member else _("添加人员"), "staff")


@login_required
@require_POST
def filing_staff_remove(request: Request, pk: int, sid: int) -> HttpResponse:
    """Take somebody off the list."""
    filing = _to_write(request, pk)
    member = find(filing.staff.all(), pk=sid)
    domain.remove_staff(member=member, by=wearer(request))
    messages.success(request, _("已从人员名单移除“%(name)s”。") % {"name": member.name})
    return _back(pk, "staff")


@login_required
@require_http_methods(EDITS)
def filing_staff_table(request: Request, pk: int) -> HttpResponse:
    """A table of staff: lines that hold are taken, the others are listed with what is wrong."""
    filing = _to_write(request, pk)
    sent = request.method == "POST"
    form = TableForm(request.POST if sent else None, request.FILES if sent else None, label_suffix="")
    table: StaffTable | None = None
    counts: tuple[int, int] = (0, 0)
    if request.method == "POST" and form.is_valid():
        try:
            table = read_staff(form.cleaned_data["sheet"])
            counts = domain.import_staff(filing=filing, people=table.people, by=wearer(request))
        except Refused as refused:
            _refuse(form, refused)
        else:
            if not table.refused:
                messages.success(request, _took(*counts))
                return _back(pk, "staff")
    context = {"filing": filing, "form": form, "table": table, "took": _took(*counts), "heads": HEAD}
    # lines were taken: 422 would say that nothing was changed
    return render(request, "agencies/filing/staff_table.html", context, status=INVALID if form.errors else 200)


def _took(added: int, changed: int) -> str:
    text = ngettext("导入新增 %(n)d 人", "导入新增 %(n)d 人", added) % {"n": added}
    return text + _("，更新 %(n)d 人。") % {"n": changed}


@login_required
@require_safe
def filing_staff_form(request: Request) -> HttpResponse:
    """The empty table, which spreadsheets open."""
    own_agency(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="staff.csv"'
    answer.write("\ufeff")
    csv.writer(answer).writerow(HEAD)
    return answer


@login_required
@require_http_methods(EDITS)
def filing_project(request: Request, pk: int, prid: int | None = None) -> HttpResponse:
    """Something done before: new, or on the list."""
    filing = _to_write(request, pk)
    project = None if prid is None else find(filing.projects.all(), pk=prid)
    form = ProjectForm(request.POST or None, project=project, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            domain.save_project(filing=filing, values=form.cleaned_data, project=project, by=wearer(request))
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("已保存业绩。"))
            return _back(pk, "projects")
    return _form_page(request, filing, form, project.name if project else _("添加业绩"), "projects")


@login_required
@require_POST
def filing_project_remove(request: Request, pk: int, prid: int) -> HttpResponse:
    """Take something done before off the list."""
    filing = _to_write(request, pk)
    domain.remove_project(project=find(filing.projects.all(), pk=prid), by=wearer(request))
    messages.success(request, _("已移除业绩。"))
    return _back(pk, "projects")


@login_required
@require_POST
def filing_paper_add(request: Request, pk: int) -> HttpResponse:
    """One file."""
    filing = _to_write(request, pk)
    form = PaperForm(request.POST, request.FILES, filing=filing, label_suffix="")
    if form.is_valid() and _kept(request, filing, form.cleaned_data, form):
        messages.success(request, _("已保存“%(name)s”。") % {"name": form.cleaned_data["upload"].name})
        return _back(pk, "papers")
    return filing_page(request, filing, form)


def _kept(request: Request, filing: Filing, given: dict[str, Any], form: PaperForm) -> bool:
    try:
        domain.add_paper(filing=filing, by=wearer(request), **given)
    except FileRefused as refused:
        form.add_error("upload", str(refused))
    return form.is_valid()


@login_required
@require_POST
def filing_paper_remove(request: Request, pk: int, fid: int) -> HttpResponse:
    """Take a file out."""
    filing = _to_write(request, pk)
    paper = find(papers_of(filing), pk=fid)
    domain.remove_paper(paper=paper, by=wearer(request))
    messages.success(request, _("已移除“%(name)s”。") % {"name": paper.name})
    return _back(pk, "papers")
