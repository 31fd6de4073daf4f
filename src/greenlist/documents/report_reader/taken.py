"""What a report would state: by the path in an application file, with where it stood; and what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from greenlist.engine.fields import Field, Fields
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.messages import Message

from .shape import Unread, UnreadTable

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing to be stated: its path, what is stated, the label and text of the report, and where they stood.

    `unit` '' means `own`, the unit of the field. `counted`: a figure in the unit that its row names.
    """

    path: Path
    value: Any
    label: str
    text: str
    at: str
    unit: str = ""
    notes: tuple[Message, ...] = ()
    own: str = ""
    counted: bool = False


@dataclass(slots=True)
class RowTaken:
    """A row of a data table to be stated: its cells, the one that names it first."""

    table: str
    name: str
    cells: list[Taken]
    at: str

    def cell(self, column: str) -> Taken | None:
        """The cell of a column, None without one."""
        return next((one for one in self.cells if one.path[-1] == column), None)

    @property
    def unit(self) -> str:
        """What its quantities are counted in, '' where it does not say."""
        cell = self.cell("unit")
        return "" if cell is None else str(cell.value)


@dataclass(frozen=True, slots=True)
class LeftText:
    """A text of the report that is not stated, with the reason."""

    title: str
    text: str
    at: str
    why: Message


@dataclass(slots=True)
class Draft:
    """What would be stated, and everything that is not: not understood, or with no place in an application.

    `chapters` are the texts of the report that an application has no line for, `tables` the tables that were not read.
    """

    taken: list[Taken] = field(default_factory=list)
    rows: list[RowTaken] = field(default_factory=list)
    left: list[Unread] = field(default_factory=list)
    chapters: list[LeftText] = field(default_factory=list)
    tables: list[UnreadTable] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things would be stated, each cell of a row by itself."""
        return len(self.taken) + sum(len(row.cells) for row in self.rows)

    def put(self, one: Taken) -> None:
        """Take one thing."""
        self.taken.append(one)

    def leave(self, at: str, text: str, why: Message) -> None:
        """Leave one thing out, with the reason."""
        self.left.append(Unread(at, text[:200], why))


@dataclass(frozen=True, slots=True)
class Asked:
    """What an application asks: the rule pack, the dictionary of fields, and the evaluation year."""

    pack: Pack
    fields: Fields
    year: int
    limits: Mapping[str, int]  # the most characters of texts of limited length, by field
    conditions: Mapping[str, str]  # names of the conditions that a person answers, by id
    tables: Mapping[str, Sequence[Field]]  # the columns of the data tables that are filled in, by table
    grades: frozenset[str]  # the grades of energy that the law tells apart
