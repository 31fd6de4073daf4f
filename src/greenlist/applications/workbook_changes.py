"""What an uploaded workbook would change, cell by cell. An empty cell never empties anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .changes import Change, label_of, seal, seen_of, stood
from .data import digest_of
from .models import Application
from .roster import RosterChange, asked_of, compare_rosters, roster_of
from .sections import question_of_place
from .workbook import Sheet
from .workbook_compared import Compared
from .workbook_rows import new_rows
from .workbook_said import standing_said
from .workbook_words import both_in_words


@dataclass
class Preview:
    """Everything an upload would do, and what it leaves as it is."""

    changes: list[Change]
    kept: list[str]  # labels of what stands in the application while its cell is empty
    foreign: list[str]  # cells that are known from the register or that this application does not ask for
    problems: list[str]
    roster: RosterChange | None
    digest: str = ""
    touched: list[Change] = field(default_factory=list)

    @property
    def takes(self) -> int:
        """How many changes applying would make."""
        taken = sum(1 for one in self.changes if not one.refused)
        return taken + (1 if self.roster and self.roster.any else 0)

    @property
    def seen(self) -> str:
        """What the form sends back, so that a change made meanwhile can be told."""
        return seen_of(self.changes)


def preview_of(application: Application, upload: Sheet) -> Preview:
    """Compare an upload with what is stated now. At most fifteen queries."""
    compared = Compared(application, upload)
    changes = sorted(_changes(compared), key=compared.order)
    roster = None
    if application.kind == "park" and upload.tenants and compared.locks.ruling("tenants"):
        roster = compare_rosters(roster_of(application), upload.tenants, asked_of(application), keep_missing=True)
    preview = Preview(changes, compared.kept(), compared.foreign, upload.problems, roster)
    preview.digest = digest_of([seal(changes), roster.digest if roster else ""])
    return preview


def _changes(compared: Compared) -> Iterator[Change]:
    new = {f"{table}.{key}" for table, keys in compared.upload.new_rows.items() for key in keys}
    for place in compared.upload.cells:
        if place.rpartition(".")[0] in new or compared.upload.block(place) == compared.now.block(place):
            continue
        change = _change(compared, place)
        if change is not None:
            yield change
    yield from new_rows(compared)


def _change(compared: Compared, place: str) -> Change | None:
    found = question_of_place(compared.sections, place)
    if found is None:
        compared.foreign.append(f"{compared.upload.cell(place)} {place}".strip())
        return None
    section, question = found
    current = compared.claims.get(place)
    kind = "new" if compared.now.block(place) is None else "changed"
    change = Change(place, label_of(question, place), section, kind, compared.upload.cell(place))
    change.now, change.then = both_in_words(question, place, compared.now.block(place), compared.upload.block(place))
    said = compared.sayings.said(question, place, current, change.notes)
    change.refused, tidy = compared.refused(place, said)
    if tidy.same_as(current) or tidy == standing_said(question, current):
        if not change.notes:
            return None
        change.refused = _("数据没有变化。")
    change.gives = {} if change.refused else {place: tidy}
    return stood(change, current)
