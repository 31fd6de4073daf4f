"""The papers that decisions and look-ups rest on, as downloads."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob
from greenlist.parties.access import YES, Ruling, no, require


def paper_of(document: Blob, name: str) -> FileResponse:
    """A paper as a download. Raises NotAllowed: not scanned yet, or infected; Http404: it is gone."""
    require(_opens(document))
    try:
        content = open_blob(document.pk)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=document.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _opens(document: Blob) -> Ruling:
    """Whether it may be handed out: nothing that a scanner has not cleared."""
    if document.scan in {Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED}:
        return YES
    if document.scan == Blob.Scan.PENDING:
        return no(_("文件正在等候查毒，查完才能查看；请稍后刷新。"))
    return no(_("文件有病毒，已隔离，不能查看。"))
