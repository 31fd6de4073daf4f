"""Tables of the law in memory: rows with typed cells, each row a fact of its own."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from greenlist.engine.decimals import parse_decimal
from greenlist.engine.facts import AnyFact, Confirmation, Mark
from greenlist.engine.messages import say

from .schema import Column, TableInfo


@dataclass(slots=True)
class Row:
    """One line: its cells by column (empty cells are None) and where it stands."""

    table: str
    id: str
    cells: dict[str, Any]
    mark: Mark
    source: str
    clause: str
    line: int
    confirmed: Confirmation | None = None
    _cited: AnyFact | None = None

    def __getitem__(self, column: str) -> Any:
        return self.cells.get(column)

    def text(self, column: str) -> str:
        """A text cell, '' where empty."""
        return str(self.cells.get(column) or "")

    def number(self, column: str) -> Decimal | None:
        """A number cell, None where empty."""
        value = self.cells.get(column)
        return value if isinstance(value, Decimal) else None

    def cite(self, value: Any = None) -> AnyFact:
        """The row as a fact of the law (kept: results cite rows often)."""
        value = self.id if value is None else value
        if self._cited is None or self._cited.value != value or self._cited.confirmed is not self.confirmed:
            self._cited = AnyFact.model_construct(
                value=value, mark=self.mark, source=self.source, clause=self.clause, note=self.text("note"),
                confirmed=self.confirmed, id=f"{self.table}/{self.id}",
            )  # fmt: skip
        return self._cited


@dataclass(slots=True)
class Table:
    """One CSV file of the law."""

    id: str
    title: str
    rows: list[Row]
    by_id: dict[str, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {row.id: row for row in self.rows}


_SPARE = "\0spare"  # cells beyond the header
Complaint = Callable[[int, str, str, dict[str, Any]], None]  # line, column, message code, parameters


def read_table(table_id: str, info: TableInfo, path: Path, complain: Complaint) -> Table:
    """Read one CSV. Faults of cells are handed to `complain`; the row is kept without the cell."""
    rows: list[Row] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restkey=_SPARE, strict=True)
            there = _header(info, reader.fieldnames or [], complain)
            rows += (_row(table_id, info, record, reader.line_num, there, complain) for record in reader)
    except UnicodeDecodeError:
        complain(1, table_id, "law.not_utf8", {})
    except csv.Error:  # an open quote swallows the rest of the file, or more than a cell may hold
        complain(rows[-1].line + 1 if rows else 2, table_id, "law.not_csv", {})
    seen: dict[str, int] = {}
    for row in rows:
        if row.id in seen:
            complain(row.line, "id", "law.id_twice", {"id": row.id, "other": seen[row.id]})
        seen[row.id] = row.line
    return Table(table_id, info.title, rows)


def _header(info: TableInfo, header: Sequence[str], complain: Complaint) -> list[str]:
    """The declared columns that are there; the others are reported once, not for every row."""
    for name in [name for name in info.columns if name not in header]:
        complain(1, name, "law.column_missing", {"column": name})
    for name in [name for name in header if name not in info.columns]:
        complain(1, name, "law.column_unknown", {"column": name})
    return [name for name in info.columns if name in header]


def _row(
    table_id: str, info: TableInfo, record: dict[str, Any], line: int, there: list[str], complain: Complaint
) -> Row:
    if spare := [text for text in record.get(_SPARE) or () if text]:
        complain(line, table_id, "law.cells_too_many", {"text": spare[0]})
    cells: dict[str, Any] = {}
    for name in there:
        value = _cell(name, info.columns[name], (record.get(name) or "").strip(), line, complain)
        if value is not None:
            cells[name] = value
    mark = str(cells.get("mark", ""))
    if mark not in set(Mark) and not (record.get("mark") or "").strip():
        complain(line, "mark", "law.mark_missing", {})
    return Row(
        table_id, str(cells.get("id", line)), cells, Mark(mark) if mark in set(Mark) else Mark.UNVERIFIED,
        str(cells.get("source") or info.source), str(cells.get("clause") or info.clause), line,
    )  # fmt: skip


def _cell(name: str, column: Column, text: str, line: int, complain: Complaint) -> Any:
    if not text:
        if column.required and name != "mark":  # an empty mark has a sentence of its own
            complain(line, name, "law.cell_empty", {"column": name})
        return None
    allowed = list(Mark) if name == "mark" else column.values
    if allowed is not None and text not in allowed:
        complain(line, name, "law.cell_not_one_of", {"column": name, "text": text, "expected": allowed})
        return None
    value = _CASTS[column.type](text)
    if value is None:
        reason = say(f"law.expected_{column.type}")
        complain(line, name, "law.cell_wrong", {"column": name, "text": text, "reason": reason})
    return value


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


_CASTS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "number": parse_decimal,
    "integer": lambda text: int(text) if text.lstrip("-").isdigit() else None,
    "date": _date,
    "list": _list,
    "bool": {"yes": True, "no": False, "true": True, "false": False}.get,
}
