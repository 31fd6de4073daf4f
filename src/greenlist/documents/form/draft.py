"""A form while it is being written: the book, what is asked, and where each answer will stand."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import Book, put, put_row, row_height
from greenlist.engine.fields import Field
from greenlist.engine.units import fit, known

from .layout import MARKER, OPEN_UNITS, ROWS
from .needs import Needs
from .stated import Stated

# Units people state their figures in; offered where they convert to the stored one.
COMMON_UNITS = (
    "kgce", "tce", "万tce", "kWh", "万kWh", "MWh", "MJ", "GJ", "TJ", "kg", "t", "万t", "m3", "万m3", "亿m3",
    "m2", "万m2", "ha", "km2", "亩", "m", "km", "元", "万元", "亿元", "kgCO2", "tCO2", "万tCO2", "h",
    "d", "%", "tCO2/万元", "kgCO2/万元",
)  # fmt: skip
PROTECT = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "sort": False}
FIRST_DATA_ROW = 4
_TABLE_NAMES = re.compile(r"[；，。]?取值见 ?[A-Za-z_0-9、 ]+表")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a sheet: `key` for the reader ('' for none), what people read, how wide."""

    key: str
    title: str
    width: float


@dataclass(slots=True)
class Draft:
    """The workbook under the writer's hands."""

    book: Book
    needs: Needs
    stated: Stated = field(default_factory=Stated)  # what the form is prefilled with
    year_cell: str = ""  # absolute reference of the evaluation year
    cells: dict[str, str] = field(default_factory=dict)  # field id -> absolute reference of its evaluation year
    unit_cells: dict[str, str] = field(default_factory=dict)
    sections: list[tuple[str, str, str]] = field(default_factory=list)  # section, sheet, what is in it
    suggestions: dict[str, tuple[str, ...]] = field(default_factory=dict)  # field id -> words offered
    _choices: dict[tuple[str, ...], str] = field(default_factory=dict)
    _choice_sheet: Worksheet | None = None

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
                self._choice_sheet = self.book.file.add_worksheet("选项")
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


def number_rule(*, whole: bool = False, least: float = -1e15, most: float = 1e15, unit: str = "") -> dict[str, Any]:
    """A validation that warns about text in a number cell; the reader still takes full-width digits."""
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": int(least) if whole else least,
        "maximum": int(most) if whole else most,
        "error_type": "warning",
        "error_title": "请填数字",
        "error_message": f"此格应填数字{f'，单位 {unit}' if unit else ''}。没有数据请留空，不要填文字或 0。",
    }


def date_rule() -> dict[str, Any]:
    """A validation that asks for a date; the reader also takes dates typed as text."""
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": dt.date(1949, 1, 1),
        "maximum": dt.date(2100, 12, 31),
        "error_type": "warning",
        "error_title": "请填日期",
        "error_message": "此格应填日期，如 2024-07-01。",
    }


def shown_unit(unit: str) -> str:
    """A unit as people write it: m³, tCO₂."""
    if unit in OPEN_UNITS:
        return OPEN_UNITS[unit]
    for word in ("product", "material", "pollutant"):
        unit = unit.replace(word, OPEN_UNITS[word])
    return unit.replace("m3", "m³").replace("m2", "m²").replace("CO2", "CO₂")


def units_for(unit: str) -> tuple[str, ...]:
    """Units offered for a field stored in `unit`, the stored one first; () where nothing converts."""
    if unit in OPEN_UNITS or not known(unit):
        return ()
    others = [other for other in COMMON_UNITS if other != unit and fit(other, unit)]
    return (shown_unit(unit), *(shown_unit(other) for other in others))


def explained(field: Field) -> str:
    """A field's definition for the person who fills it in, without the names of our tables."""
    return _TABLE_NAMES.sub("", field.definition)
