"""What the pages of this room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import gettext as _

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob
from greenlist.applications.process import TransitionRefused
from greenlist.consultations.law import consult_of, silence_days
from greenlist.consultations.models import Consultation, Letter
from greenlist.consultations.rules.consultations import consultations
from greenlist.consultations.rules.letters import letters
from greenlist.parties.access import YES, Ruling, find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request
from greenlist.rounds.models import Round

INVALID, GONE, BUSY = 422, 410, 429
PAGE = 50


def consultation_of_page(request: Request, pk: int) -> Consultation:
    """A batch that this hat may see. Raises NotAllowed, Http404."""
    require(consultations.may_work(request.hat))
    rows = consultations.visible(request.hat)
    return find(rows.select_related("round__law", "round__jurisdiction", "city", "created_by", "sent_by"), pk=pk)


def letter_of_page(request: Request, pk: int) -> Letter:
    """A letter that this hat may see, of whatever side. Raises Http404."""
    return find(letters.visible(request.hat).select_related(*AROUND), pk=pk)


AROUND = ("consultation__round__law", "consultation__round__jurisdiction", "consultation__city", "department")


def law_of(round_: Round) -> dict[str, Any]:
    """What a page says of silence: the facts with their marks, and the days that count (None: silence stays open)."""
    rule = consult_of(round_)
    return {"rule": rule, "silence_days": silence_days(round_)}


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


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file made just now."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
