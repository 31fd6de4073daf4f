"""Sections of a form as they stand in the file: found by their marker, not by sheet name or position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from greenlist.documents.form.layout import MARKER, MARKER_AREA, ROWS
from greenlist.documents.sheets import Sheet


@dataclass(slots=True)
class Section:
    """One section: its sheet, the column of each key, the column that names rows, and where answers begin."""

    name: str
    sheet: Sheet
    columns: dict[str, int]
    id_column: int
    first_row: int

    def rows(self) -> range:
        """Row numbers below the header."""
        return range(self.first_row, len(self.sheet.rows))

    def named_rows(self) -> Iterator[tuple[int, str]]:
        """Rows with an id, by their id."""
        for row in self.rows():
            if row_id := self.row_id(row):
                yield row, row_id

    def row_id(self, row: int) -> str:
        """The id of a row, '' where it has none."""
        row_id = self.sheet.cell(row, self.id_column)
        return row_id.strip() if isinstance(row_id, str) else ""

    def raw(self, row: int, key: str) -> Any:
        """The raw value of a cell, '' where the section has no such column."""
        column = self.columns.get(key)
        return "" if column is None else self.sheet.cell(row, column)

    def fault(self, row: int, key: str) -> str:
        """The message code for a cell that has no value to read though it is not empty, '' for any other."""
        cell = (row, self.columns.get(key, -1))
        if cell in self.sheet.errors:
            return "documents.cell_error"
        return "documents.formula_unsaved" if cell in self.sheet.unsaved else ""

    def place(self, row: int, key: str) -> str:
        """The name of the cell: 能源与碳!E7."""
        return self.sheet.place(row, self.columns.get(key, self.id_column))


def find_section(sheet: Sheet) -> Section | None:
    """The section on a sheet, None for a sheet that is not of the form."""
    height, width = MARKER_AREA
    for row, cells in enumerate(sheet.rows[:height]):
        for column, cell in enumerate(cells[:width]):
            if isinstance(cell, str) and cell.startswith(MARKER):
                return _section(sheet, row, column, cell.removeprefix(MARKER))
    return None


def _section(sheet: Sheet, row: int, column: int, name: str) -> Section:
    cells = sheet.rows[row]
    columns = {
        cell: position for position, cell in enumerate(cells) if position != column and isinstance(cell, str) and cell
    }
    below = range(row + 1, len(sheet.rows))
    header = next((line for line in below if sheet.cell(line, column) == ROWS), row)
    return Section(name, sheet, columns, column, header + 1)
