"""What the pages of this room share: a verb run with what a form says, files sent out."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob
from greenlist.applications.process import TransitionRefused
from greenlist.parties.access import YES, Ruling, no, require
from greenlist.parties.domain import Refused

INVALID, STALE, GONE, BUSY = 422, 409, 410, 429
PAGE = 50


def done(form: Form, act: Callable[[], object], *, file: str = "") -> bool:
    """Run a verb with what a valid form says; what it refuses stands at its field. `file`: the control of files."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    except FileRefused as refused:
        form.add_error(file or None, str(refused))
    except TransitionRefused as refused:
        form.add_error(None, [str(refused), *(one.reason for one in refused.objections)])
    else:
        return True
    return False


def download(blob: Blob, name: str) -> FileResponse:
    """A kept file as a download. Raises NotAllowed while it is not scanned, Http404 where it is gone."""
    require(_opens(blob))
    answer = sent(blob, name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def sent(blob: Blob, name: str, *, attachment: bool = True) -> FileResponse:
    """The bytes under a name, as the type they were found to be. Raises Http404 where they are gone."""
    try:
        content = open_blob(blob.pk)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=attachment, filename=name, content_type=blob.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _opens(blob: Blob) -> Ruling:
    if blob.scan in {Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED}:
        return YES
    waiting = blob.scan == Blob.Scan.PENDING
    return no(_("文件正在等候查毒，查完才能查看；请稍后刷新。") if waiting else _("文件有病毒，已隔离，不能查看。"))
