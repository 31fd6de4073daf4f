"""The ranking workbook with every witness, of both stages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.witness_book import XLSX, file_name, witness_book
from greenlist.parties.http import Request, wearer

from .common import batch_of_page
from .meeting import meeting_of


@login_required
@require_safe
def selection_witnesses(request: Request, pk: int) -> HttpResponse:
    """The workbook of a city's list, for the city and - once released - its province."""
    return _answer(request, batch_of_page(request, pk, Stage.SELECTION))


@login_required
@require_safe
def meeting_witnesses(request: Request, pk: int) -> HttpResponse:
    """The workbook of a meeting, for the province."""
    return _answer(request, meeting_of(request, pk))


def _answer(request: Request, batch: Batch) -> HttpResponse:
    answer = HttpResponse(witness_book(batch, wearer(request).person), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file_name(batch))
    answer["Cache-Control"] = "private, no-store"
    return answer
