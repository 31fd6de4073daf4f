"""What every document of the law is held to, and the means the checks of one kind share."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from pydantic import BaseModel

from greenlist.engine.facts import Fact
from greenlist.engine.formula import FormulaError, check_units, compile_formula
from greenlist.engine.lawbook.book import LawBook
from greenlist.engine.lawbook.errors import LawProblem
from greenlist.engine.lawbook.files import Merged, RawFile, merge, removed_in_vain
from greenlist.engine.lawbook.schema import LawFile
from greenlist.engine.lawbook.schema.base import Cited
from greenlist.engine.messages import say

from .walk import Path, UnitOf, nodes

_DAY_OF_YEAR = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class Inspector:
    """One document under inspection; `problems` grows."""

    def __init__(self, book: LawBook, merged: Merged, unit_of: UnitOf | None) -> None:
        self.book = book
        self.merged = merged
        self.unit_of = unit_of
        self.problems: list[LawProblem] = []

    def report(self, path: Path, code: str, **params: Any) -> None:
        """Add a problem at a path of the document as it holds after overlays."""
        self.problems.append(self.merged.problem(path, code, **params))

    def common(self, document: LawFile) -> None:
        """Sources known, open values explained, ids without dots, sources in force in order."""
        for path, node in nodes(document):
            if isinstance(node, (Cited, Fact)) and not self._inherited(document, path, node):
                self._source(document, path, node)
            if isinstance(node, Fact) and node.value is None and not node.note and not self._noted(document, path):
                self.report(path, "law.open_without_note")
            if isinstance(node, Cited) and "." in str(getattr(node, "id", "")):
                self.report((*path, "id"), "law.id_with_dot", id=getattr(node, "id", ""))
        for name, source in document.sources.items():
            if source.in_force_from and source.in_force_to and source.in_force_from > source.in_force_to:
                first, last = source.in_force_from, source.in_force_to
                self.report(("sources", name, "in_force_from"), "law.dates_order", first=first, last=last)

    def _source(self, document: LawFile, path: Path, node: Cited | Fact[Any]) -> None:
        """The source stands among sources; one taken from the head of the file is told there, once."""
        if node.source in document.sources:
            return
        code = "law.source_unknown" if node.source else "law.source_missing"
        raw, here = self.merged.place(path)
        keys = (*here, "source") if (*here, "source") in raw.lines else ("source",)
        self.problems.append(raw.problem(keys, code, source=node.source, known=list(document.sources)))

    def _inherited(self, document: LawFile, path: Path, node: Any) -> bool:
        """A value that took its source from its entry is told once, at the entry."""
        parent = _parent(document, path)
        return isinstance(node, Fact) and isinstance(parent, Cited) and parent.source == node.source

    def _noted(self, document: LawFile, path: Path) -> bool:
        """An open value inside an entry is explained by the entry's own note."""
        parent = _parent(document, path)
        return isinstance(parent, Cited) and bool(parent.note)

    def formula(self, path: Path, text: str, unit: str | None) -> None:
        """A formula parses, names known fields, and its units fit; `unit` None: no unit is declared."""
        try:
            formula = compile_formula(text)
        except FormulaError as error:
            self.report(path, error.message.code, **error.message.params)
            return
        if self.unit_of is not None:
            misfit = check_units(formula, self.unit_of, unit or ("1" if unit is not None else None))
            if misfit:
                self.report(path, misfit.code, **misfit.params)

    def day(self, path: Path, value: dt.date | str | None) -> dt.date | None:
        """A date written as text, or a day of every year (07-31); anything else is reported."""
        if value is None or isinstance(value, dt.date):
            return value
        if _DAY_OF_YEAR.fullmatch(value):
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.report(path, "law.value_wrong", value=value, reason=say("law.expected_date"))
            return None

    def files(self) -> None:
        """What only the files themselves show: an id twice in one list, a removal that removes nothing."""
        chain = self.merged.chain
        self._twice(chain[0], chain[0].data, ())
        below: Any = {}
        for raw in reversed(chain):
            if raw is chain[0] and len(chain) > 1:
                for path in removed_in_vain(below, raw.data):
                    entry = _at(raw.data, path)
                    self.problems.append(raw.problem(path, "law.removed_in_vain", id=entry["id"]))
            below = merge(below, raw.data) if below else raw.data

    def _twice(self, raw: RawFile, data: Any, path: Path) -> None:
        if isinstance(data, dict):
            for key, value in data.items():
                self._twice(raw, value, (*path, key))
        if not isinstance(data, list):
            return
        first: dict[str, int] = {}
        for position, entry in enumerate(data):
            self._twice(raw, entry, (*path, position))
            name = entry.get("id") if isinstance(entry, dict) else None
            if name is not None and str(name) in first:
                line = raw.line((*path, first[str(name)]))
                self.problems.append(raw.problem((*path, position), "law.id_twice", id=name, other=line))
            first.setdefault(str(name), position)


def _parent(document: LawFile, path: Path) -> Any:
    node: Any = document
    for key in path[:-1]:
        node = getattr(node, str(key)) if isinstance(node, BaseModel) else node[key]
    return node


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data
