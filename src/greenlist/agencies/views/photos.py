"""Photos of visits on site: taken in, shown, taken out."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.domain import steps
from greenlist.agencies.forms.site import PhotoForm
from greenlist.agencies.models import SitePhoto
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob
from greenlist.parties.access import YES, Ruling, find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request

from .desk import INVALID, desk_to, records_of
from .site import visit_page

log = logging.getLogger(__name__)


@login_required
@require_POST
def photo_add(request: Request, pk: int, visit: int) -> HttpResponse:
    """Take a photo in; the page says whether the camera wrote when it was taken."""
    desk = desk_to(request, pk, "site")
    row = find(desk.engagement.visits.select_related("engagement"), pk=visit)
    form = PhotoForm(request.POST, request.FILES, label_suffix="")
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = steps.add_photo(
                visit=row, upload=given["file"], caption=given["caption"], taken_at=given["taken_at"], by=desk.hat
            )
        except FileRefused as refused:
            form.add_error("file", str(refused))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _kept(made))
            return redirect("engagement-visit", pk=pk, visit=visit)
    return visit_page(request, desk, row, photo_form=form, status=INVALID)


def _kept(photo: SitePhoto) -> str:
    if photo.taken_at is None:
        return _("照片已保存。文件里没有拍摄时间，也没有填写。")
    if photo.stated:
        return _("照片已保存。文件里没有拍摄时间，按您填写的记录。")
    return _("照片已保存，拍摄时间取自文件。")


@login_required
@require_safe
def photo(request: Request, pk: int, photo: int) -> FileResponse:
    """The picture itself."""
    desk = records_of(request, pk)
    row = find(SitePhoto.objects.filter(visit__engagement=desk.engagement).select_related("blob"), pk=photo)
    require(_cleared(row.blob))
    try:
        content = open_blob(row.blob_id)
    except FileNotFoundError:
        log.exception("blob %s of photo %s is not in the store", row.blob_id, row.pk)
        raise Http404 from None
    response = FileResponse(content, filename=row.name, content_type=row.blob.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'self'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"  # content never changes; the page shows many
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _cleared(blob: Blob) -> Ruling:
    return YES if blob.scan in {Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED} else no(_("照片还没有查毒，查完才能查看。"))


@login_required
@require_POST
def photo_remove(request: Request, pk: int, photo: int) -> HttpResponse:
    """Take a photo out."""
    desk = desk_to(request, pk, "site")
    rows = SitePhoto.objects.filter(visit__engagement=desk.engagement).select_related("visit__engagement")
    row = find(rows, pk=photo)
    steps.remove_photo(photo=row, by=desk.hat)
    messages.success(request, _("已移除照片“%(name)s”。") % {"name": row.name})
    return redirect("engagement-visit", pk=pk, visit=row.visit_id)
