"""What the pages of bundles share."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob
from greenlist.bundles.domain.importing import ChangedSince
from greenlist.bundles.domain.receiving import NotGenuine
from greenlist.bundles.models import Received
from greenlist.bundles.queries import received_of
from greenlist.bundles.rules import bundles
from greenlist.parties.access import NotAllowed, find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request
from greenlist.parties.models import Organisation

INVALID, STALE = 422, 409


def office_of_page(request: Request) -> Organisation:
    """The authority of whoever looks. Raises NotAllowed: no office."""
    require(bundles.may_work(request.hat))
    if request.hat is None or request.hat.organisation is None:
        raise Http404
    return request.hat.organisation


def received_of_page(request: Request, pk: int) -> Received:
    """A bundle the office was sent. Raises NotAllowed (no office), Http404."""
    return find(received_of(office_of_page(request)), pk=pk)


def done(form: Form, act: Callable[[], object], field: str = "") -> int:
    """Run a verb with what a valid form says; what it refuses stands in the form. The status, 0 where all went well."""
    if not form.is_valid():
        return INVALID
    try:
        act()
    except ChangedSince as refused:
        form.add_error(None, str(refused))
        return STALE
    except NotGenuine as refused:
        form.add_error(None, [str(refused), *refused.faults])
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    except FileRefused as refused:
        form.add_error(field or None, str(refused))
    else:
        return 0
    return INVALID


def download(blob: Blob, name: str) -> FileResponse:
    """A kept file as a download. Raises NotAllowed while it is not scanned, Http404 where it is gone."""
    if blob.scan not in {Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED}:
        raise NotAllowed(no(_("文件还没有通过查毒，不能下载；请稍后刷新，或请系统管理员处理。")))
    try:
        content = open_blob(blob.pk)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=blob.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
