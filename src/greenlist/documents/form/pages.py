"""A workbook of sheets that name their sections, rows and columns for the reader; drop-downs kept on a hidden sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import Book, TextSheet, put, put_row, row_height

from .layout import MARKER, ROWS

PROTECT = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "sort": False}
FIRST_DATA_ROW = 4


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a sheet: `key` for the reader ('' for none), what people read, how wide."""

    key: str
    title: str
    width: float


@dataclass(slots=True)
class Pages:
    """The workbook under the writer's hands: its sheets so far, and the lists its drop-downs offer."""

    book: Book
    sections: list[tuple[str, str, str]] = field(default_factory=list, init=False)  # section, sheet, what is in it
    _choices: dict[tuple[str, ...], str] = field(default_factory=dict, init=False)
    _choice_sheet: Worksheet | None = field(default=None, init=False)

    def start(self, section: str, name: str, hint: str, columns: list[FormColumn], *, about: str = "") -> Worksheet:
        """A sheet with its hidden keys, title, hint and frozen header; `about` goes into the first sheet."""
        sheet = self.book.sheet(name)
        self.sections.append((section, name, about))
        sheet.write_string(0, 0, f"{MARKER}{section}")
        put_row(sheet, 0, 1, [column.key for column in columns], self.book.format("hint"))
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 0, 14, None, {"hidden": True})
        for position, column in enumerate(columns, 1):
            sheet.set_column(position, position, column.width)
        sheet.set_row(1, 26)
        sheet.write_string(1, 1, name, self.book.format("title"))
        self._hint(sheet, hint, columns)
        sheet.write_string(3, 0, ROWS)
        put_row(sheet, 3, 1, [column.title for column in columns], self.book.format("head"))
        sheet.set_row(3, 32)
        sheet.freeze_panes(FIRST_DATA_ROW, 2)
        sheet.repeat_rows(3)
        sheet.protect("", PROTECT)
        return sheet

    def _hint(self, sheet: Worksheet, hint: str, columns: list[FormColumn]) -> None:
        sheet.set_row(2, row_height([(hint, min(sum(column.width for column in columns), 150))]))
        if len(columns) > 1:
            sheet.merge_range(2, 1, 2, len(columns), "", self.book.format("hint"))
        sheet.write_string(2, 1, hint, self.book.format("hint"))

    def choices(self, words: tuple[str, ...]) -> str:
        """A reference to a drop-down list, kept on a hidden sheet where length and commas do no harm."""
        if words not in self._choices:
            if self._choice_sheet is None:
                self._choice_sheet = self.book.file.add_worksheet("选项", worksheet_class=TextSheet)
                self._choice_sheet.very_hidden()
            column = len(self._choices)
            for row, word in enumerate(words):
                self._choice_sheet.write_string(row, column, word)
            first = xl_rowcol_to_cell(0, column, row_abs=True, col_abs=True)
            last = xl_rowcol_to_cell(len(words) - 1, column, row_abs=True, col_abs=True)
            self._choices[words] = f"=选项!{first}:{last}"
        return self._choices[words]

    def choose(self, sheet: Worksheet, row: int, column: int, words: tuple[str, ...], value: str = "") -> None:
        """An input cell with a drop-down."""
        put(sheet, row, column, value, self.book.format("in_choice"))
        self.restrict(sheet, (row, column, row, column), words)

    def restrict(
        self,
        sheet: Worksheet,
        area: tuple[int, int, int, int],
        words: tuple[str, ...],
        *,
        strict: bool = True,
    ) -> None:
        """A drop-down over an area; not `strict`: other words may be typed."""
        rule: dict[str, Any] = {"validate": "list", "source": self.choices(words)}
        told = {"error_title": "请从下拉列表中选择", "error_message": "此格只接受下拉列表中的内容。"}
        sheet.data_validation(*area, rule | (told if strict else {"show_error": False}))

    def inputs(self, sheet: Worksheet, row: int, columns: list[int], name: str = "in_text") -> None:
        """Empty input cells."""
        for column in columns:
            sheet.write_blank(row, column, None, self.book.format(name))

    def fmt(self, name: str) -> Format:
        """A format by name."""
        return self.book.format(name)
