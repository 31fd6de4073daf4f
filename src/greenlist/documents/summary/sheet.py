"""The 推荐汇总表 as a workbook: columns from the policy, rows from the evaluation; text stays text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from greenlist.documents.form.layout import KIND_NAMES
from greenlist.documents.limits import EXCEL_CELL_CHARS
from greenlist.documents.style import Book, put_row
from greenlist.engine.case import Kind
from greenlist.engine.lawbook.schema.policy import Policy, SummaryColumn

from .columns import EMPTY, LEGEND, SummaryRow, columns_for, head_of, is_trial, title_of, trial_line
from .widths import column_widths, row_height


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    columns: Sequence[SummaryColumn]
    rows: Sequence[SummaryRow]
    widths: Sequence[float]


def write_summary(path: Path, policy: Policy, rows: Mapping[Kind, Sequence[SummaryRow]]) -> None:
    """Write the summary table of a round, one sheet per kind; the same content gives the same bytes.

    Title, columns and stamp line are the policy's; an open stamp line is left out. Rows come in rank order,
    their cells under the names of `SUMMARY_VALUES`. Trial rows put a visible 试评 line over the table and
    试评 behind each computed number. Raises OSError where the file cannot be written.
    """
    title = title_of(policy)
    book = Book(path, title=title, constant_memory=True)
    for kind in rows or {Kind.FACTORY: []}:
        columns = columns_for(policy, kind)
        part = _Sheet(KIND_NAMES[kind], columns, rows.get(kind, []), column_widths(columns, rows.get(kind, [])))
        _write_sheet(book, part, title, policy.outputs.stamp_line.value)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(*error.args) from error


def _write_sheet(book: Book, part: _Sheet, title: str, stamp_line: str | None) -> None:
    sheet = book.sheet(part.name)
    last = max(len(part.columns) - 1, 1)
    for position, width in enumerate(part.widths):
        sheet.set_column(position, position, width)
    sheet.set_row(0, 34)
    _across(sheet, 0, last, title, book.format("title_centred"))
    row = _write_trial_line(book, sheet, part, last)
    _write_header(book, sheet, part, row)
    for line, cells in enumerate(part.rows, row + 1):
        _write_row(book, sheet, line, part, cells)
    _write_foot(book, sheet, part, (row + 2 + len(part.rows), last), stamp_line)


def _across(sheet: Worksheet, row: int, last: int, text: str, cell_format: Format) -> None:
    sheet.merge_range(row, 0, row, last, "", cell_format)
    sheet.write_string(row, 0, text, cell_format)


def _write_trial_line(book: Book, sheet: Worksheet, part: _Sheet, last: int) -> int:
    """The 试评 line where any row is a trial; the row the header goes to."""
    text = trial_line(part.rows)
    if not text:
        return 1
    _across(sheet, 1, last, text, book.format("trial"))
    sheet.set_row(1, 22)
    return 2


def _write_header(book: Book, sheet: Worksheet, part: _Sheet, row: int) -> None:
    titles = [head_of(column) for column in part.columns]
    sheet.set_row(row, row_height(zip(titles, part.widths, strict=True), bold=True))
    put_row(sheet, row, 0, titles, book.format("head"))
    sheet.freeze_panes(row + 1, min(3, len(part.columns)))
    sheet.repeat_rows(row)


def _write_row(book: Book, sheet: Worksheet, line: int, part: _Sheet, row: SummaryRow) -> None:
    trial, text_format = is_trial(row), book.format("text")
    texts: list[tuple[str, float]] = []
    for position, column in enumerate(part.columns):
        cell = row.get(column.value)
        if cell is None or cell == "":
            sheet.write_blank(line, position, None, text_format)
        elif column.numeric and isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
            sheet.write_number(line, position, float(cell), book.format(_number_format(column, trial=trial)))
        else:
            text = format(cell, "f") if isinstance(cell, Decimal) else str(cell)
            texts.append((text, part.widths[position]))
            sheet.write_string(line, position, text[:EXCEL_CELL_CHARS], text_format)
    sheet.set_row(line, row_height(texts))


def _number_format(column: SummaryColumn, *, trial: bool) -> str:
    if column.value == "seq":
        return "serial"
    return "trial_number" if trial and column.derived else "number"


def _write_foot(book: Book, sheet: Worksheet, part: _Sheet, at: tuple[int, int], stamp_line: str | None) -> None:
    row, last = at
    if any(column.derived for column in part.columns):
        _across(sheet, row, last, LEGEND, book.format("hint"))
        row += 1
    if not part.rows:
        _across(sheet, row, last, EMPTY, book.format("hint"))
        row += 1
    if stamp_line:
        sheet.set_row(row + 1, 30)
        _across(sheet, row + 1, last, stamp_line, book.format("plain"))
