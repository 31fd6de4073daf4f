"""What an earlier application of the same unit can give to this one, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from greenlist.engine.case import WITNESS_ORDER
from greenlist.engine.fields import fields_of
from greenlist.rounds.law import book_of

from .changes import Change, label_of, seal, seen_of, stood
from .data import digest_of
from .domain.stating import Said, TooLong, tidied
from .forms.reading import said_to_people
from .locks import locks_of
from .models import Application, Statement, TableRow
from .roster import RosterChange, asked_of, compare_rosters, roster_of
from .sections import Box, Question, question_of_place, sections_of
from .workbook import claims_by_place

# Places that are never taken along: they are asked anew every year.
ASKED_ANEW = frozenset({"conditions", "judged", "declared", "claimed_score", "commitment"})
STANDING = frozenset({"projects", "technologies", "systems", "outlets"})  # tables whose figures outlast a year
_ORDER = {witness.value: position for position, witness in enumerate(WITNESS_ORDER)}
_NUMBERS = frozenset({"number", "integer"})


@dataclass
class CopyPreview:
    """What would be taken, and what would not be."""

    source: Application
    changes: list[Change]
    same: int
    last_years: list[str]  # figures of the year before that this year's form does not ask for
    asked_anew: int
    roster: RosterChange | None
    digest: str = ""
    touched: list[Change] = field(default_factory=list)

    @property
    def takes(self) -> int:
        """How many changes would be made as the page stands."""
        taken = sum(1 for one in self.changes if not one.refused and not one.left)
        return taken + (1 if self.roster and self.roster.any else 0)

    @property
    def seen(self) -> str:
        """What the form sends back, so that a change made meanwhile can be told."""
        return seen_of(self.changes)


def sources_of(application: Application) -> QuerySet[Application]:
    """Earlier applications of the same unit for the same kind, the newest first."""
    earlier = Application.objects.filter(
        unit=application.unit, kind=application.kind, evaluation_year__lt=application.evaluation_year
    )
    return earlier.select_related("round", "unit").order_by("-evaluation_year", "-pk")


def copy_preview(application: Application, source: Application) -> CopyPreview:
    """Compare an earlier application with this one. Eight queries."""
    copying = _Copying(application, source)
    changes = sorted(copying.changes(), key=copying.order)
    roster = copying.roster()
    preview = CopyPreview(source, changes, copying.same, copying.last_years, copying.asked_anew, roster)
    preview.digest = digest_of([source.pk, seal(changes), roster.digest if roster else ""])
    return preview


class _Copying:
    def __init__(self, application: Application, source: Application) -> None:
        self.application, self.source = application, source
        self.claims = claims_by_place(application)
        self.sections, self.locks = sections_of(application), locks_of(application)
        self.fields = fields_of(book_of(application.round))
        self.rows = {(row.table, row.key): row for row in application.table_rows.all()}
        self.same = self.asked_anew = 0
        self.last_years: list[str] = []

    def changes(self) -> Iterator[Change]:
        decided = _decided(self.source)
        for place, statement in decided.items():
            section = place.partition(".")[0]
            if section in ASKED_ANEW:
                self.asked_anew += 1
            elif section not in self.fields.tables:
                yield from self._one(place, statement)
        for row in self.source.table_rows.filter(removed_at=None):
            yield from self._row(row, decided)

    def order(self, change: Change) -> int:
        """In the order of the sections."""
        return self.sections.index(change.section) if change.section else len(self.sections)

    def _one(self, place: str, statement: Statement) -> Iterator[Change]:
        target = self._target(place)
        found = question_of_place(self.sections, target) if target else None
        if found is None:
            return
        section, question = found
        box = _box(question, target)
        current = self.claims.get(target)
        kind = "changed" if current is not None and current.content is not None else "new"
        change = Change(target, label_of(question, target), section, kind)
        change.then = said_to_people(statement, box.field if box else None)
        change.now = said_to_people(current, box.field if box else None) if current and kind == "changed" else ""
        change.left = kind == "changed"
        if current is not None and (current.content, current.unit) == (statement.content, statement.unit):
            self.same += 1
            return
        self._give(change, target, statement)
        yield stood(change, current)

    def _give(self, change: Change, target: str, statement: Statement) -> None:
        ruling = self.locks.ruling(target)
        reason = _("带自 %(year)d 年度申报") % {"year": self.source.round.year}
        if not target.startswith(("chosen.", "not_applicable.")) and statement.reason:
            reason = _("%(new)s；%(old)s") % {"new": reason, "old": statement.reason}
        try:
            change.gives[target] = tidied(Said(statement.content, statement.unit, reason[:2000]))
        except TooLong as long:
            change.refused = str(long)
        if not ruling:
            change.refused, change.gives = ruling.reason, {}

    def _target(self, place: str) -> str:
        """Where something stands in this application: dated figures go to the year they are of."""
        section, _dot, name = place.partition(".")
        dated = section == "values" and name in self.fields.by_id and self.fields.by_id[name].yearly
        if not dated:
            return place
        target = f"years.{self.source.evaluation_year}.{name}"
        if question_of_place(self.sections, target) is None:
            self.last_years.append(self.fields.by_id[name].label)
            return ""
        return target

    def _row(self, row: TableRow, decided: dict[str, Statement]) -> Iterator[Change]:
        key = f"c{row.pk:x}"
        start = f"{row.table}.{row.key}."
        cells = {place.removeprefix(start): one for place, one in decided.items() if place.startswith(start)}
        kept = {name: one for name, one in cells.items() if self._lasts(row.table, name)}
        if not kept:
            return
        if (row.table, key) in self.rows or self._there(row.table, kept):
            self.same += 1
            return
        change = Change(f"{row.table}.{key}", "", None, "row")
        told: list[str] = []
        first = ""
        for name, statement in kept.items():
            place = f"{row.table}.{key}.{name}"
            found = question_of_place(self.sections, place)
            if found is None:
                continue
            change.section, question = found
            self._give(change, place, statement)
            box = _box(question, place)
            words = said_to_people(statement, box.field if box else None)
            first = first or words
            told.append(f"{question.label} {words}")
        if told and change.section:
            change.label = _("%(table)s：%(row)s") % {"table": change.section.title, "row": first}
            change.then = _("；").join(told)
            yield change

    def _lasts(self, table: str, name: str) -> bool:
        """Whether a cell holds for another year: what a thing is called does, how much of it there was does not."""
        column = self.fields.by_id.get(f"{table}.{name}")
        return column is not None and (table in STANDING or column.type not in _NUMBERS)

    def _there(self, table: str, cells: dict[str, Statement]) -> bool:
        """Whether a row of this application says all of it already."""
        keys = [key for (name, key), row in self.rows.items() if name == table and row.removed_at is None]
        return any(
            all(
                (own := self.claims.get(f"{table}.{key}.{name}")) is not None and own.content == one.content
                for name, one in cells.items()
            )
            for key in keys
        )

    def roster(self) -> RosterChange | None:
        """The enterprises by name and code; their answers are asked anew."""
        if self.application.kind != "park" or not self.locks.ruling("tenants"):
            return None
        theirs = [{"name": one["name"], "uscc": one["uscc"], "conditions": {}} for one in roster_of(self.source)]
        if not theirs:
            return None
        own, asked = roster_of(self.application), asked_of(self.application)
        return compare_rosters(own, theirs, asked, keep_missing=True)


def _decided(source: Application) -> dict[str, Statement]:
    """What holds in an application, by place: the word of the last witness."""
    rows = source.statements.filter(current=True).select_related("by").order_by("pk")
    decided: dict[str, Statement] = {}
    for one in sorted(rows, key=lambda one: _ORDER[one.witness]):
        if one.content is not None:
            decided[one.place] = one
    return dict(sorted(decided.items(), key=lambda pair: pair[1].pk))


def _box(question: Question, place: str) -> Box | None:
    return next((box for box in getattr(question, "boxes", ()) if box.place == place), None)
