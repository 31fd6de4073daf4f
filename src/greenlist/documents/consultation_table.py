"""The overview of a consultation as a workbook: a unit a row, a department a column. Text stays text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from .style import Book, put_row, row_height

HEAD_ROW = 2  # below title and note
_FIXED: tuple[tuple[str, float], ...] = (("序号", 6), ("单位名称", 30), ("统一社会信用代码", 21), ("类别", 18))
_LAST: tuple[tuple[str, float], ...] = (("还缺", 28), ("逾期天数", 9), ("现状", 16))
_WIDTH = 24.0
# what a department's answer comes to -> a format of `style`
_LOOKS = {
    "none": "clear", "silent": "clear", "dismissed": "clear", "objection": "hit", "stands": "hit", "more_time":
    "candidate", "waiting": "undetermined",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """A department's answer in words, and its state."""

    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit. `late` in days, 0 where nothing is."""

    name: str
    uscc: str
    kind: str
    cells: Sequence[Cell]
    missing: str
    late: int
    state: str


def consultation_table(title: str, note: str, departments: Sequence[str], rows: Sequence[Row]) -> bytes:
    """The workbook; the same content gives the same bytes."""
    out = io.BytesIO()
    book = Book(out, title=title)
    sheet = book.sheet("征求意见情况")
    columns = [*_FIXED, *((name, _WIDTH) for name in departments), *_LAST]
    for place, (_name, width) in enumerate(columns):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, title, book.format("title"))
    sheet.write_string(1, 0, note, book.format("hint"))
    sheet.set_row(0, 30)
    put_row(sheet, HEAD_ROW, 0, [name for name, _width in columns], book.format("head"))
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.repeat_rows(HEAD_ROW)
    for number, row in enumerate(rows, 1):
        line = HEAD_ROW + number
        put_row(sheet, line, 0, [number], book.format("serial"))
        put_row(sheet, line, 1, [row.name, row.uscc, row.kind], book.format("text"))
        for place, cell in enumerate(row.cells, len(_FIXED)):
            put_row(sheet, line, place, [cell.words], book.format(_LOOKS.get(cell.state, "text")))
        end = len(_FIXED) + len(row.cells)
        put_row(sheet, line, end, [row.missing], book.format("text"))
        put_row(sheet, line, end + 1, [row.late or None], book.format("serial"))
        put_row(sheet, line, end + 2, [row.state], book.format("text"))
        words = [(one.words, _WIDTH) for one in row.cells]
        sheet.set_row(line, row_height([(row.name, 30), (row.missing, 28), *words]))
    if rows:
        sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + len(rows), len(columns) - 1)
    book.close()
    return out.getvalue()
