"""What the pages of the room share: an application on this desk, its newest version, a kept paper as a download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import open_blob
from greenlist.applications.models import Application, Blob
from greenlist.applications.process import StaleApplication, TransitionRefused
from greenlist.parties.access import find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request
from greenlist.reviews.queries.dossier import Dossier, newest
from greenlist.reviews.rules import reviews

INVALID, STALE = 422, 409


def application_of(request: Request, pk: int) -> Application:
    """An application on this desk. Raises Http404."""
    around = ("round__jurisdiction", "round__law", "unit__jurisdiction", "city", "created_by")
    return find(reviews.visible(request.hat).select_related(*around), pk=pk)


def dossier_of(application: Application) -> Dossier:
    """Its newest version. Raises Http404."""
    submission = newest(application)
    if submission is None:
        raise Http404
    submission.application = application
    return Dossier(application, submission)


def posted(request: Request) -> tuple[Any, Any]:
    """What a form is bound to: nothing on a GET."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def done(form: Form, act: Callable[[], object]) -> int:
    """Run a verb with what a valid form says; 0 where it was done, else the status of the page that says why not."""
    if not form.is_valid():
        return INVALID
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    except FileRefused as refused:
        form.add_error("document" if "document" in form.fields else None, str(refused))
    except StaleApplication as stale:
        form.add_error(None, str(stale))
        return STALE
    except TransitionRefused as refused:
        form.add_error(None, [str(refused), *(one.reason for one in refused.objections)])
    else:
        return 0
    return INVALID


def download(blob: Blob | None, name: str) -> FileResponse:
    """A kept paper as a download. Raises NotAllowed while it is not scanned, Http404 where there is none."""
    if blob is None:
        raise Http404
    if blob.scan not in {Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED}:
        waiting = blob.scan == Blob.Scan.PENDING
        words = _("文件正在等候查毒，查完才能查看；请稍后刷新。") if waiting else _("文件有病毒，已隔离，不能查看。")
        require(no(words))
    try:
        content = open_blob(blob.pk)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=blob.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
