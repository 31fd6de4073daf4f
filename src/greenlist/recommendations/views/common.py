"""What the pages of this room share: whose it is, forms that take a refusal, files as downloads."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import gettext as _

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob
from greenlist.applications.process import TransitionRefused
from greenlist.parties.access import YES, Ruling, find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request
from greenlist.recommendations.domain.casework import AROUND
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from greenlist.recommendations.queries import units as units_query
from greenlist.recommendations.rules import recommendations, units

INVALID, STALE = 422, 409
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def recommendation_of(request: Request, pk: int) -> Recommendation:
    """A recommendation this hat may see. Raises NotAllowed (no office), Http404."""
    require(recommendations.may_open(request.hat))
    return find(recommendations.visible(request.hat).select_related(*AROUND), pk=pk)


def unit_of(request: Request, pk: int, uid: int) -> RecommendedUnit:
    """A unit of a recommendation this hat may see. Raises NotAllowed, Http404."""
    require(recommendations.may_open(request.hat))
    around = (*units_query.AROUND, *(f"recommendation__{one}" for one in AROUND))
    return find(units.visible(request.hat).select_related(*around), pk=uid, recommendation=pk)


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


def stored(blob: Blob, name: str) -> FileResponse:
    """A kept file as a download. Raises NotAllowed while it is not scanned, Http404 where it is gone."""
    require(_opens(blob))
    try:
        content = open_blob(blob.pk)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=blob.media_type)
    _private(answer)
    return answer


def made(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file made for this request, as a download under a name people know."""
    answer = HttpResponse(content, content_type=media_type)
    suffix = name.rpartition(".")[2]
    answer["Content-Disposition"] = f"attachment; filename=\"file.{suffix}\"; filename*=UTF-8''{quote(name)}"
    _private(answer)
    return answer


def _private(answer: HttpResponse | FileResponse) -> None:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"


def _opens(blob: Blob) -> Ruling:
    if blob.scan in {Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED}:
        return YES
    waiting = blob.scan == Blob.Scan.PENDING
    return no(_("文件正在等候查毒，查完才能查看；请稍后刷新。") if waiting else _("文件有病毒，已隔离，不能查看。"))
