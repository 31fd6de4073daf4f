"""What was read of a report: every thing with the place it stood at, and every thing that was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from greenlist.engine.case import Kind
from greenlist.engine.messages import Message


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables. `level` of a heading by its style, 0 for none; `number` counts from 1."""

    number: int
    text: str
    level: int = 0

    @property
    def at(self) -> str:
        """Where it stands."""
        return f"第{self.number}段"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `column` is its place in the grid; `below`: the cell above runs on into it."""

    text: str
    column: int = 0
    span: int = 1
    below: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells; `number` counts the tables from 1, `before` is the paragraph over it.

    `turned`: the rows are the columns of the report; places are still told as they are printed.
    """

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    before: str = ""
    turned: bool = False

    @property
    def at_all(self) -> str:
        """Where the table stands."""
        return f"表{self.number}"

    def at(self, row: int, column: int | None = None) -> str:
        """Where a row or a cell stands, counted from 1."""
        if self.turned:
            return f"表{self.number}" + ("" if column is None else f"第{column + 1}行") + f"第{row + 1}列"
        return f"表{self.number}第{row + 1}行" + ("" if column is None else f"第{column + 1}列")


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the basic information table: what it is (`key`), its label and value as printed."""

    key: str
    label: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of an indicator table. `number` and `name` as printed; `year` None where the table names none."""

    number: str
    name: str
    unit: str
    claimed: str
    verified: str
    year: int | None
    at: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A requirement with its answer (met, not_met), and what was found."""

    number: str
    name: str
    answer: str
    note: str
    at: str


@dataclass(frozen=True, slots=True)
class Said:
    """A cell of a data table: the `column` of the dictionary, what its header and the cell say, and where it stood.

    `unit` and `year` are those of the header, '' and None where it names none. `near`: the header says something less
    exact than the dictionary asks.
    """

    column: str
    label: str
    text: str
    at: str
    unit: str = ""
    year: int | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a data table (products, energy ...). `units` are those that the caption names for the whole table."""

    table: str
    grid: int
    name: str
    cells: tuple[Said, ...]
    at: str
    units: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class UnreadTable:
    """A table that was not read: its caption or nearest heading, rows in all, first header cells, and why."""

    at: str
    caption: str
    rows: int
    head: tuple[str, ...]
    why: Message


@dataclass(frozen=True, slots=True)
class Text:
    """What stands under a heading, without its tables."""

    title: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was not understood: where, what it says, why, and what to do."""

    at: str
    text: str
    why: Message


@dataclass(slots=True)
class Report:
    """A report. `kind` None: nothing in it says what it evaluates. `agency`: written by an evaluation agency."""

    kind: Kind | None = None
    agency: bool = False
    title: str = ""
    basic: dict[str, Found] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    tables: list[UnreadTable] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many things were taken of tables or noted; the same before and after a table that gave nothing."""
        taken = len(self.basic) + len(self.figures) + len(self.answers) + len(self.records)
        return taken + len(self.tables) + len(self.unread)

    def text(self, key: str) -> str:
        """What a line says, '' where it is missing."""
        return self.basic[key].text if key in self.basic else ""

    def miss(self, at: str, text: str, why: Message) -> None:
        """Note something that was not understood."""
        self.unread.append(Unread(at, text[:200], why))


Data = dict[str, Any]
