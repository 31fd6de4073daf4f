"""An uploaded workbook beside what is stated now, read once for all its cells."""

from __future__ import annotations

from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .changes import Change, label_of
from .data import Data
from .domain.stating import Said, TooLong, tidied
from .locks import Locks, locks_of
from .models import Application
from .row_order import places_in_order
from .sections import Section, question_of_place, sections_of
from .workbook import Sheet, claims_by_place, present, rows_of
from .workbook_said import Sayings


class Compared:
    """The upload and what stands there now. `foreign`: cells met that this application does not ask for."""

    def __init__(self, application: Application, upload: Sheet) -> None:
        self.application = application
        self.upload = upload
        self.now = present(application)
        self.claims = claims_by_place(application)
        self._note_texts()
        self.locks: Locks = locks_of(application)
        self.sections: list[Section] = sections_of(application)
        self.foreign: list[str] = []
        self.sayings = Sayings(application, upload, self.now)

    def _note_texts(self) -> None:
        """Texts that the form leaves out and a report may hold: what stands there now."""
        for place in self.upload.cells:
            claim = self.claims.get(place)
            if place.startswith("narrative.") and claim is not None and claim.content is not None:
                self.now.cells.setdefault(place, {"block": {"value": claim.content}, "cell": ""})

    @cached_property
    def removed(self) -> set[str]:
        """Rows that were taken out of the application, by table and key."""
        rows = self.application.table_rows.exclude(removed_at=None).values_list("table", "key")
        return {f"{table}.{key}" for table, key in rows}

    @cached_property
    def standing(self) -> dict[str, dict[str, dict[str, Data]]]:
        """The rows that stand in the application: table, key, column -> block."""
        return rows_of(self.now)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return places_in_order(self.sections, self.standing)

    def order(self, change: Change) -> tuple[int, int]:
        """In the order of the form; new rows behind those that are there."""
        section = self.sections.index(change.section) if change.section else len(self.sections)
        return section, self._positions.get(change.place, len(self._positions))

    def kept(self) -> list[str]:
        """What stands while its cell is empty, by label."""
        absent = [place for place in self.now.cells if place not in self.upload.cells]
        found = (question_of_place(self.sections, place) for place in absent)
        return [label_of(one[1], place) for one, place in zip(found, absent, strict=True) if one]

    def refused(self, place: str, said: Said) -> tuple[str | Promise, Said]:
        """Why a place cannot be changed, '' where it can; and what would be stated, tidied."""
        ruling = self.locks.ruling(place)
        reason = "" if ruling else ruling.reason
        if place.rpartition(".")[0] in self.removed:
            reason = _("这一行已移除；要用的请先恢复。")
        try:
            return reason, tidied(said)
        except TooLong as long:
            return str(long), said
