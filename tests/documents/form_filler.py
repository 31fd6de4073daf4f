"""A person with Excel, for the tests: fills a form by the names its hidden row and column carry."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

MARKER = "greenlist:"
USCC = "91220101MA0EXAMPLE"
UNIT = {
    "evaluation_year": {"value": 2023},
    "route": {"value": "自评价"},
    "applied_on": {"value": datetime(2024, 7, 20)},  # noqa: DTZ001 - as Excel keeps a date
    "unit.name": {"value": "示例机械有限公司"},
    "unit.uscc": {"value": USCC},
    "unit.contact": {"value": "示例"},
    "unit.phone": {"value": "0431-00000000"},
}


class Filler:
    """An open form. Cells are named by section, row id (or line number of a table) and column key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def sheets(self, section: str) -> list[Worksheet]:
        found = [sheet for sheet in self.book.worksheets if str(sheet["A1"].value).startswith(MARKER + section)]
        assert found, f"the form has no section {section}"
        return found

    def cell(self, section: str, row: str | int, key: str) -> Cell:
        for sheet in self.sheets(section):
            keys = {cell.value: cell.column for cell in sheet[1] if cell.value}
            ids = {sheet.cell(line, 1).value: line for line in range(2, sheet.max_row + 1)}
            line = ids["#rows"] + 1 + row if isinstance(row, int) else ids.get(row)
            if line is not None and key in keys:
                return sheet.cell(line, keys[key])
        raise AssertionError(f"no cell {section} {row} {key}")

    def set(self, section: str, row: str | int, key: str, value: Any) -> str:
        cell = self.cell(section, row, key)
        cell.value = value
        return f"{cell.parent.title}!{cell.coordinate}"

    def fill(self, section: str, lines: dict[Any, dict[str, Any]]) -> None:
        for row, cells in lines.items():
            for key, value in cells.items():
                self.set(section, row, key, value)

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


FormMaker = Callable[..., Filler]


def rewrite(path: Path, old: bytes, new: bytes) -> bool:
    """Replace bytes in the parts of a workbook; whether anything changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = {name: content.replace(old, new) for name, content in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return changed != parts
