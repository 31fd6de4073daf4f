"""The rows of a roster: its header in Chinese or English, its cells as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from greenlist.engine.case import Kind
from greenlist.engine.messages import Message, say
from greenlist.engine.problems import InputProblem

HEADER_ROWS = 10  # the header stands in one of the first rows
EXACT_FLOAT = 10**15  # a longer number in a cell has lost its last digits
HEADS: dict[str, tuple[str, ...]] = {
    "name": ("单位名称", "企业名称", "名称", "name"),
    "uscc": ("统一社会信用代码", "社会信用代码", "信用代码", "代码", "uscc", "code"),
    "former_names": ("曾用名", "曾用名称", "former_names"),
    "region": ("地区", "所在地区", "region"),
    "kind": ("类型", "单位类型", "kind"),
    "park": ("所属园区", "园区", "park"),
}
KINDS: dict[str, Kind] = {
    "绿色工厂": Kind.FACTORY, "工厂": Kind.FACTORY, "factory": Kind.FACTORY,
    "绿色工业园区": Kind.PARK, "绿色园区": Kind.PARK, "工业园区": Kind.PARK, "园区": Kind.PARK, "park": Kind.PARK,
    "绿色供应链管理企业": Kind.SUPPLY_CHAIN, "绿色供应链": Kind.SUPPLY_CHAIN, "供应链": Kind.SUPPLY_CHAIN,
    "supply_chain": Kind.SUPPLY_CHAIN,
}  # fmt: skip
_BETWEEN_NAMES = re.compile(r"[、,，;；/\n]+")


class Table(Protocol):
    """A sheet of a workbook, or the table of a text file."""

    name: str
    rows: list[list[Any]]

    def place(self, row: int, column: int) -> str:
        """The name of a cell."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a roster, as written."""

    file: str
    place: str  # the cell of its name
    key: str  # file and place: no other row has it
    name: str
    code: str
    fault: Message | None  # why its code could not be read
    former_names: tuple[str, ...]
    region: str
    kind: str  # of engine.case.Kind, '' where it says none
    park: str  # name or code of the park it belongs to


def read_entries(tables: Iterable[Table], file: str) -> tuple[list[Entry], list[InputProblem]]:
    """The rows of the first table with a header that names units; none of them is one fatal problem.

    A row without a name is a fatal problem of its own: it is not screened.
    """
    for table in tables:
        for row, cells in enumerate(table.rows[:HEADER_ROWS]):
            columns = columns_of(cells, HEADS)
            if "name" in columns and (len(columns) > 1 or sum(cell != "" for cell in cells) == 1):
                return _entries(table, file, columns, row + 1)
    heads = [words[0] for words in HEADS.values()][:2]
    return [], [InputProblem(file, "", say("screened.roster_header", heads=heads), fatal=True)]


def columns_of(cells: Sequence[Any], heads: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """The column of each key, by its header words; the first column that carries one holds."""
    columns: dict[str, int] = {}
    for position, cell in enumerate(cells):
        plain = re.sub(r"[\s*＊]+", "", cell).lower() if isinstance(cell, str) else ""
        key = next((key for key, words in heads.items() if plain in words), "")
        if key:
            columns.setdefault(key, position)
    return columns


def split_names(text: str) -> tuple[str, ...]:
    """Several names in one cell."""
    return tuple(part for one in _BETWEEN_NAMES.split(text) if (part := one.strip()))


def cell_text(cells: Sequence[Any], column: int | None) -> str:
    """A cell as text, '' outside the row. Whole numbers lose the .0 that workbooks give them."""
    if column is None or column >= len(cells):
        return ""
    cell = cells[column]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _entries(table: Table, file: str, columns: dict[str, int], first: int) -> tuple[list[Entry], list[InputProblem]]:
    entries: list[Entry] = []
    problems: list[InputProblem] = []
    if "uscc" not in columns:
        problems.append(InputProblem(file, table.name, say("screened.no_code_column")))
    for row, cells in enumerate(table.rows[first:], first):
        texts = {key: cell_text(cells, column) for key, column in columns.items()}
        place = table.place(row, columns["name"])
        if not any(texts.values()):
            continue
        if not texts["name"]:
            problems.append(InputProblem(file, place, say("screened.row_without_name"), fatal=True))
            continue
        entry = _entry(file, place, texts, _code_fault(cells, columns.get("uscc")))
        if texts.get("kind") and not entry.kind:
            problems.append(InputProblem(file, place, say("screened.kind_unknown", kind=texts["kind"])))
        entries.append(entry)
    if not entries and not problems:
        problems.append(InputProblem(file, table.name, say("screened.roster_empty"), fatal=True))
    return entries, problems


def _entry(file: str, place: str, texts: dict[str, str], fault: Message | None) -> Entry:
    kind = KINDS.get(texts.get("kind", "").lower())
    return Entry(
        file=file, place=place, key=f"{file} {place}", name=texts["name"],
        code="" if fault else texts.get("uscc", ""), fault=fault,
        former_names=split_names(texts.get("former_names", "")), region=texts.get("region", ""),
        kind=kind.value if kind else "", park=texts.get("park", ""),
    )  # fmt: skip


def _code_fault(cells: Sequence[Any], column: int | None) -> Message | None:
    """A code that the workbook keeps as a number has lost its last digits."""
    cell = cells[column] if column is not None and column < len(cells) else ""
    if isinstance(cell, float) and abs(cell) >= EXACT_FLOAT:
        return say("documents.long_number")
    return None
