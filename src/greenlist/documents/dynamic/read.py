"""A filled dynamic form read back: typed values, the cell of each, and what is wrong, by cell."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from greenlist.documents.form_reader.cells import DATE, INTEGER, NUMBER, TEXT, Reading
from greenlist.documents.form_reader.section import Section, find_section
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.sheets import read_sheets
from greenlist.engine.case import Kind
from greenlist.engine.codes import uscc_problem
from greenlist.engine.fields import Field
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import Message, say
from greenlist.engine.problems import InputProblem

from .form import AskedBlock, AskedField, DynamicForm, dynamic_form
from .layout import CHANGE_COLUMNS, CHANGES, CONDITION_ANSWERS, CONDITION_COLUMNS, GUIDE, NOTE, SECTION, VALUE, VERSION
from .layout import year_column as column_of

Record = dict[str, str | date]
Value = str | date | Record | list[Record] | dict[int, Decimal]
_TYPES: dict[str, Field] = {"date": DATE, "number": NUMBER, "integer": INTEGER}


@dataclass(slots=True)
class Filled:
    """What a form says. `values` by field: text, date, a record, records, or figures by year (Decimal).

    `notes` are remarks beside figures. A cell at fault is left out and stands in `problems`.
    """

    kind: Kind | None = None
    year: int | None = None
    values: dict[str, Value] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    problems: list[InputProblem] = field(default_factory=list)


def read_dynamic_bytes(content: bytes, book: LawBook, *, origin: str) -> Filled:
    """`read_dynamic` of a file at hand as bytes."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        return read_dynamic(Path(file.name), book, origin=origin)


def read_dynamic(path: Path, book: LawBook, *, origin: str = "") -> Filled:
    """Read a filled form; `origin` is how problems name the file. Never raises for what is in the file."""
    reading, filled = Reading(origin or str(path)), Filled()
    filled.problems, filled.places = reading.problems, reading.places
    try:
        sheets = read_sheets(path)
    except UnreadableFile as unreadable:
        reading.report("", unreadable.message, fatal=True)
        return filled
    sections = {one.name: one for sheet in sheets if (one := find_section(sheet))}
    guide = sections.get(GUIDE)
    if guide is None or not _head(reading, guide, filled) or filled.kind is None:
        reading.report("", say("dynamic.not_form", sheets=[one.name for one in sheets][:8]), fatal=True)
        return filled
    _missing_sheets(reading, guide, sections)
    form = dynamic_form(book, filled.kind)
    for block in form.blocks:
        if (section := sections.get(f"{SECTION}{block.id}")) is not None:
            _block(reading, section, form, block, filled)
        for asked in block.fields:
            if asked.kind == "rows" and (records := sections.get(f"{SECTION}{asked.id}")) is not None:
                filled.values |= {asked.id: found} if (found := list(_records(reading, records, asked))) else {}
    return filled


def _head(reading: Reading, guide: Section, filled: Filled) -> bool:
    head = {key: reading.text(guide, row, "value") for row, key in guide.named_rows()}
    if head.get("version") != VERSION or head.get("kind") not in set(Kind) or not head.get("year", "").isdigit():
        return False
    filled.kind, filled.year = Kind(head["kind"]), int(head["year"])
    return True


def _missing_sheets(reading: Reading, guide: Section, sections: dict[str, Section]) -> None:
    for row, key in guide.named_rows():
        name = key.removeprefix("section:")
        if name != key and name not in sections:
            title = reading.text(guide, row, "name")
            reading.report(title, say("documents.sheet_missing", sheet=title))


def _block(reading: Reading, section: Section, form: DynamicForm, block: AskedBlock, filled: Filled) -> None:
    known = {one.id: one for one in block.fields}
    for row, name in section.named_rows():
        asked = known.get(name)
        if asked is None:
            reading.report(section.place(row, VALUE), say("dynamic.unknown", name=name))
            continue
        value = _value(reading, section, row, asked, form.columns(filled.year or 0))
        if value:
            filled.values[asked.id] = value
        elif asked.required and block.by == "unit":
            _miss(reading, section.place(row, _first(asked, form, filled)), _required(asked))
        if asked.year_columns and (note := reading.text(section, row, NOTE)):
            filled.notes[asked.id] = note
    there = {name for _, name in section.named_rows()}
    for asked in block.fields:
        if asked.kind != "rows" and asked.id not in there:
            reading.report(section.sheet.name, say("dynamic.row_gone", label=asked.label))


def _miss(reading: Reading, place: str, message: Message) -> None:
    """Something that is not there and should be; a cell told already is not told again."""
    if not any(problem.place == place for problem in reading.problems):
        reading.report(place, message)


def _required(asked: AskedField) -> Message:
    return say("dynamic.missing", label=asked.label)


def _first(asked: AskedField, form: DynamicForm, filled: Filled) -> str:
    """The column a missing answer belongs in: of figures, the year reported on."""
    if asked.year_columns:
        return column_of(form.columns(filled.year or 0)[-1])
    return "answer" if asked.kind in {"change", "condition"} else VALUE


def _value(reading: Reading, section: Section, row: int, asked: AskedField, years: tuple[int, ...]) -> Value | None:
    if asked.year_columns:
        return _figures(reading, section, row, asked, years)
    if asked.kind == "change":
        return _change(reading, section, row)
    if asked.kind == "condition":
        return _condition(reading, section, row)
    value = _plain(reading, section, row, VALUE, asked.kind, tuple(asked.choices))
    if value is not None:
        reading.places[asked.id,] = section.place(row, VALUE)
    if asked.id == "uscc" and isinstance(value, str) and (fault := uscc_problem(value)):
        reading.report(section.place(row, VALUE), fault)
        return None
    return value


def _plain(
    reading: Reading, section: Section, row: int, key: str, kind: str, choices: tuple[str, ...]
) -> str | date | None:
    if choices:
        return reading.word(section, row, key, {one: one for one in choices})
    value: str | date | None = reading.value(section, row, key, _TYPES.get(kind, TEXT))
    return value


def _figures(
    reading: Reading, section: Section, row: int, asked: AskedField, years: tuple[int, ...]
) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for year in years:
        value = reading.value(section, row, column_of(year), _TYPES[asked.kind])
        if value is None:
            continue
        place = section.place(row, column_of(year))
        if value < 0 or (asked.unit == "%" and value > 100):
            reading.report(place, say("dynamic.range", label=asked.label, text=str(value)))
            continue
        found[year] = value
        reading.places[asked.id, year] = place
    if found and years[-1] not in found and asked.required:
        _miss(reading, section.place(row, column_of(years[-1])), _required(asked))
    return found


def _cells(reading: Reading, section: Section, row: int, keys: dict[str, str], dates: frozenset[str]) -> Record:
    found = {key: reading.value(section, row, key, DATE if key in dates else TEXT) for key in keys if key != "answer"}
    return {key: value for key, value in found.items() if value is not None}


def _change(reading: Reading, section: Section, row: int) -> Record | None:
    answer = reading.word(section, row, "answer", CHANGES)
    cells = _cells(reading, section, row, CHANGE_COLUMNS, frozenset({"on"}))
    if answer is None:
        return None
    if answer == "yes":
        for key in ("before", "after", "on"):
            if key not in cells:
                _miss(reading, section.place(row, key), say("dynamic.change", column=CHANGE_COLUMNS[key]))
    return {"answer": answer} | cells


def _condition(reading: Reading, section: Section, row: int) -> Record | None:
    answer = reading.word(section, row, "answer", CONDITION_ANSWERS)
    cells = _cells(reading, section, row, CONDITION_COLUMNS, frozenset({"queried_on"}))
    if answer is None:
        return None
    if answer != "unknown" and "queried_on" not in cells:
        _miss(reading, section.place(row, "queried_on"), say("dynamic.queried"))
    if answer == "not_met" and "note" not in cells:
        _miss(reading, section.place(row, "note"), say("dynamic.told"))
    return {"answer": answer} | cells


def _records(reading: Reading, section: Section, asked: AskedField) -> Iterator[Record]:
    number = 0
    for row in section.rows():
        cells = {one.id: _plain(reading, section, row, one.id, one.kind, tuple(one.choices)) for one in asked.columns}
        record = {key: value for key, value in cells.items() if value is not None}
        if record:
            reading.places[asked.id, number] = section.place(row, asked.columns[0].id)
            number += 1
            yield record
