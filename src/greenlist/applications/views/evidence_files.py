"""The content of files: handed out as an attachment, or shown in our own viewer."""

from __future__ import annotations

import logging
import re

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from greenlist.applications.evidence_rules import may_open
from greenlist.applications.files import open_blob
from greenlist.applications.filetypes import type_of
from greenlist.applications.models import Evidence
from greenlist.parties.access import find, require
from greenlist.parties.http import Request

from .evidence import desk_of, files_of

log = logging.getLogger(__name__)
CSP = "Content-Security-Policy"
SHUT = "default-src 'none'; sandbox; frame-ancestors 'self'"
# The browser's own PDF reader is an embedded object with styles of its own; a sandbox would keep it out.
PDF_READER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@login_required
@require_safe
@xframe_options_sameorigin
def evidence_file(request: Request, pk: int, eid: int) -> FileResponse:
    """The file as an attachment; with ?inline=1 for our viewer where the type can be viewed."""
    desk = desk_of(request, pk)
    one = find(files_of(desk), pk=eid)
    require(may_open(one))
    kind = type_of(one.blob.media_type)
    inline = request.GET.get("inline") == "1" and kind is not None and kind.viewable
    try:
        content = open_blob(one.blob_id)
    except FileNotFoundError:
        log.exception("blob %s of evidence %s is not in the store", one.blob_id, one.pk)
        raise Http404 from None
    response = FileResponse(content, as_attachment=not inline, filename=one.name, content_type=one.blob.media_type)
    response[CSP] = PDF_READER if inline and one.blob.media_type == "application/pdf" else SHUT
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@login_required
@require_safe
def evidence_view(request: Request, pk: int, eid: int) -> HttpResponse:
    """Pictures and PDF in the page; others as a download."""
    desk = desk_of(request, pk)
    one = find(files_of(desk), pk=eid)
    ruling = may_open(one)
    context = {
        "application": desk.application, "submission": desk.submission, "evidence": one, "opens": ruling,
        "shown": _shown(one) if ruling else "", "page": _page(request),
    }  # fmt: skip
    return render(request, "applications/evidence/view.html", context)


def _page(request: Request) -> int | None:
    """The page to open a PDF at."""
    found = re.search(r"[0-9]{1,5}", request.GET.get("page", ""))  # 第 3 页, 5-7
    return int(found[0]) if found else None


def _shown(one: Evidence) -> str:
    """How it is shown: pdf, image, or '' where a browser cannot."""
    kind = type_of(one.blob.media_type)
    if kind is None or not kind.viewable:
        return ""
    return "pdf" if kind.id == "pdf" else "image"
