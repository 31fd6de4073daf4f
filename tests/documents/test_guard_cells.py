"""What a sheet spans is found out however its cells are written: a parser sets room aside for all between them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from greenlist.documents.guard import UnreadableFile, open_guarded
from greenlist.documents.sheets import read_sheets
from greenlist.engine.cells import SheetScan

ROW = "<c><v>1</v></c>"
FAR = {
    "no_place_in_a_far_row": f'<row r="1">{ROW * 16_384}</row><row r="1048576">{ROW}</row>',
    "small_letters_and_noughts": '<row r="1"><c r="a1"><v>1</v></c><c r="xfd0001048576"><v>1</v></c></row>',
    "an_entity_in_the_place": '<row r="1"><c r="A1"><v>1</v></c><c r="&#88;FD1048576"><v>1</v></c></row>',
    "a_bracket_in_an_attribute": '<row r="1"><c r="A1"><v>1</v></c><c s=">" r="XFD1048576"><v>1</v></c></row>',
    "a_stroke_behind_the_place": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576" s="/"><v>1</v></c></row>',
    "another_r_before_it": '<row r="1"><c r="A1"><v>1</v></c><c x-r="A2" r="XFD1048576"><v>1</v></c></row>',
    "single_quotes": "<row r='1'><c r='A1'><v>1</v></c><c r='XFD1048576'><v>1</v></c></row>",
}


def with_rows(path: Path, rows: str, *, encoding: str = "utf-8") -> Path:
    """A workbook whose one sheet has these rows."""
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet().write_string("A1", "x")
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as out:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                before, _, rest = text.decode().partition("<sheetData>")
                behind = rest.partition("</sheetData>")[2]
                text = f"{before}<sheetData>{rows}</sheetData>{behind}".encode()
                if encoding != "utf-8":
                    text = text.decode().replace("UTF-8", encoding.upper()).encode(encoding)
            out.writestr(name, text)
    return path


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_far_cell_is_seen_however_it_is_written(rows: str, encoding: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        open_guarded(with_rows(tmp_path / "far.xlsx", rows, encoding=encoding))
    assert refused.value.message.code in {"documents.grid_too_large", "documents.damaged"}


@pytest.mark.parametrize("before", range(0, 1024 * 1024, 131_071))
def test_a_tag_that_goes_on_in_the_next_block_is_seen(before: int, tmp_path: Path) -> None:
    near = '<row r="1"><c r="A1"><v>1</v></c></row>' + " " * before
    for gap in (700, 70_000, 300_000):
        rows = f'{near}<row r="2"><c{" " * gap}r="XFD1048576"><v>1</v></c></row>{" " * 1_500_000}'
        with pytest.raises(UnreadableFile):
            open_guarded(with_rows(tmp_path / "far.xlsx", rows))


def test_cells_without_a_place_are_counted_and_read(tmp_path: Path) -> None:
    path = with_rows(tmp_path / "plain.xlsx", f"<row>{ROW * 3}</row><row>{ROW * 2}</row>")
    scan = open_guarded(path)["xl/worksheets/sheet1.xml"]
    assert (scan.odd, scan.rows, scan.columns) == (True, 2, 3)
    assert read_sheets(path)[0].rows == [[1.0, 1.0, 1.0], [1.0, 1.0, ""]]


def test_what_the_usual_programs_write_is_counted_at_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(30_000):
        sheet.append([number, f"第{number}行", None, 1.5, "=1+1"])
    book.save(tmp_path / "many.xlsx")
    scan = open_guarded(tmp_path / "many.xlsx")["xl/worksheets/sheet1.xml"]
    assert (scan.odd, scan.rows, scan.columns) == (False, 30_000, 5)


def test_a_picture_with_signs_like_cells_is_no_sheet() -> None:
    scan = SheetScan()
    scan.note(b"\x89PNG <c \x01 <c> \xff")
    assert scan.odd
    assert not scan.sheet
