"""Tables whose fields run down the first column, turned so that each column of the report is a row."""

from __future__ import annotations

import re
from dataclasses import replace

from greenlist.documents.report_reader.headers import at_columns
from greenlist.documents.report_reader.labels import plain
from greenlist.documents.report_reader.shape import Cell, Grid

from .quantities import unit_in_header
from .years import CORNER

_UNIT_COLUMN = frozenset({"单位", "计量单位"})
_NO_UNIT = frozenset({"", "-", "—", "－", "/", "／"})
MOST_LINES = 60  # rows and columns of a table that is turned: nobody writes longer ones across


def turned(grid: Grid) -> Grid | None:
    """A table with rows and columns exchanged, merged cells with them; None for one that is too long for it."""
    if len(grid.rows) > MOST_LINES or any(cell.column + cell.span > MOST_LINES for row in grid.rows for cell in row):
        return None
    columns: dict[int, list[Cell]] = {}
    for number, row in enumerate(grid.rows):
        for column, cell in at_columns(row).items():
            line, first = columns.setdefault(column, []), column == cell.column
            last = line[-1] if line else None
            if cell.below and last is not None and last.column + last.span == number:
                line[-1] = replace(last, span=last.span + 1)
            else:
                line.append(Cell(cell.text if first else "", number, 1, below=not first))
    rows = [tuple(columns.get(number, ())) for number in range(max(columns, default=-1) + 1)]
    rows[:1] = [(replace(row[0], text=_name_in(row[0].text)), *row[1:]) if row else row for row in rows[:1]]
    return Grid(grid.number, tuple(_units_joined(rows)), grid.before, turned=True)


def _name_in(corner: str) -> str:
    """What runs across, of a corner cut by a line that names what runs down as well: 产品名称 of 项目/产品名称."""
    words = re.split(r"[\s/／\\]+", corner.strip())
    named = [word for word in words if plain(word) not in CORNER]
    return named[0] if len(words) == 2 and len(named) == 1 else corner


def _units_joined(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Units that stand in a column of their own beside the fields, as part of the labels: 产量（单位：t）."""
    for number, row in enumerate(rows[:-1]):
        units = at_columns(rows[number + 1])
        if row and 0 in units and not units[0].below and plain(units[0].text) in _UNIT_COLUMN:
            labels = tuple(replace(cell, text=_with_unit(cell, units.get(cell.column))) for cell in row)
            return [*rows[:number], labels, (), *rows[number + 2 :]]
    return rows


def _with_unit(cell: Cell, unit: Cell | None) -> str:
    text = unit.text.strip() if unit is not None else ""
    if cell.column == 0 or not cell.text.strip() or text in _NO_UNIT or unit_in_header(cell.text):
        return cell.text
    return f"{cell.text}（单位：{text}）"
