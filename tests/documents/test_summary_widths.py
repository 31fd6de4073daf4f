"""The workbook's columns are dealt out by what the rows hold, in Excel's units; its rows hold their text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from summary_rows import clean, many

from greenlist.documents.style import text_width
from greenlist.documents.summary import SummaryRow, columns_for, write_summary
from greenlist.documents.summary.widths import row_height
from greenlist.documents.tables.measuring import widest_em
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook

EM = 10 / 72 * 96  # pixels of a character in 10 points
MOST = 375 / 25.4 * 96  # pixels that are still legible across A4


def sheet_of(path: Path, book: LawBook, rows: list[SummaryRow], kind: Kind = Kind.FACTORY) -> Worksheet:
    write_summary(path, book.policy("jilin-2024"), {kind: rows})
    return openpyxl.load_workbook(path).worksheets[0]


def pixels(sheet: Worksheet, book: LawBook, kind: Kind = Kind.FACTORY) -> dict[str, float]:
    """By column how many pixels it has for text."""
    values = [column.value for column in columns_for(book.policy("jilin-2024"), kind)]
    dims = sheet.column_dimensions.values()  # one for all neighbours that are alike; with the pixels beside the text
    found = {at: one.width * 7 - 5 for one in dims for at in range(one.min, one.max + 1)}
    return {one: found[at] for at, one in enumerate(values, 1)}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("count", [1, 30, 200])
def test_codes_and_figures_have_what_they_need_and_the_table_stays_legible(
    tmp_path: Path, book: LawBook, kind: Kind, count: int
) -> None:
    found = pixels(sheet_of(tmp_path / "a.xlsx", book, many(count), kind), book, kind)
    assert sum(one + 5 for one in found.values()) <= MOST + 3
    assert 10.8 * EM <= found["uscc"] <= 13 * EM
    assert found["seq"] < 4.5 * EM
    assert found["name"] > found["score"]


def test_a_figure_is_never_wider_than_its_column(tmp_path: Path, book: LawBook) -> None:
    """Excel shows ### where it is."""
    rows = [*many(400), clean(401, score=Decimal("123456789.25"), standing="trial")]
    found = pixels(sheet_of(tmp_path / "a.xlsx", book, rows), book)
    assert found["score"] >= widest_em("123456789.25（试评）") * EM


def test_longer_texts_get_more_of_the_width(tmp_path: Path, book: LawBook) -> None:
    short = pixels(sheet_of(tmp_path / "a.xlsx", book, many(20)), book)
    rows = [clean(at, name="示例精密机械制造与新型材料研究开发股份有限公司" * 2) for at in range(1, 21)]
    long = pixels(sheet_of(tmp_path / "b.xlsx", book, rows), book)
    assert long["name"] > short["name"] * 1.3
    assert long["uscc"] == pytest.approx(short["uscc"], rel=0.15)


@pytest.mark.parametrize("kind", list(Kind))
def test_rows_are_high_enough_for_what_they_hold(tmp_path: Path, book: LawBook, kind: Kind) -> None:
    sheet = sheet_of(tmp_path / "a.xlsx", book, [*many(9), clean(10, name="示例精密机械制造有限公司" * 5)], kind)
    for at, room in enumerate(pixels(sheet, book, kind).values(), 1):
        for row in range(2, 13):
            text = str(sheet.cell(row, at).value or "")
            least = text_width(text) / 2 * EM / room if sheet.cell(row, at).data_type != "n" else 1
            assert sheet.row_dimensions[row].height >= 15 * least, text


def test_a_row_is_as_high_as_its_highest_text_and_no_higher() -> None:
    width = 10 * EM / 7
    assert row_height([("示例", width), ("", width)]) == 20
    assert row_height([("示例" * 6, width), ("示例", width)]) == 35
    assert row_height([("示\n例\n厂", width)]) == 50
    assert row_height([("示例" * 6, width), ("示" * 9000, width)]) == 400
    assert row_height([]) == 20
