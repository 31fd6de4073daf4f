from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from greenlist.documents import limits
from greenlist.documents.guard import UnreadableFile, column_number, open_guarded
from greenlist.engine.messages import CATALOGUE, render

CONTENT = "<workbook/>"


def archive(path: Path, parts: dict[str, bytes | str], *, packed: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packed) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return path


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("一").write_string("B2", "文字")
    return path


def not_a_zip(path: Path) -> None:
    path.write_text("序号,名称\n1,甲\n", encoding="gb18030")


def old_xls(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"))


def encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))


def word_document(path: Path) -> None:
    archive(path, {"word/document.xml": "<document/>"})


def another_workbook_in_disguise(path: Path) -> None:
    """A parser that guesses would take it for .ods, whose cells nobody counted."""
    archive(path, {"xl/workbook.xml": CONTENT, "content.xml": "<office:document-content/>"})


def cut_short(path: Path) -> None:
    whole = workbook(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def zip_bomb(path: Path) -> None:
    archive(path, {"xl/workbook.xml": CONTENT, "xl/worksheets/sheet1.xml": b"\0" * (30 * 1024 * 1024)})


def too_many_parts(path: Path) -> None:
    archive(path, {"xl/workbook.xml": CONTENT} | {f"p{n}.xml": "" for n in range(limits.MAX_ENTRIES)})


def with_entity(path: Path) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    archive(path, {"xl/workbook.xml": CONTENT, "xl/sharedStrings.xml": text})


def with_entity_in_utf16(path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode("utf-16")
    archive(path, {"xl/workbook.xml": CONTENT, "xl/sharedStrings.xml": text})


def with_entity_behind_padding(path: Path) -> None:
    text = "<!--" + " " * (1024 * 1024 - 9) + "--><!DOCTYPE a [<!ENTITY x 'y'>]><a/>"
    archive(path, {"xl/workbook.xml": CONTENT, "xl/sharedStrings.xml": text}, packed=zipfile.ZIP_STORED)


def far_cell(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_string("A1", "a")
        sheet.write_string("XFD1048576", "b")


def far_cell_in_disguise(path: Path) -> None:
    """Attributes in another order and quotes, in a part that is not named like a sheet."""
    sheet = "<sheetData><row><c s='1' r='a1'><v>1</v></c><c s='1' r = 'XFD1048576'><v>2</v></c></row></sheetData>"
    archive(path, {"xl/workbook.xml": CONTENT, "xl/media/image1.png": sheet})


def size_that_lies(path: Path) -> None:
    """A part that unpacks to more than the directory says."""
    archive(path, {"xl/workbook.xml": CONTENT, "xl/a.xml": b"a" * 4_000_000})
    raw = path.read_bytes().replace(struct.pack("<I", 4_000_000), struct.pack("<I", 4_000))
    path.write_bytes(raw)


def more_texts_than_bytes(path: Path) -> None:
    """The parser sets room aside for as many texts as are said, and ends the process where there is none."""
    whole = zipfile.ZipFile(workbook(path))
    parts = {name: whole.read(name) for name in whole.namelist()}
    said = parts["xl/sharedStrings.xml"].replace(b'uniqueCount="1"', b'uniqueCount = "999999999999"')
    assert said != parts["xl/sharedStrings.xml"]
    archive(path, parts | {"xl/sharedStrings.xml": said})


def more_texts_in_disguise(path: Path) -> None:
    archive(path, {"xl/workbook.xml": CONTENT, "xl/a.xml": "<x:sst x:uniqueCount='&#57;99999999999'/>"})


def missing(path: Path) -> None:
    """No file at all."""


FAULTS: dict[Callable[[Path], object], str] = {
    not_a_zip: "documents.not_workbook",
    old_xls: "documents.old_xls",
    encrypted: "documents.encrypted",
    word_document: "documents.not_workbook",
    another_workbook_in_disguise: "documents.not_workbook",
    cut_short: "documents.damaged",
    zip_bomb: "documents.too_large",
    too_many_parts: "documents.too_many_parts",
    with_entity: "documents.entities",
    with_entity_in_utf16: "documents.entities",
    with_entity_behind_padding: "documents.entities",
    far_cell: "documents.grid_too_large",
    far_cell_in_disguise: "documents.grid_too_large",
    size_that_lies: "documents.damaged",
    more_texts_than_bytes: "documents.damaged",
    more_texts_in_disguise: "documents.damaged",
    missing: "documents.cannot_open",
}


@pytest.mark.parametrize("make", FAULTS, ids=lambda make: make.__name__)
def test_a_harmful_or_wrong_file_is_refused_by_name(make: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "示例厂.xlsx"
    make(path)
    with pytest.raises(UnreadableFile) as refused:
        open_guarded(path)
    assert refused.value.message.code == FAULTS[make]
    assert "示例厂.xlsx" in render(refused.value.message)
    assert "示例厂.xlsx" in render(refused.value.message, "en")


def test_a_plain_workbook_passes_and_its_error_cells_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("C3", "=1/0", None, "#DIV/0!")
        sheet.write_number("D9", 1)
    scans = open_guarded(path)
    scan = scans["xl/worksheets/sheet1.xml"]
    assert (scan.rows, scan.columns, scan.errors) == (9, 4, {(2, 2)})


def test_total_size_counts_over_all_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.documents.guard.MAX_UNCOMPRESSED", 100)
    parts = {"xl/workbook.xml": "x" * 60, "xl/b.xml": "y" * 60}
    with pytest.raises(UnreadableFile) as refused:
        open_guarded(archive(tmp_path / "a.xlsx", parts))
    assert refused.value.message.code == "documents.too_large"


def test_columns_are_numbered_as_in_excel() -> None:
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]


def test_sentences_of_the_room_have_the_same_placeholders_in_both_languages() -> None:
    import string

    for code, (chinese, english) in CATALOGUE.items():
        if code.startswith("documents."):
            named = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (chinese, english)]
            assert named[0] == named[1], code
