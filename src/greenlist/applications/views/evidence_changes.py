"""Acts on evidence: hand in files, replace, remove, describe one, note what it proves."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenlist.applications.domain.evidence import (
    add_evidence,
    describe_evidence,
    link_evidence,
    remove_evidence,
    replace_evidence,
    unlink_evidence,
)
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.filetypes import clean_name
from greenlist.applications.forms.evidence import DetailsForm, LinkForm, ReplaceForm, UploadForm
from greenlist.applications.models import EvidenceUse
from greenlist.applications.uploads import MAX_REQUEST
from greenlist.parties.access import find, require
from greenlist.parties.http import Request

from .evidence import Desk, desk_of, files_of, item_page, list_page, upload_form

ONE_BY_ONE = "Idempotency-Key"  # sent by the script that uploads each file in a request of its own


@login_required
@require_POST
def evidence_upload(request: Request, pk: int) -> HttpResponse:
    """Take files. Each stands for itself: those that are refused are named with the reason, the others are kept."""
    desk = _draft(request, pk)
    form = upload_form(desk, request.POST, request.FILES)
    if getattr(request, "upload_stopped", False):
        most = MAX_REQUEST // (1024 * 1024)
        form.add_error("upload", _("一次上传的文件合计超过 %(most)d MB，没有保存；请分几次上传。") % {"most": most})
    taken = _take(desk, form) if form.is_valid() else 0
    if ONE_BY_ONE in request.headers:
        reasons = [str(one) for errors in form.errors.values() for one in errors]
        return JsonResponse({"errors": reasons}, status=422) if reasons else HttpResponse(status=204)
    if form.errors:
        response = list_page(request, desk, form, status=422)
        response.stands = bool(taken)  # type: ignore[attr-defined] # what was kept stays kept
        return response
    messages.success(request, _("已保存 %(count)d 个文件。") % {"count": taken})
    return redirect("evidence", pk=pk)


def _take(desk: Desk, form: UploadForm) -> int:
    """Keep the files of a form that are harmless; the others are its errors. How many are kept."""
    taken = 0
    uploads, place = form.cleaned_data["upload"], form.cleaned_data["place"]
    for upload in uploads:
        try:
            add_evidence(application=desk.application, upload=upload, by=desk.hat,
                         places=[place] if place else [], witness=desk.witness)  # fmt: skip
        except FileRefused as refused:
            named = {"name": clean_name(upload.name or ""), "reason": refused}
            form.add_error("upload", _("%(name)s：%(reason)s") % named if len(uploads) > 1 else str(refused))
        else:
            taken += 1
    return taken


@login_required
@require_POST
def evidence_replace(request: Request, pk: int, eid: int) -> HttpResponse:
    """Take a new version of a file."""
    desk = _draft(request, pk)
    one = find(files_of(desk), pk=eid)
    form = ReplaceForm(request.POST, request.FILES, limits=desk.limits)
    if form.is_valid():
        try:
            made = replace_evidence(evidence=one, upload=form.cleaned_data["file"], by=desk.hat, details=form.details)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("已保存新版本，旧版本保留。"))
            return redirect("evidence_item", pk=pk, eid=made.pk)
    return item_page(request, desk, one, status=422, replace_form=form)


@login_required
@require_POST
def evidence_describe(request: Request, pk: int, eid: int) -> HttpResponse:
    """Save dates and note."""
    desk = _draft(request, pk)
    one = find(files_of(desk), pk=eid)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return item_page(request, desk, one, status=422, details_form=form)
    describe_evidence(evidence=one, details=form.details, by=desk.hat)
    messages.success(request, _("已保存。"))
    return redirect("evidence_item", pk=pk, eid=eid)


@login_required
@require_POST
def evidence_link(request: Request, pk: int, eid: int) -> HttpResponse:
    """Note what a file proves."""
    desk = _draft(request, pk)
    one = find(files_of(desk), pk=eid)
    form = LinkForm(request.POST, choices=desk.choices)
    if form.is_valid():
        try:
            link_evidence(evidence=one, place=form.cleaned_data["place"], page=form.cleaned_data["page"], by=desk.hat)
        except FileRefused as refused:
            form.add_error("place", str(refused))
        else:
            return redirect("evidence_item", pk=pk, eid=eid)
    return item_page(request, desk, one, status=422, link_form=form)


@login_required
@require_POST
def evidence_unlink(request: Request, pk: int, eid: int, use: int) -> HttpResponse:
    """The file does not prove that after all."""
    desk = _draft(request, pk)
    one = find(files_of(desk), pk=eid)
    unlink_evidence(use=find(EvidenceUse.objects.filter(evidence=one).select_related("evidence"), pk=use), by=desk.hat)
    return redirect("evidence_item", pk=pk, eid=eid)


@login_required
@require_POST
def evidence_remove(request: Request, pk: int, eid: int) -> HttpResponse:
    """Take a file out of the draft."""
    desk = _draft(request, pk)
    one = find(files_of(desk), pk=eid)
    remove_evidence(evidence=one, by=desk.hat)
    messages.success(request, _("已移除“%(name)s”；已提交的版本中仍保留。") % {"name": one.name})
    return redirect("evidence", pk=pk)


def _draft(request: Request, pk: int) -> Desk:
    """The draft of somebody who works on it. Raises Http404, NotAllowed."""
    desk = desk_of(request, pk)
    require(desk.edits)
    desk.submission = None
    return desk
