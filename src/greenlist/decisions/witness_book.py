"""The ranking workbook: a unit a row with every witness's score, then value by value, item by item, the basis."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import override
from xlsxwriter.worksheet import Worksheet

from greenlist.documents.limits import EXCEL_CELL_CHARS
from greenlist.documents.style import Book, put, put_row, row_height
from greenlist.parties.models import Person

from .models import Batch
from .record_rows import facts_of
from .witness_basis import basis_rows
from .witness_rows import (
    Cell,
    Witnesses,
    case_heads,
    case_row,
    item_heads,
    item_row,
    value_heads,
    value_row,
    witnesses_of,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "各方数据和排序"
HEAD_ROW = 2
_ASIDE = "您与标“回避”的单位有关联：名次和意见照列，各方数据和专家评分不列。"


def witness_book(batch: Batch, person: Person) -> bytes:
    """The workbook as this person may have it; the same list and values give the same bytes."""
    with override("zh-hans"):  # an official record is in Chinese whatever the language of the page
        found = witnesses_of(batch, person)
        out = io.BytesIO()
        book = Book(out, title=f"{batch.title}{NAME}", constant_memory=True)
        for part in found.parts:
            heads = case_heads(part.breaks, experts=found.experts)
            _sheet(book, part.name, _lead(found), heads, (case_row(found, row) for row in part.rows))
        _sheet(
            book,
            "各方数据",
            _lead(found),
            value_heads(experts=found.experts),
            (value_row(found, one) for one in found.values),
        )
        items = item_heads(experts=found.experts)
        _sheet(book, "指标得分", _lead(found), items, (item_row(found, one) for one in found.points()))
        _sheet(book, "依据", "本表数据的来历", {"项目": 26, "内容": 90, "标记": 16}, basis_rows(found))
        book.close()
        return out.getvalue()


def file_name(batch: Batch) -> str:
    """A name that says what and whose; what no file system takes is left out."""
    safe = "".join(letter for letter in batch.title if letter.isalnum() or letter in "（）()-·")
    return f"{NAME}_{safe}.xlsx"


def _lead(found: Witnesses) -> str:
    facts = "；".join(f"{name}：{value}" for name, value in facts_of(found.batch))
    return f"{facts}。{_ASIDE}" if found.own else facts


def _sheet(book: Book, name: str, lead: str, heads: Mapping[str, float], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.sheet(name)
    for position, width in enumerate(heads.values()):
        sheet.set_column(position, position, width)
    sheet.set_row(0, 26)
    put(sheet, 0, 0, name, book.format("title"))
    put(sheet, 1, 0, lead, book.format("hint_line"))
    sheet.set_row(HEAD_ROW, row_height(heads.items()))
    put_row(sheet, HEAD_ROW, 0, heads, book.format("head"))
    sheet.freeze_panes(HEAD_ROW + 1, min(3, len(heads)))
    sheet.repeat_rows(HEAD_ROW)
    count = 0
    for count, cells in enumerate(rows, 1):
        _row(book, sheet, HEAD_ROW + count, cells, list(heads.values()))
    if count:
        sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + count, len(heads) - 1)


def _row(book: Book, sheet: Worksheet, line: int, cells: Sequence[Cell], widths: Sequence[float]) -> None:
    texts = [(cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)]
    sheet.set_row(line, row_height(texts))
    for position, cell in enumerate(cells):
        if isinstance(cell, str):
            put(sheet, line, position, cell[:EXCEL_CELL_CHARS], book.format("text"))
        else:
            number = float(cell) if isinstance(cell, Decimal) else cell
            put(sheet, line, position, number, book.format("serial" if isinstance(cell, int) else "number"))
