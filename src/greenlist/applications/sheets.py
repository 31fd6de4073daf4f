"""Application data laid out by the sections of its form: every value as typed and as read. For drafts and versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from greenlist.documents.form.layout import UNIT_FIELDS
from greenlist.engine.application import read_application
from greenlist.engine.case import Case, Given
from greenlist.engine.decimals import grouped
from greenlist.engine.fields import OWN_UNITS, Field, Fields, fields_of
from greenlist.parties.access import Text
from greenlist.rounds.law import book_of

from .data import Data
from .leaves import Leaf, leaves
from .models import Application
from .sections import Question, Section, Words, section_named, section_of_place, sections_of
from .sections.shapes import ValueQuestion

OTHER = "other"
_MOVED = {"values": "narrative"}  # texts are values of the file; the form keeps them by themselves


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it is, as typed, as the program reads it ('' where that is the same)."""

    leaf: Leaf
    label: Text | Words
    place: str = ""  # on the form; '' where no page asks for it
    read: str = ""
    year: str = ""  # of a yearly value

    @property
    def dated(self) -> Text | Words:
        """What it is, with its year where it has one."""
        return dated(self.label, self.year)


@dataclass(frozen=True, slots=True)
class YearRow:
    """One field over the years of its sheet; None for a year in which it was not stated."""

    label: Text | Words
    entries: list[Entry | None]


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that is asked and not answered."""

    place: str
    label: Text | Words


@dataclass(slots=True)
class Sheet:
    """A section with what stands in it; tables have `columns` and `rows`. `missing`: asked for and not there."""

    section: Section | None
    title: Text | Words
    entries: list[Entry] = field(default_factory=list)
    columns: list[Field] = field(default_factory=list)
    missing: list[Gap] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The section's id."""
        return self.section.id if self.section else OTHER

    @property
    def years(self) -> list[str]:
        """The years that yearly values of this sheet are of, in their order."""
        return sorted({entry.year for entry in self.entries if entry.year})

    @property
    def yearly(self) -> list[YearRow]:
        """The yearly values, a line per field."""
        by_name: dict[str, dict[str, Entry]] = {}
        for entry in self.entries:
            if entry.year:
                by_name.setdefault(entry.leaf.place.rpartition(".")[2], {})[entry.year] = entry
        return [
            YearRow(next(iter(of_year.values())).label, [of_year.get(year) for year in self.years])
            for of_year in by_name.values()
        ]

    @property
    def single(self) -> list[Entry]:
        """What is stated once, not year by year."""
        return [entry for entry in self.entries if not entry.year]

    @property
    def reads(self) -> bool:
        """Whether the program read anything otherwise than it was typed."""
        return any(entry.read for entry in self.single)

    @property
    def proofs(self) -> bool:
        """Whether anything has evidence or a reason with it."""
        return any(said.evidence or said.reason for entry in self.single for said in entry.leaf.said)

    @property
    def rows(self) -> list[list[Entry | None]]:
        """The cells of a table, row by row in the order of its columns."""
        by_cell = {(entry.leaf.row, entry.leaf.place.rpartition(".")[2]): entry for entry in self.entries}
        names = [column.id.partition(".")[2] for column in self.columns]
        numbers = sorted({entry.leaf.row for entry in self.entries})
        return [[by_cell.get((number, name)) for name in names] for number in numbers]


class Layout:
    """The form of one application, to lay data out by."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.sections = sections_of(application)

    @cached_property
    def fields(self) -> Fields:
        """The data dictionary of its law."""
        return fields_of(book_of(self.application.round))

    def home(self, leaf: Leaf) -> tuple[Section | None, str, Text | Words]:
        """Where a leaf stands on the form: section, place, label (without the year of a yearly value)."""
        for place in self._places(leaf):
            section = section_of_place(self.sections, place)
            question = section.question_at(place) if section else None
            if section is not None and (question is not None or section.kind != "questions"):
                return section, place, self._label(leaf, section, question)
        own = section_named(self.sections, leaf.place.partition(".")[0])  # the register's, not stated on the form
        return own, "", self._own_label(leaf)

    def name(self, place: str) -> Text | Words:
        """What a place of the form (or a section, by its id) is called."""
        section = section_of_place(self.sections, place)
        question = section.question_at(place) if section else None
        if question is not None:
            return Words(*(self._with_id(question, text) for text in _both(question.label)))
        return section.title if section else place

    def _places(self, leaf: Leaf) -> Iterator[str]:
        section, _dot, name = leaf.place.partition(".")
        if leaf.row:
            yield f"{section.partition('[')[0]}.r{leaf.row}.{name}"
            return
        yield leaf.place
        if section in _MOVED:
            yield f"{_MOVED[section]}.{name}"
            yield f"years.{self.application.evaluation_year}.{name}"
        if section == "years":
            yield f"values.{name.partition('.')[2]}"

    def _label(self, leaf: Leaf, section: Section, question: Question | None) -> Text | Words:
        if section.id == "tenants":
            return leaf.row_name
        if question is None:
            return self._own_label(leaf)
        return Words(*(self._with_id(question, text) for text in _both(question.label)))

    @staticmethod
    def _with_id(question: Question, text: str) -> str:
        """Conditions and items by their number in the text; fields need none."""
        return (
            text
            if not text or isinstance(question, ValueQuestion) or question.id.islower()
            else f"{question.id} {text}"
        )

    def _own_label(self, leaf: Leaf) -> Text | Words:
        name = leaf.place.rpartition(".")[2]
        table = leaf.place.partition("[")[0] if leaf.row else ""
        if leaf.place == "unit.region":
            return _("所在地区")
        name = UNIT_FIELDS.get(name, name) if leaf.place.startswith("unit.") else name
        known = self.fields.by_id.get(f"{table}.{name}" if table else name)
        return Words(known.label, known.label_en) if known else leaf.place


def dated(label: Text | Words, year: str) -> Text | Words:
    """A label with the year it is of; '' for none."""
    return Words(*(f"{text}（{year}）" if text else "" for text in _both(label))) if year else label


def year_of(leaf: Leaf) -> str:
    """The year of a yearly value, '' for others."""
    return leaf.place.split(".")[1] if leaf.place.startswith("years.") else ""


def _both(label: Text | Words) -> tuple[str, str]:
    return (label.zh, label.en) if isinstance(label, Words) else (str(label), str(label))


def sheets(layout: Layout, data: Data, *, gaps: bool = False) -> list[Sheet]:
    """Data by the sections of the form, in their order; what no section asks for comes last.

    `gaps`: sections without anything are there too, and `missing` names questions that are not answered.
    """
    case, _problems = read_application(data, layout.fields)
    read = _readings(case) if case else {}
    found: dict[str, Sheet] = {}
    for leaf in leaves(data).values():
        section, place, label = layout.home(leaf)
        key = section.id if section else OTHER
        if key not in found:
            found[key] = Sheet(section, section.title if section else _("其他"))
        as_read = _unlike(read.get(leaf.place, ""), leaf.text)
        found[key].entries.append(Entry(leaf, label, place, as_read, year_of(leaf)))
    made = []
    for section in layout.sections:
        sheet = found.pop(section.id, None) or (Sheet(section, section.title) if gaps and _filled_in(section) else None)
        if sheet is not None:
            _finish(sheet, section, gaps=gaps)
            made.append(sheet)
    return made + list(found.values())


def _filled_in(section: Section) -> bool:
    """Whether a section's content is data of the application."""
    return section.kind != "link" or section.id == "tenants"


def _finish(sheet: Sheet, section: Section, *, gaps: bool) -> None:
    if section.kind == "table":
        used = {entry.leaf.place.rpartition(".")[2] for entry in sheet.entries}
        sheet.columns = [column for column in section.columns if column.id.partition(".")[2] in used]
        return
    order = {place: number for number, place in enumerate(_in_order(section))}
    sheet.entries.sort(key=lambda entry: order.get(entry.place, len(order)))
    if gaps:
        there = {entry.place for entry in sheet.entries}
        sheet.missing = [
            Gap(question.key, question.label)
            for question in section.questions
            if question.asked and question.places and not there & set(question.places)
        ]


def _in_order(section: Section) -> Iterator[str]:
    for question in section.questions:
        yield question.key
        yield from question.places


def _readings(case: Case) -> dict[str, str]:
    """Every value as the program reads it, by place."""
    found = {f"values.{name}": given[-1] for name, given in case.values.items() if given}
    for year, values in case.years.items():
        found |= {f"years.{year}.{name}": given[-1] for name, given in values.items() if given}
    for table, rows in case.tables.items():
        for number, row in enumerate(rows, start=1):
            found |= {f"{table}[{number}].{name}": given for name, given in row.items()}
    found |= {f"declared.{name}": given for name, given in case.declared.items()}
    return {place: _read(given) for place, given in found.items()}


def _read(given: Given) -> str:
    """A number with its unit; other values are read as they were typed."""
    if not isinstance(given.value, Decimal):
        return ""
    unit = "" if given.unit in OWN_UNITS else given.unit
    return f"{grouped(given.value)} {unit}".strip()


def _unlike(read: str, typed: str) -> str:
    """What was read, where it says more than what was typed."""
    return "" if read == typed else read
