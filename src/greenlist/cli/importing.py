"""One list file into the site's database. Imported once the site is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from greenlist.cli.common import console, fail
from greenlist.cli.list_report import show_counts, show_rows
from greenlist.engine.messages import Language, render, say
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction
from greenlist.screenings.domain import read_list, take_list
from greenlist.screenings.files import refused_of
from greenlist.screenings.models import ListFile
from greenlist.screenings.sources import sources_of


@dataclass(frozen=True, slots=True)
class Taken:
    """A list file as the site holds it now. `before`: it was there already, in the same bytes and of the same day."""

    row: ListFile
    before: bool

    @property
    def good(self) -> bool:
        """Whether it can make anything clear."""
        return self.row.state == ListFile.State.READY and self.row.complete

    @property
    def data(self) -> dict[str, Any]:
        """The report as JSON."""
        names = ("source", "sha256", "rows", "added", "changed", "refused", "passed_over", "complete")
        shown = {name: getattr(self.row, name) for name in names}
        return shown | {
            "file": self.row.name,
            "snapshot": self.row.as_of,
            "state": self.row.state,
            "before": self.before,
            "trouble": self.row.trouble or None,
            "refusals": self.row.refusals,
        }

    def show(self, language: Language) -> None:
        """The report for a person."""
        row = self.row
        if self.before:
            console.print(render(say("screened.taken_before", at=row.at.date()), language), style="yellow")
        show_counts(row.name, row.as_of, language, taken=row.rows, refused=row.refused, passed_over=row.passed_over)
        said = say("screened.list_changes", added=f"{row.added:,}", changed=f"{row.changed:,}")
        console.print(render(said, language))
        show_rows("screened.refused_rows", row.refusals, row.refused, language)
        if row.refused:
            console.print(render(say("screened.refused_file", file=str(refused_of(row))), language))
        if row.trouble:
            console.print(row.trouble, style="yellow")
        if self.good and not self.before:
            console.print(render(say("screened.will_screen"), language))


def take_and_read(
    file: Path, source: str, as_of: date | None, province: str | None, progress: Callable[[int, int], None],
    language: Language,
) -> Taken:  # fmt: skip
    """Take a file into the lists of a province and read it now. What cannot be done is told and leaves with 2."""
    authority = _province(province, language)
    known = sources_of(authority)
    if source not in known:
        fail(say("screened.source_unknown", source=source, sources=list(known)), language)
    try:
        row = take_list(authority=authority, source=source, path=file, name=file.name, as_of=as_of, by=None)
    except Refused as refused:
        fail(str(refused), language)
    before = row.state == ListFile.State.READY
    row = row if before else read_list(list_file=row, progress=progress)
    if row.state == ListFile.State.FAILED:
        fail(f"{file}: {row.trouble}", language)
    return Taken(row, before)


def _province(code: str | None, language: Language) -> Jurisdiction:
    provinces = {one.code: one for one in Jurisdiction.objects.filter(level=Jurisdiction.Level.PROVINCE)}
    known = [f"{one.code} {one.name}" for one in provinces.values()]
    if code is None and len(provinces) == 1:
        return next(iter(provinces.values()))
    if code is None:
        fail(say("screened.which_province", provinces=known), language)
    if code not in provinces:
        fail(say("screened.no_such_province", asked=code, provinces=known), language)
    return provinces[code]
