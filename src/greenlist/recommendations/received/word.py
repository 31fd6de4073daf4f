"""The tables of a file handed in, whatever it is: workbook, text file, or the tables of a document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greenlist.documents.report_reader.shape import Grid, Paragraph
from greenlist.documents.report_reader.word import read_word
from greenlist.documents.sheets import read_tables

from .read import Table

DOCX = ".docx"


@dataclass(slots=True)
class _Sheet:
    name: str
    rows: list[list[Any]]


def tables_in(path: Path, name: str = "") -> list[Table]:
    """The sheets of a workbook or text file, or the tables of a DOCX with the lines above them.

    Raises:
        UnreadableFile: neither of them, damaged, or a file that must not be opened.
    """
    if (name or path.name).lower().endswith(DOCX):
        return _of_document(path, name)
    return list(read_tables(path))


def _of_document(path: Path, name: str) -> list[Table]:
    tables: list[Table] = []
    above: list[str] = []
    for block in read_word(path, name):
        if isinstance(block, Paragraph):
            above.append(block.text)
        else:
            tables.append(_sheet(block, above[-3:]))
            above = []
    return tables


def _sheet(grid: Grid, above: list[str]) -> _Sheet:
    rows: list[list[Any]] = [[text, ""] for text in above]
    for row in grid.rows:
        width = max((cell.column + cell.span for cell in row), default=0)
        cells = [""] * width
        for cell in row:
            cells[cell.column] = "" if cell.below else cell.text
        rows.append(cells)
    return _Sheet(f"表{grid.number}", rows)
