"""The ranked record as a file."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from greenlist.applications.evaluating import user_language
from greenlist.decisions.domain.holding import address
from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.record import FORMS, file_name, record_file
from greenlist.documents.papers import Unprintable
from greenlist.engine.messages import render
from greenlist.parties.http import Request

from .common import batch_of_page


@login_required
@require_safe
def selection_record(request: Request, pk: int, form: str) -> HttpResponse:
    """The record of a selection as PDF, Word document or workbook."""
    return record_answer(request, batch_of_page(request, pk, Stage.SELECTION), form)


def record_answer(request: Request, batch: Batch, form: str) -> HttpResponse:
    """The record as a download, of both stages; back to the list where a character has no font. Raises Http404."""
    if form not in FORMS:
        raise Http404
    try:
        content = record_file(batch, form)
    except Unprintable as missing:
        messages.error(request, render(missing.message, user_language()))
        return redirect(address(batch))
    answer = HttpResponse(content, content_type=FORMS[form])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name(batch, form))
    answer["Cache-Control"] = "private, no-store"
    return answer
