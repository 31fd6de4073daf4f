"""The table that came with a city's letter, beside what the program holds of the same recommendation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.applications.evaluating import user_language
from greenlist.applications.forms.sheets import SheetForm
from greenlist.applications.sheet_files import NotThisForm, incoming
from greenlist.engine.messages import render as words
from greenlist.parties.access import find, require
from greenlist.parties.http import Request
from greenlist.recommendations.domain.casework import AROUND
from greenlist.recommendations.models import Recommendation
from greenlist.recommendations.queries.rows import policy_of
from greenlist.recommendations.queries.units import units_of
from greenlist.recommendations.received import NoTable, TableIn, compare, read_table, tables_in
from greenlist.recommendations.received.compare import Held
from greenlist.recommendations.rules import intake

from .common import INVALID

ACCEPT = ".xlsx,.docx,.csv"
SHOWN = 500


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def intake_table(request: Request, pk: int) -> HttpResponse:
    """Bring the table of a city's letter; a post shows where it differs from what the city sent. Nothing is kept."""
    require(intake.may_work(request.hat))
    row = find(intake.sent(request.hat).select_related(*AROUND), pk=pk)
    if request.method != "POST":
        return _page(request, row, SheetForm(accept=ACCEPT))
    form = SheetForm(request.POST, request.FILES, accept=ACCEPT)
    if not form.is_valid():
        return _page(request, row, form, INVALID)
    try:
        name, table = _read(form.cleaned_data["sheet"], row)
    except NotThisForm as refused:
        form.add_error("sheet", str(refused))
        return _page(request, row, form, INVALID)
    return _page(request, row, SheetForm(accept=ACCEPT), **_compared(row, table, name))


def _read(upload: UploadedFile[Any], row: Recommendation) -> tuple[str, TableIn]:
    word = (upload.name or "").lower().endswith(".docx")
    with incoming(upload, texts=not word, word=word) as file:
        try:
            return file.name, read_table(tables_in(file.path, file.name), policy_of(row.round))
        except NoTable as none:
            raise NotThisForm(words(none.message, user_language())) from None


def _compared(row: Recommendation, table: TableIn, name: str) -> dict[str, Any]:
    units = units_of(row).filter(went=True)
    held = [Held(one.pk, one.application.kind, {"name": one.application.unit.name, **one.row}) for one in units]
    found, language = compare(table, held), user_language()
    unknown = [_("%(sheet)s：%(column)s") % {"sheet": sheet.name, "column": column}
               for sheet in table.sheets for column in sheet.unknown]  # fmt: skip
    faults = [{"sheet": one.sheet, "line": one.line, "name": one.name, "text": words(one.reason, language)}
              for one in table.faults]  # fmt: skip
    return {
        "found": found, "cells": found.cells[:SHOWN], "more": max(len(found.cells) - SHOWN, 0), "name": name,
        "theirs": found.only_theirs[:SHOWN], "read": len(table.rows), "unknown": unknown, "faults": faults[:SHOWN],
    }  # fmt: skip


def _page(request: Request, row: Recommendation, form: forms.Form, status: int = 200, **compared: Any) -> HttpResponse:
    context = {"row": row, "form": form, **compared}
    return render(request, "recommendations/intake/table.html", context, status=status)
