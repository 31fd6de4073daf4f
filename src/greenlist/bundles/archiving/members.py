"""The files of an archive beside its applications: each sheet as a page, as JSON, with the files of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.template.loader import render_to_string
from django.utils.translation import override

from greenlist.applications.receipts import canonical
from greenlist.bundle.writing import Member, Text

from . import consultations, decisions, desk, public, recommendations
from .sheets import FOLDER, Maker, Scope, Sheet

MAKERS: tuple[Maker, ...] = (
    desk.steps,
    desk.checks,
    consultations.consultations,
    decisions.decisions,
    desk.experts,
    recommendations.recommendations,
    public.notices,
    public.objections,
    public.results,
)


def records(scope: Scope) -> list[Sheet]:
    """Every sheet, those without a row too: that there was none is told."""
    with override("zh-hans"):  # what is archived is Chinese
        return [sheet for make in MAKERS for sheet in make(scope)]


def members(sheets: Sequence[Sheet]) -> Iterator[Member]:
    """Their files."""
    for sheet in sheets:
        rows = list(sheet.placed())
        page = render_to_string("bundles/inside/records.html", {"sheet": sheet, "rows": rows, "home": "../index.html"})
        yield Member(sheet.page, Text(page.encode()))
        yield Member(f"{FOLDER}/{sheet.id}.json", Text(canonical(sheet.data)))
        for _row, files in rows:
            yield from (Member(f"{FOLDER}/{path}", file.source) for path, file in files)
