"""Sheets of a guarded workbook as rows of plain values, with the names of their cells."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError
from xlsxwriter.utility import xl_rowcol_to_cell

from greenlist.engine.messages import say

from .guard import SheetScan, UnreadableFile, open_guarded

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows` hold str, float, bool, date, datetime ... and '' for an empty cell; 0-based."""

    name: str
    rows: list[list[Any]]
    errors: set[tuple[int, int]] = field(default_factory=set)  # cells that show #DIV/0! and the like
    unsaved: set[tuple[int, int]] = field(default_factory=set)  # formulas saved without their result

    def cell(self, row: int, column: int) -> Any:
        """The value at a place, '' outside the filled area."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def place(self, row: int, column: int) -> str:
        """The name of a cell: 能源!D7."""
        return f"{self.name}!{xl_rowcol_to_cell(row, column)}"


def read_sheets(path: Path) -> list[Sheet]:
    """All worksheets of a workbook in their order.

    Formulas come as the value they showed when the file was saved.

    Raises:
        UnreadableFile: see `open_guarded`; also where the parser gives up.
    """
    scans = open_guarded(path)
    try:
        parts = _parts(path) if any(scan.errors or scan.unsaved for scan in scans.values()) else {}
        with CalamineWorkbook.from_path(str(path)) as book:
            return [_sheet(book, name, scans.get(parts.get(name, ""))) for name in book.sheet_names]
    except (CalamineError, PasswordError, XmlError, ZipError, ET.ParseError, KeyError, OSError):
        raise UnreadableFile(say("documents.damaged", file=path.name)) from None


def read_tables(path: Path) -> list[Sheet]:
    """The sheets of a workbook, or the one table of a text file (UTF-8 or GB18030; comma, tab or semicolon).

    Raises:
        UnreadableFile: neither of them, or damaged.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError as error:
        raise UnreadableFile(say("documents.cannot_open", file=path.name, reason=error.strerror or "")) from None
    # the guard tells of old and encrypted workbooks
    packed = head[:2] == b"PK" or head[:4] == b"\xd0\xcf\x11\xe0"
    return read_sheets(path) if packed else [_text_sheet(path)]


def _text_sheet(path: Path) -> Sheet:
    content = path.read_bytes()
    if b"\0" in content:
        raise UnreadableFile(say("documents.not_workbook", file=path.name))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UnreadableFile(say("documents.not_workbook", file=path.name))
    first = text.splitlines()[0] if text.strip() else ""
    mark = max(",\t;", key=first.count)
    try:
        return Sheet("CSV", list(csv.reader(io.StringIO(text), delimiter=mark)))
    except csv.Error:
        raise UnreadableFile(say("documents.damaged", file=path.name)) from None


def _sheet(book: CalamineWorkbook, name: str, scan: SheetScan | None) -> Sheet:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Sheet(name, rows, scan.errors, scan.unsaved) if scan else Sheet(name, rows)


def _parts(path: Path) -> dict[str, str]:
    """Part name by sheet name; asked only where cells were noted that calamine reads as empty."""
    with zipfile.ZipFile(path) as archive:
        # the guard has refused document type definitions, so the plain parser meets no entities
        book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
        links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    sheets = [node for node in book.iter() if node.tag.rpartition("}")[2] == "sheet"]
    return {node.get("name", ""): _full(targets.get(node.get(_RELATION, ""), "")) for node in sheets}


def _full(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
