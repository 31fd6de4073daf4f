"""Read a filled collection form: application data, the cell of every value, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenlist.documents.form import layout
from greenlist.documents.form.suggest import correction_ids
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.sheets import read_sheets
from greenlist.engine.case import Kind
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook.book import LawBook, UnknownLaw
from greenlist.engine.lawbook.errors import LawInvalid
from greenlist.engine.messages import say
from greenlist.engine.problems import InputProblem

from .answers import read_conditions, read_declared, read_events, read_judged, read_tenants
from .cells import DataPath, Reading
from .section import Section, find_section
from .values import read_table, read_unit, read_values


@dataclass(slots=True)
class FormData:
    """What a form says. `data` has the shape of an application file; `places` names the cell of each path."""

    data: dict[str, Any]
    places: dict[DataPath, str]
    problems: list[InputProblem]
    row_keys: dict[str, list[str]] = field(default_factory=dict)  # by table, of each row; '' for a row added by hand


def read_form(path: Path, book: LawBook, *, origin: str = "") -> FormData:
    """Read a filled form; `origin` is how problems name the file (default: its path).

    A cell at fault is left out and reported with sheet and cell; everything else is kept. A file that is
    no form at all gives one fatal problem and empty data. Never raises for what is in the file.
    """
    reading = Reading(origin or str(path))
    try:
        sheets = read_sheets(path)
    except UnreadableFile as unreadable:
        reading.report("", unreadable.message, fatal=True)
        return FormData({}, {}, reading.problems)
    sections = [section for sheet in sheets if (section := find_section(sheet))]
    guide = next((section for section in sections if section.name == layout.GUIDE), None)
    if guide is None or not _read_guide(reading, guide):
        names = [sheet.name for sheet in sheets][:8]
        reading.report("", say("documents.not_form", sheets=names), fatal=True)
        return FormData({}, {}, reading.problems)
    _report_missing(reading, guide, sections)
    known = _items(reading, guide, book)
    for section in sorted(sections, key=_order):
        _read_section(reading, section, book, known)
    return FormData(reading.data, reading.places, reading.problems, reading.row_keys)


def _read_guide(reading: Reading, guide: Section) -> bool:
    head = {key: reading.text(guide, row, "value") for row, key in guide.named_rows()}
    if head.get("form") != str(layout.FORM_VERSION) or head.get("kind") not in set(Kind):
        return False
    reading.data |= {"greenlist": 1, "kind": head["kind"]}
    if head.get("pack"):
        reading.data["pack"] = head["pack"]
    for row, key in guide.named_rows():
        reading.places[key,] = guide.place(row, "value")
    return True


def _report_missing(reading: Reading, guide: Section, sections: list[Section]) -> None:
    there = {section.name for section in sections}
    for row, key in guide.named_rows():
        section = key.removeprefix("section:")
        if section != key and section not in there:
            name = reading.text(guide, row, "name")
            reading.report(name, say("documents.sheet_missing", sheet=name))


def _items(reading: Reading, guide: Section, book: LawBook) -> frozenset[str]:
    """Ids of the pack's items, none where the pack is not at hand; tells of a pack changed since."""
    try:
        pack = book.pack(str(reading.data.get("pack")))
    except (UnknownLaw, LawInvalid):
        return frozenset()
    stated = {key: (row, reading.text(guide, row, "value")) for row, key in guide.named_rows()}
    row, made_from = stated.get("pack_hash", (0, ""))
    if made_from and made_from != book.hash_of(pack.id):
        reading.report(guide.place(row, "value"), say("documents.pack_changed", pack=pack.id))
    return frozenset(item.id for item in pack.items)


def _order(section: Section) -> int:
    """The unit block first (it gives the year), events after the conditions they belong to."""
    return {layout.UNIT: 0, layout.EVENTS: 2}.get(section.name, 1)


def _read_section(reading: Reading, section: Section, book: LawBook, known: frozenset[str]) -> None:
    name, fields = section.name, fields_of(book)
    if name == layout.UNIT:
        read_unit(reading, section, fields)
    elif name.startswith(layout.VALUES):
        read_values(reading, section, fields)
    elif name.startswith(layout.TABLE):
        read_table(reading, section, fields, correction_ids(book))
    elif name == layout.JUDGED:
        read_judged(reading, section, known)
    elif name == layout.CONDITIONS:
        read_conditions(reading, section)
    elif name == layout.EVENTS:
        read_events(reading, section)
    elif name == layout.DECLARED:
        read_declared(reading, section, known)
    elif name == layout.TENANTS:
        read_tenants(reading, section)
