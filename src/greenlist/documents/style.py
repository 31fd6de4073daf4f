"""The look of our workbooks: one set of formats, the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from .harmless import sheet_text

INK, MUTED, LINE, GROUND = "#1d2925", "#66736d", "#c9d2cd", "#f4f6f4"
PINE, PINE_SOFT = "#1f6b4f", "#e5f0ea"
AMBER, AMBER_SOFT = "#7d5210", "#fbf1de"
RED, RED_SOFT = "#9b2c22", "#fbe9e7"
FONT = "Microsoft YaHei"
# A workbook carries no time of writing: the same content gives the same bytes.
CREATED = dt.datetime(2024, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
A4 = 9

_BASE = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
_CELL = _BASE | {"border": 1, "border_color": LINE, "text_wrap": True}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": _BASE | {"font_size": 16, "bold": True, "font_color": PINE},
    "title_centred": _BASE | {"font_size": 16, "bold": True, "font_color": INK, "align": "center"},
    "hint": _BASE | {"font_color": MUTED, "text_wrap": True, "valign": "top"},
    "hint_line": _BASE | {"font_color": MUTED, "valign": "top"},
    "plain": _BASE | {"text_wrap": True, "valign": "top"},
    "strong": _BASE | {"bold": True, "font_color": PINE, "font_size": 11},
    "trial": _BASE | {"bold": True, "font_color": AMBER, "bg_color": AMBER_SOFT, "text_wrap": True},
    "head": _CELL | {"bold": True, "font_color": PINE, "bg_color": PINE_SOFT, "align": "center"},
    "label": _CELL | {"indent": 1, "bg_color": GROUND},
    "label_centred": _CELL | {"bg_color": GROUND, "align": "center"},
    "link": _CELL | {"indent": 1, "bg_color": GROUND, "font_color": "#2b5f8a", "underline": 1},
    "small": _CELL | {"indent": 1, "bg_color": GROUND, "font_size": 9, "font_color": MUTED},
    "blocked": _CELL | {"align": "center", "bg_color": "#e3e7e5"},
    "preview": _CELL | {"bg_color": GROUND, "align": "right", "num_format": "#,##0.####;-#,##0.####;0"},
    "open": _BASE | {"locked": False, "text_wrap": True},
    "in_text": _CELL | {"indent": 1, "locked": False, "num_format": "@"},
    "in_number": _CELL | {"locked": False, "align": "right", "num_format": "General"},
    "in_date": _CELL | {"locked": False, "align": "center", "num_format": "yyyy-mm-dd"},
    "in_choice": _CELL | {"locked": False, "align": "center"},
    "text": _CELL,
    "centred": _CELL | {"align": "center"},
    "hit": _CELL | {"align": "center", "bold": True, "font_color": RED, "bg_color": RED_SOFT},
    "candidate": _CELL | {"align": "center", "bold": True, "font_color": AMBER, "bg_color": AMBER_SOFT},
    "undetermined": _CELL | {"align": "center", "bg_color": "#e3e7e5"},
    "clear": _CELL | {"align": "center", "font_color": PINE},
    "serial": _CELL | {"align": "center", "num_format": "0"},
    "trial_number": _CELL | {"align": "right", "num_format": '#,##0.######"（试评）"', "text_wrap": False},
    "number": _CELL | {"align": "right", "num_format": "#,##0.######", "text_wrap": False},
}


class TextSheet(Worksheet):
    """A sheet that takes any text and keeps it a text: every way of writing a string ends in this method."""

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> Any:
        return super()._write_string(row, col, sheet_text(string), cell_format)


class Book:
    """A workbook being written, with our formats by name."""

    def __init__(self, path: Path | io.BytesIO, *, title: str, constant_memory: bool = False) -> None:
        options = {"constant_memory": constant_memory, "strings_to_formulas": False, "strings_to_urls": False}
        target = str(path) if isinstance(path, Path) else path
        self.file: Workbook = xlsxwriter.Workbook(target, options | {"strings_to_numbers": False})
        self.file.set_properties({"title": title, "created": CREATED, "comments": "greenlist"})
        self._formats: dict[str, Format] = {}

    def format(self, name: str) -> Format:
        """A format of `_FORMATS`, made when first asked for."""
        if name not in self._formats:
            self._formats[name] = self.file.add_format(_FORMATS[name])
        return self._formats[name]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, set up to print on A4 landscape, one page wide, with page numbers."""
        sheet: Worksheet = self.file.add_worksheet(name, worksheet_class=TextSheet)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C第 &P 页，共 &N 页&R&A")
        return sheet

    def close(self) -> None:
        """Write the file."""
        self.file.close()


def put(sheet: Worksheet, row: int, column: int, value: Any, cell_format: Format) -> None:
    """Write a value: numbers as numbers, everything else as text; never a formula."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, cell_format)
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        sheet.write_string(row, column, str(value), cell_format)
    else:
        sheet.write_number(row, column, value, cell_format)


def put_row(sheet: Worksheet, row: int, first: int, values: Iterable[Any], cell_format: Format) -> None:
    """Write values side by side in one format."""
    for column, value in enumerate(values, first):
        put(sheet, row, column, value, cell_format)


def text_width(text: str) -> int:
    """How many column-width units a text takes: two for a Chinese character (three bytes of UTF-8)."""
    return len(text) + (len(text.encode(errors="replace")) - len(text)) // 2


def row_height(texts: Iterable[tuple[str, float]]) -> float:
    """Height in points of a row of wrapped texts, each with the width of its column."""
    lines = 1
    for text, width in texts:
        parts = text.split("\n") if text else [""]
        lines = max(lines, sum(max(1, -(-text_width(part) // max(int(width) - 2, 1))) for part in parts))
    return min(15.0 * lines + 5, 400.0)
