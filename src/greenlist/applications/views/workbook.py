"""Bring your own workbook: download the form with what is stated, upload it, look at what would change, apply."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.applications.changes import mark_touched
from greenlist.applications.domain.evaluating import refresh_evaluation
from greenlist.applications.domain.workbook import ChangedSince, apply_workbook, keep_workbook
from greenlist.applications.evaluating import user_language
from greenlist.applications.forms.sheets import SheetForm
from greenlist.applications.models import Application, UploadedSheet
from greenlist.applications.sheet_files import NotThisForm, incoming
from greenlist.applications.workbook import claims_of, read_workbook, sheet_of, write_workbook
from greenlist.applications.workbook_changes import Preview, preview_of
from greenlist.parties.access import find
from greenlist.parties.http import Request

from .finding import found_draft, found_to_edit, worn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def workbook(request: Request, pk: int) -> FileResponse:
    """The form of the pack, filled with what is stated."""
    application = found_draft(request, pk)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_workbook(application, claims_of(application), path)
        stream = path.open("rb")  # stays readable after the folder is gone
    name = _("%(kind)s数据采集表_%(unit)s_%(year)d.xlsx") % {
        "kind": application.get_kind_display(), "unit": application.unit.name, "year": application.evaluation_year
    }  # fmt: skip
    return FileResponse(stream, as_attachment=True, filename=name, content_type=XLSX)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def workbook_upload(request: Request, pk: int) -> HttpResponse:
    """The page to bring a workbook to; a post reads it and goes on to its preview. Nothing is changed yet."""
    if request.method != "POST":
        application = found_draft(request, pk)
        return _upload_page(request, application, SheetForm())
    application = found_to_edit(request, pk)
    form = SheetForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["sheet"]
        try:
            with incoming(upload) as file:
                sheet = read_workbook(application, file.path, file.name, user_language())
                kept = keep_workbook(
                    application=application, sheet=sheet, name=file.name, sha256=file.sha256, by=worn(request)
                )
        except NotThisForm as refused:
            form.add_error("sheet", str(refused))
        else:
            return redirect("workbook_apply", pk=pk, upload=kept.pk)
    return _upload_page(request, application, form, status=422)


def _upload_page(request: Request, application: Application, form: SheetForm, status: int = 200) -> HttpResponse:
    before = application.uploaded_sheets.filter(kind=UploadedSheet.Kind.WORKBOOK).select_related("by").order_by("-pk")
    context = {"application": application, "form": form, "before": before[:10]}
    return render(request, "applications/workbook/upload.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def workbook_apply(request: Request, pk: int, upload: int) -> HttpResponse:
    """What an uploaded workbook would change, line by line; a post applies it."""
    application = found_to_edit(request, pk) if request.method == "POST" else found_draft(request, pk)
    kept = find(application.uploaded_sheets.filter(kind=UploadedSheet.Kind.WORKBOOK).select_related("by"), pk=upload)
    if request.method != "POST":
        return _preview_page(request, application, kept, preview_of(application, sheet_of(kept.content)))
    digest, leave = str(request.POST.get("digest", "")), set(request.POST.getlist("leave"))
    try:
        count = apply_workbook(upload=kept, digest=digest, by=worn(request), leave=leave)
    except ChangedSince as changed:
        changed.preview.touched = mark_touched(changed.preview.changes, str(request.POST.get("seen", "")))
        return _preview_page(request, application, kept, changed.preview, status=409)
    if count:
        refresh_evaluation(application=application)
        messages.success(request, _("已按工作簿更新 %(count)d 处。") % {"count": count})
    else:
        messages.info(request, _("没有要更新的内容。"))
    return redirect("application", pk=pk)


def _preview_page(
    request: Request, application: Application, kept: UploadedSheet, preview: Preview, status: int = 200
) -> HttpResponse:
    context = {"application": application, "upload": kept, "preview": preview, "stale": status == 409}
    return render(request, "applications/workbook/preview.html", context, status=status)
