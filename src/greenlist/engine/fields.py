"""The data dictionary in use: every input field with label, type and storage unit (table `fields`)."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from greenlist.engine.formula import Ref

if TYPE_CHECKING:
    from greenlist.engine.lawbook import LawBook

# A unit that names itself in a column of its own row: kept as stated, compared only with itself.
OWN_UNITS = frozenset({"*", "product", "material", "pollutant", "concentration"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `table` and `name` of a repeated record, or a field of its own (`table` '')."""

    id: str
    label: str
    label_en: str
    kinds: tuple[str, ...]
    type: str
    unit: str
    yearly: int  # 0 not yearly, 1 evaluation year, 3 three years
    definition: str
    proof: str
    values: tuple[str, ...]

    @property
    def table(self) -> str:
        """The repeated record the field is a column of, '' for none."""
        return self.id.partition(".")[0] if "." in self.id else ""


class Fields:
    """The dictionary by id, with the help that messages need."""

    def __init__(self, book: LawBook) -> None:
        self.by_id: dict[str, Field] = {}
        for row in book.table("fields").rows:
            self.by_id[row.id] = Field(
                row.id, row.text("label"), row.text("label_en"), tuple(row["kinds"] or ()), row.text("type"),
                row.text("unit"), int(row["yearly"] or 0), row.text("definition"), row.text("proof"),
                tuple(row["values"] or ()),
            )  # fmt: skip
        self.tables = {field.table for field in self.by_id.values() if field.table}
        self._labels: dict[str, str] = {}
        self._headings: dict[Ref, tuple[str, str, str]] = {}

    def label(self, key: str) -> str:
        """How people call an input: 取水量 (water_intake); the id itself where it is unknown."""
        if key not in self._labels:
            field = self.by_id.get(key.partition("[")[0])
            self._labels[key] = f"{field.label}({key})" if field else key
        return self._labels[key]

    def labels(self, keys: tuple[str, ...]) -> list[str]:
        """Labels of several inputs."""
        return [self.label(key) for key in keys]

    def heading(self, ref: Ref) -> tuple[str, str, str]:
        """Key, plain label and unit of a formula's input, for traces."""
        if ref not in self._headings:
            field = self.by_id.get(f"{ref.table}.{ref.name}" if ref.table else ref.name)
            self._headings[ref] = (ref.key, field.label if field else ref.key, field.unit if field else "")
        return self._headings[ref]

    def unit_of(self, ref: Ref) -> str | None:
        """The storage unit of a formula's input, None where there is no such field."""
        field = self.by_id.get(f"{ref.table}.{ref.name}" if ref.table else ref.name)
        if field is None:
            return "" if not ref.table and ref.name in self.tables else None
        return field.unit

    def near(self, key: str) -> str:
        """The field id that a misspelt one probably means, '' for none."""
        found = difflib.get_close_matches(key, self.by_id, n=1, cutoff=0.7)
        return found[0] if found else ""


_KEPT: WeakKeyDictionary[LawBook, Fields] = WeakKeyDictionary()


def fields_of(book: LawBook) -> Fields:
    """The dictionary of a law book, read once."""
    if book not in _KEPT:
        _KEPT[book] = Fields(book)
    return _KEPT[book]
