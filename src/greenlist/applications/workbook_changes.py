"""What an uploaded workbook would change, cell by cell. An empty cell never empties anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from greenlist.documents.form.layout import OPEN_UNITS
from greenlist.documents.report_reader import bare
from greenlist.engine.application.schema import TABLES

from .changes import Change, label_of, seal, seen_of, stood
from .data import Data, counted_in_row_unit, digest_of
from .domain.rows import MOST_ROWS
from .domain.stating import Said, TooLong, tidied
from .forms.plain import plain_condition, plain_judged, plain_score
from .forms.reading import plain_unit
from .locks import Locks, locks_of
from .models import Application, Evidence, Statement
from .report_rows import Cells, Name, name_of, rows_alike, rows_since
from .roster import RosterChange, asked_of, compare_rosters, roster_of
from .row_order import cells_in_order, places_in_order
from .sections import Box, Question, Section, question_of_place, sections_of
from .sections.shapes import ConditionQuestion, JudgedQuestion, ScoreQuestion
from .words import said_in_words
from .workbook import Sheet, claims_by_place, present, rows_of

PAGE = 40  # characters of a page reference


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
    compared = _Comparison(application, upload)
    changes = sorted(compared.changes(), key=compared.order)
    roster = None
    if application.kind == "park" and upload.tenants and compared.locks.ruling("tenants"):
        roster = compare_rosters(roster_of(application), upload.tenants, asked_of(application), keep_missing=True)
    preview = Preview(changes, compared.kept(), compared.foreign, upload.problems, roster)
    preview.digest = digest_of([seal(changes), roster.digest if roster else ""])
    return preview


class _Comparison:
    def __init__(self, application: Application, upload: Sheet) -> None:
        self.application = application
        self.upload = upload
        self.now = present(application)
        self.claims = claims_by_place(application)
        self._note_texts()
        self.locks: Locks = locks_of(application)
        self.sections: list[Section] = sections_of(application)
        self.foreign: list[str] = []

    def _note_texts(self) -> None:
        """Texts that the form leaves out and a report may hold: what stands there now."""
        for place in self.upload.cells:
            claim = self.claims.get(place)
            if place.startswith("narrative.") and claim is not None and claim.content is not None:
                self.now.cells.setdefault(place, {"block": {"value": claim.content}, "cell": ""})

    @cached_property
    def files(self) -> dict[str, Evidence]:
        """Files of the application by name, the longest names first."""
        kept = self.application.evidence.filter(removed_at=None, replaced_by=None)
        return {one.name: one for one in sorted(kept, key=lambda one: -len(one.name))}

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
    def _since(self) -> dict[Name, list[Cells]]:
        return rows_since(self.standing, self.upload.seen_rows)

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

    def changes(self) -> Iterator[Change]:
        new = {f"{table}.{key}" for table, keys in self.upload.new_rows.items() for key in keys}
        for place in self.upload.cells:
            if place.rpartition(".")[0] in new or self.upload.block(place) == self.now.block(place):
                continue
            change = self._change(place)
            if change is not None:
                yield change
        yield from self._new_rows()

    def _change(self, place: str) -> Change | None:
        found = question_of_place(self.sections, place)
        if found is None:
            self.foreign.append(f"{self.upload.cell(place)} {place}".strip())
            return None
        section, question = found
        current = self.claims.get(place)
        kind = "new" if self.now.block(place) is None else "changed"
        change = Change(place, label_of(question, place), section, kind, self.upload.cell(place))
        change.now, change.then = _words(question, place, self.now.block(place), self.upload.block(place))
        said = self._said(question, place, current, change.notes)
        change.refused, tidy = self._refused(place, said)
        if tidy.same_as(current) or tidy == _standing(question, current):
            if not change.notes:
                return None
            change.refused = _("数据没有变化。")
        change.gives = {} if change.refused else {place: tidy}
        return stood(change, current)

    def _refused(self, place: str, said: Said) -> tuple[str | Promise, Said]:
        ruling = self.locks.ruling(place)
        reason = "" if ruling else ruling.reason
        if place.rpartition(".")[0] in self.removed:
            reason = _("这一行已移除；要用的请先恢复。")
        try:
            return reason, tidied(said)
        except TooLong as long:
            return str(long), said

    def _said(self, question: Question, place: str, current: Statement | None, notes: list[str]) -> Said:
        new, now = self.upload.block(place), self.now.block(place)
        if place.startswith("not_applicable."):
            return Said(new)
        if isinstance(question, ConditionQuestion):
            return Said(_answer(new, now or {}, current, self.files))
        if isinstance(question, JudgedQuestion):
            return self._judged(new, now or {}, current, notes)
        if isinstance(question, ScoreQuestion):
            return _score(new, current)
        boxes = [box for box in getattr(question, "boxes", ()) if box.place == place]
        return self._value(boxes[0], new, now or {}, current, notes) if boxes else Said(True)

    def _value(self, box: Box, new: Data, now: Data, current: Statement | None, notes: list[str]) -> Said:
        content, unit = _content(box, new.get("value")), _unit(box, new)
        same = (new.get("value"), new.get("unit")) == (now.get("value"), now.get("unit"))
        if current is not None and current.content is not None and same:
            content, unit = current.content, current.unit  # as it was typed
        reason = new.get("reason") or self.upload.source(box.place)
        if current is not None and reason in ("", now.get("reason", "")):
            reason = current.reason
        file, page = self._file(new.get("evidence") or "", now.get("evidence") or "", current, notes)
        return Said(content, unit, reason, file, page)

    def _judged(self, new: Data, now: Data, current: Statement | None, notes: list[str]) -> Said:
        before = current.content if current and isinstance(current.content, dict) else {}
        file, page = self._file(new.get("evidence") or "", now.get("evidence") or "", current, notes)
        return Said(plain_judged({**before, **new}), evidence=file, page=page)

    def _file(self, text: str, before: str, current: Statement | None, notes: list[str]) -> tuple[Evidence | None, str]:
        """The file that a cell names with its page; the one that is there where the cell is empty or as it was."""
        own = (current.evidence, current.page) if current is not None else (None, "")
        if not text or text == before:
            return own
        for name, file in self.files.items():
            if text.startswith(name):
                return file, text.removeprefix(name).strip()[:PAGE]
        notes.append(_("凭证“%(file)s”还没有上传；请到“证明材料”上传后再关联。") % {"file": text})
        return own

    def _new_rows(self) -> Iterator[Change]:
        rows = rows_of(self.upload)
        there = {table: len(keys) for table, keys in self.standing.items()}
        for table in TABLES:
            keys = self.upload.new_rows.get(table, [])
            full = there.get(table, 0) + len(keys) > MOST_ROWS
            for key in keys:
                cells = cells_in_order(self.sections, table, rows[table][key])
                change = self._row(table, key, cells)
                if not change.refused and self._came_since(table, cells):
                    change.refused = _("读报告以后已添了同名的一行；请重新上传报告，与它比对。")
                    change.gives = {}
                if full:
                    change.refused = _("一个表最多 %(most)d 行；更多的请合并后再填。") % {"most": MOST_ROWS}
                    change.gives = {}
                yield change

    def _came_since(self, table: str, cells: Mapping[str, Data]) -> bool:
        """Whether a row like a new one of a report was added after the report was read."""
        since = self._since.get((table, bare(name_of(table, cells))), ())
        return any(rows_alike(table, cells, one) for one in since)

    def _row(self, table: str, key: str, cells: Mapping[str, Data]) -> Change:
        first = next(iter(cells))
        change = Change(f"{table}.{key}", "", None, "row", self.upload.cell(f"{table}.{key}.{first}"))
        told = []
        for name, block in cells.items():
            place = f"{table}.{key}.{name}"
            found = question_of_place(self.sections, place)
            if found is None:
                self.foreign.append(self.upload.cell(place))
                continue
            change.section, question = found
            refused, said = self._refused(place, self._said(question, place, None, change.notes))
            change.refused = change.refused or refused
            change.gives[place] = said
            told.append(f"{question.label} {said_in_words(_with_unit(question, place, block))}")
        change.label = _("%(table)s：%(row)s") % {
            "table": change.section.title if change.section else table, "row": said_in_words(cells[first])
        }  # fmt: skip
        change.then = _("；").join(told)
        change.gives = {} if change.refused else change.gives
        if not told:
            change.refused = _("本申报没有这张表。")
        return change


def _words(question: Question, place: str, now: Any, new: Any) -> tuple[str, str]:
    """Both sides in words: of an answer the parts that differ, of a figure with its unit."""
    if isinstance(now, dict) and isinstance(new, dict) and "value" not in new:
        differ = [key for key in {**now, **new} if now.get(key) != new.get(key)]
        now, new = ({key: one[key] for key in differ if key in one} for one in (now, new))
    return said_in_words(_with_unit(question, place, now)), said_in_words(_with_unit(question, place, new))


def _with_unit(question: Question, place: str, block: Any) -> Any:
    """A figure in its field's own unit says so."""
    box = next((one for one in getattr(question, "boxes", ()) if one.place == place), None)
    plain = isinstance(block, dict) and "value" in block and "unit" not in block
    if box is None or not plain or box.field.type not in {"number", "integer"} or box.field.unit in OPEN_UNITS:
        return block
    return block | {"unit": box.field.unit}


def _standing(question: Question, current: Statement | None) -> Said | None:
    """What stands there, in the one plain form of its kind."""
    if current is None or not isinstance(current.content, dict):
        return None
    if isinstance(question, ConditionQuestion):
        return Said(plain_condition(current.content))
    shape = plain_judged if isinstance(question, JudgedQuestion) else plain_score
    return Said(shape(current.content), evidence=current.evidence, page=current.page)


def _content(box: Box, value: Any) -> Any:
    if isinstance(value, list):
        return value if box.field.values else "\n".join(value)
    return value


def _unit(box: Box, block: Data) -> str:
    if box.field.table and counted_in_row_unit(box.field):
        return ""
    return plain_unit(str(block.get("unit") or ""), box.field)


def _answer(new: Data, now: Data, current: Statement | None, files: Mapping[str, Evidence]) -> Data | None:
    """The answer with what the form does not hold kept, and what it holds overlaid."""
    before = plain_condition(current.content if current else None) or {}
    merged = before | {key: new[key] for key in ("answer", "sub", "reason") if new.get(key)}
    if new.get("proof", []) != now.get("proof", []):
        merged["proof"] = _proofs(new.get("proof", []), now.get("proof", []), before.get("proof", []), files)
    if new.get("events", []) != now.get("events", []) and len(new.get("events", [])) >= len(now.get("events", [])):
        merged["events"] = new["events"]
    return plain_condition(merged)


def _proofs(new: list[Data], now: list[Data], before: list[Data], files: Mapping[str, Evidence]) -> list[Data]:
    """New proofs, each with its file where that was handed in; of the old ones those whose source has no new one."""
    sources = {one.get("source", "") for one in new}
    old = dict(zip((_key(one) for one in now), before, strict=False))
    taken = [old.get(_key(one)) or _proof(one, files) for one in new]
    left = [kept for one, kept in zip(now, before, strict=False) if one.get("source", "") not in sources]
    return taken + left


def _key(proof: Data) -> tuple[Any, ...]:
    return tuple(proof.get(part, "") for part in ("file", "source", "queried_on"))


def _proof(one: Data, files: Mapping[str, Evidence]) -> Data:
    file = files.get(str(one.get("file", "")))
    named = {"evidence": file.pk} if file else {"file": one.get("file", "")}
    return named | {key: one[key] for key in ("source", "queried_on") if one.get(key)}


def _score(new: Data, current: Statement | None) -> Said:
    before = plain_score(current.content if current else None)
    years = before.get("by_year", {}) | new.get("by_year", {})
    content = plain_score(before | new | {"by_year": years})
    return Said(content, evidence=current.evidence if current else None)
