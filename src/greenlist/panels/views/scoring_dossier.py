"""The application of an assignment as it was handed in, and its files."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.applications.evidence_rules import may_open, visible_evidence
from greenlist.applications.files import open_blob
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer
from greenlist.reviews.queries import Dossier

from .scoring_common import around, assignment_of, sheet_page

log = logging.getLogger(__name__)


@login_required
@require_safe
def scored_application(request: Request, pk: int) -> HttpResponse:
    """The version the sheet is about, whole."""
    page = sheet_page(assignment_of(request, pk))
    page.submission.application = page.application
    context = around(page, tab="application", dossier=Dossier(page.application, page.submission))
    return render(request, "panels/scoring/application.html", context)


@login_required
@require_safe
def scored_file(request: Request, pk: int, eid: int) -> FileResponse:
    """A file of that version, as a download."""
    page = sheet_page(assignment_of(request, pk))
    rows = visible_evidence(wearer(request), page.application, page.submission).select_related("blob")
    one = find(rows, pk=eid)
    require(may_open(one))
    try:
        content = open_blob(one.blob_id)
    except FileNotFoundError:
        log.exception("blob %s of evidence %s is not in the store", one.blob_id, one.pk)
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=one.name, content_type=one.blob.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
