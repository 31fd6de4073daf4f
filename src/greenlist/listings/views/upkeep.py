"""The yearly form of a listed unit, for the unit itself and its offices; the lines of a unit's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from greenlist.documents.dynamic import DynamicForm, Known
from greenlist.documents.form.draft import shown_unit
from greenlist.documents.papers import MissingGlyph
from greenlist.engine.messages import render as say
from greenlist.listings.exporting import name_now
from greenlist.listings.files import language
from greenlist.listings.models import Entry
from greenlist.listings.queries.lists import with_changes
from greenlist.listings.queries.owners import newest_first
from greenlist.listings.rules import own_entries
from greenlist.listings.upkeep import FORMS, file_name, form_of, known_of, printed, years
from greenlist.parties.access import find, require
from greenlist.parties.http import Request

PAGE = 20


@login_required
@require_safe
def green_mine(request: Request) -> HttpResponse:
    """The lines of the lists that are about the unit of this hat, by its code."""
    require(own_entries.may_list(request.hat))
    rows = newest_first(with_changes(own_entries.visible(request.hat)))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = [(one, name_now(one), own_entries.has_form(one)) for one in page]
    return render(request, "listings/mine.html", {"page": page, "rows": shown})


@login_required
@require_safe
def green_dynamic(request: Request, pk: int) -> HttpResponse:
    """What the form of a year will hold already, and the form in three formats."""
    entry = _entry(request, pk)
    may = own_entries.may(request.hat, "form", entry)
    offered = years()
    year = next((one for one in offered if str(one) == request.GET.get("year")), offered[0])
    context: dict[str, Any] = {
        "entry": entry, "green_list": entry.green_list, "name_now": name_now(entry), "may": may, "years": offered,
        "year": year, "office": own_entries.is_office(request.hat),
    }  # fmt: skip
    if may:
        form = form_of(entry)
        known = known_of(entry, form, request.hat, year)
        context |= {"form": form, "known": known, "columns": form.columns(year), "figures": _figures(form, known),
                    "seen": _seen(form, known), "due": _due(form, year)}  # fmt: skip
    return render(request, "listings/dynamic.html", context)


def _entry(request: Request, pk: int) -> Entry:
    rows = with_changes(own_entries.visible(request.hat)).select_related("green_list__authority")
    return find(rows, pk=pk)


def _figures(form: DynamicForm, known: Known) -> list[tuple[str, str, list[Any]]]:
    """Label, unit and the figure of each year, for every figure the form asks for."""
    years, stated = form.columns(known.year), known.figures
    return [
        (one.label, shown_unit(one.unit), [stated.get(one.id, {}).get(year) for year in years])
        for one in form.block("indicators").fields
    ]


def _seen(form: DynamicForm, known: Known) -> list[tuple[str, str]]:
    return [(one.label, text) for one in form.block("compliance").fields if (text := known.seen_of(one.id))]


def _due(form: DynamicForm, year: int) -> str:
    return f"{year + 1}-{form.due.value}" if form.due.value else ""


@login_required
@require_safe
def green_dynamic_file(request: Request, pk: int, year: int, form: str) -> HttpResponse:
    """The form as a workbook to fill in, or as a paper to sign."""
    if form not in FORMS or year not in years():
        raise Http404
    entry = _entry(request, pk)
    require(own_entries.may(request.hat, "form", entry))
    asked = form_of(entry)
    known = known_of(entry, asked, request.hat, year)
    try:
        content = printed(asked, known, form)
    except MissingGlyph as missing:
        messages.error(request, say(missing.message, language()))
        return redirect("green_dynamic", pk=pk)
    disposition = content_disposition_header(as_attachment=True, filename=file_name(known, form))
    return HttpResponse(content, content_type=FORMS[form], headers={"Content-Disposition": disposition or ""})
