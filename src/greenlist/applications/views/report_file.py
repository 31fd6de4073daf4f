"""Fill an application from an evaluation report: bring the file, look at what was understood, take what is right."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.applications.changes import mark_touched
from greenlist.applications.domain.evaluating import refresh_evaluation
from greenlist.applications.domain.workbook import ChangedSince, apply_workbook, keep_report
from greenlist.applications.evaluating import user_language
from greenlist.applications.forms.sheets import SheetForm
from greenlist.applications.models import Application, UploadedSheet
from greenlist.applications.report_about import dress_changes
from greenlist.applications.report_file import read_report_file
from greenlist.applications.sheet_files import NotThisForm, incoming
from greenlist.applications.workbook import sheet_of
from greenlist.applications.workbook_changes import Preview, preview_of
from greenlist.parties.access import find
from greenlist.parties.http import Request

from .finding import found_draft, found_to_edit, worn

ACCEPT = ".docx"
SHOWN = 10


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_upload(request: Request, pk: int) -> HttpResponse:
    """The page to bring a report to; a post reads it and goes on to what was understood. Nothing is changed yet."""
    if request.method != "POST":
        return _upload_page(request, found_draft(request, pk), SheetForm(accept=ACCEPT))
    application = found_to_edit(request, pk)
    form = SheetForm(request.POST, request.FILES, accept=ACCEPT)
    if form.is_valid():
        try:
            with incoming(form.cleaned_data["sheet"], word=True) as file:
                sheet, about = read_report_file(application, file.path, file.name, user_language())
                kept = keep_report(
                    application=application, sheet=sheet, about=about, name=file.name, sha256=file.sha256,
                    by=worn(request),
                )  # fmt: skip
        except NotThisForm as refused:
            form.add_error("sheet", str(refused))
        else:
            return redirect("report_apply", pk=pk, upload=kept.pk)
    return _upload_page(request, application, form, status=422)


def _upload_page(request: Request, application: Application, form: SheetForm, status: int = 200) -> HttpResponse:
    before = application.uploaded_sheets.filter(kind=UploadedSheet.Kind.REPORT).select_related("by").order_by("-pk")
    context = {"application": application, "form": form, "before": before[:SHOWN]}
    return render(request, "applications/report/upload.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_apply(request: Request, pk: int, upload: int) -> HttpResponse:
    """What was understood of a report, beside what the application holds; a post states it."""
    application = found_to_edit(request, pk) if request.method == "POST" else found_draft(request, pk)
    kept = find(application.uploaded_sheets.filter(kind=UploadedSheet.Kind.REPORT).select_related("by"), pk=upload)
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
        messages.success(request, _("已从评价报告写入 %(count)d 处，来源记在各项的说明里。") % {"count": count})
    else:
        messages.info(request, _("没有要写入的内容。"))
    return redirect("application", pk=pk)


def _preview_page(
    request: Request, application: Application, kept: UploadedSheet, preview: Preview, status: int = 200
) -> HttpResponse:
    about = kept.content["about"]
    dress_changes(preview.changes, about)
    context = {
        "application": application, "upload": kept, "preview": preview, "about": about,
        "left_count": len(about["left"]) + about.get("more", 0),
        "table_count": len(about.get("tables", ())) + about.get("more_tables", 0),
        "stale": status == 409, "fresh": sum(1 for one in preview.changes if one.kind != "changed" and not one.refused),
        "differ": sum(1 for one in preview.changes if one.kind == "changed" and not one.refused),
    }  # fmt: skip
    return render(request, "applications/report/preview.html", context, status=status)
