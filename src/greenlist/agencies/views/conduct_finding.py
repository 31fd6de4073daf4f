"""What the pages of cases share: whose desk it is, forms that take a refusal, files as downloads."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob
from greenlist.applications.process import TransitionRefused
from greenlist.parties.access import YES, Hat, Ruling, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction
from greenlist.parties.queries import province_of

INVALID = 422


def province_of_page(hat: Hat) -> Jurisdiction:
    """The province somebody of its office acts for. Raises Http404 without one."""
    if hat.jurisdiction is None:
        raise Http404
    return province_of(hat.jurisdiction)


def done(form: Form, act: Callable[[], object], *, file: str = "") -> bool:
    """Run a verb with what a valid form says; what it refuses stands at its field. `file`: the control of the file."""
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
    try:
        content = open_blob(blob.pk)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=blob.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _opens(blob: Blob) -> Ruling:
    if blob.scan in {Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED}:
        return YES
    waiting = blob.scan == Blob.Scan.PENDING
    return no(_("文件正在等候查毒，查完才能查看；请稍后刷新。") if waiting else _("文件有病毒，已隔离，不能查看。"))
