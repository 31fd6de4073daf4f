"""The roster of a park: the list, its template, and a new one in one act."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.applications.domain.evaluating import refresh_evaluation
from greenlist.applications.domain.roster import PLACE, RosterChanged, keep_roster, new_roster, replace_roster
from greenlist.applications.evaluating import user_language
from greenlist.applications.forms.sheets import SheetForm
from greenlist.applications.locks import may_change
from greenlist.applications.models import Application, Kind, UploadedSheet
from greenlist.applications.queries.roster import TenantRow, rows_for
from greenlist.applications.roster import (
    RosterChange,
    RowProblem,
    asked_of,
    read_sheet,
    roster_of,
    write_sheet,
)
from greenlist.applications.rules import applications
from greenlist.applications.sheet_files import NotThisForm, incoming
from greenlist.parties.access import find, require
from greenlist.parties.http import Request

from .finding import found_draft, found_to_edit, worn
from .workbook import XLSX

PER_PAGE = 50
ACCEPT = ".xlsx,.csv"


def _park(application: Application) -> Application:
    if application.kind != Kind.PARK:
        raise Http404
    return application


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tenants(request: Request, pk: int) -> HttpResponse:
    """The enterprises, page by page; a post reads a new roster and goes on to its preview."""
    if request.method == "POST":
        return _upload(request, _park(found_to_edit(request, pk)))
    return _list(request, _park(found_draft(request, pk)), SheetForm(accept=ACCEPT))


def _list(request: Request, application: Application, form: SheetForm, status: int = 200) -> HttpResponse:
    asked = str(request.GET.get("q", "")).strip()[:60]
    every = application.tenants.all()
    if asked:
        every = every.filter(Q(name__icontains=asked) | Q(uscc__icontains=asked))
    page = Paginator(every, PER_PAGE).get_page(request.GET.get("page"))
    rows: list[TenantRow] = rows_for(page, asked_of(application).conditions)
    may = applications.may(request.hat, "edit", application)
    context = {
        "application": application,
        "form": form,
        "page": page,
        "rows": rows,
        "asked": asked,
        "may": may and may_change(application, PLACE),
    }
    return render(request, "applications/tenants/list.html", context, status=status)


def _upload(request: Request, application: Application) -> HttpResponse:
    require(may_change(application, PLACE))
    form = SheetForm(request.POST, request.FILES, accept=ACCEPT)
    if form.is_valid():
        try:
            with incoming(form.cleaned_data["sheet"], texts=True) as file:
                roster = read_sheet(application, file.path, file.name, user_language())
                kept = keep_roster(
                    application=application, roster=roster, name=file.name, sha256=file.sha256, by=worn(request)
                )
        except NotThisForm as refused:
            form.add_error("sheet", str(refused))
        else:
            return redirect("tenants_apply", pk=application.pk, upload=kept.pk)
    return _list(request, application, form, status=422)


@login_required
@require_safe
def tenants_template(request: Request, pk: int) -> FileResponse:
    """The roster as a workbook: the template, with the enterprises that are there."""
    application = _park(found_draft(request, pk))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        write_sheet(application, roster_of(application), path)
        stream = path.open("rb")
    name = _("园区企业名单_%(unit)s.xlsx") % {"unit": application.unit.name}
    return FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tenants_apply(request: Request, pk: int, upload: int) -> HttpResponse:
    """What a new roster would change; a post puts it in the place of the present one."""
    application = _park(found_to_edit(request, pk) if request.method == "POST" else found_draft(request, pk))
    kept = find(application.uploaded_sheets.filter(kind=UploadedSheet.Kind.ROSTER).select_related("by"), pk=upload)
    if request.method != "POST":
        return _preview(request, application, kept, new_roster(application, kept))
    try:
        count = replace_roster(upload=kept, digest=str(request.POST.get("digest", "")), by=worn(request))
    except RosterChanged as changed:
        return _preview(request, application, kept, changed.change, status=409)
    if count:
        refresh_evaluation(application=application)
        messages.success(request, _("名册已更新，共 %(count)d 家。") % {"count": count})
    return redirect("tenants", pk=pk)


def _preview(
    request: Request, application: Application, kept: UploadedSheet, change: RosterChange, status: int = 200
) -> HttpResponse:
    problems = [RowProblem(*one) for one in kept.content["problems"]]
    context = {
        "application": application,
        "upload": kept,
        "change": change,
        "problems": problems,
        "remarks": kept.content["remarks"],
        "stale": status == 409,
    }
    return render(request, "applications/tenants/preview.html", context, status=status)
