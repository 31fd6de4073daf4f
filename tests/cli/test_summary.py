"""`greenlist summary`: the table of an evaluated round checked cell by cell, then written as PDF and DOCX."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from documents.paper_texts import docx_text, pdf_text, squeezed
from door import SAMPLES, contents, greenlist

TABLE = "推荐汇总表.xlsx"
FORMS = ["推荐汇总表.docx", "推荐汇总表.pdf"]
NAMES = ("factory-01-machinery", "factory-02-cement", "park-01-good", "chain-02-automobile")
WRITTEN = ("--date", "2024-07-26", "--office", "长春市工业和信息化局")
FILLED = {"联系人": "张三", "联系电话": "0431-88900000", "主要产品": "水泥熟料"}  # what the samples leave to the office


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("round") / "out"
    files = [SAMPLES / f"{name}.yaml" for name in NAMES]
    assert greenlist("evaluate", *files, "--policy", "jilin-2024", "--out", out).code == 0
    return out


@pytest.fixture
def folder(evaluated: Path, tmp_path: Path) -> Path:
    """The round with its table completed by the office, in a folder of its own."""
    copy = tmp_path / "round"
    shutil.copytree(evaluated, copy)
    change(copy, FILLED)
    return copy


def change(folder: Path, cells: dict[str, Any], rows: Iterable[int] | None = None) -> None:
    """Write into columns of the table by their titles; `rows` counts them from 1 in each sheet."""
    book = openpyxl.load_workbook(folder / TABLE)
    for sheet in book.worksheets:
        for title, at in heads(sheet).items():
            for number, line in enumerate(lines(sheet), 1):
                if title in cells and (rows is None or number in rows):
                    sheet.cell(line, at).value = cells[title]
    book.save(folder / TABLE)


def heads(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value).rstrip("＊"): at for at, cell in enumerate(sheet[head_row(sheet)], 1)}


def head_row(sheet: Worksheet) -> int:
    return next(row[0].row for row in sheet.iter_rows() if str(row[0].value).startswith("序号"))


def lines(sheet: Worksheet) -> Iterator[int]:
    for row in sheet.iter_rows(min_row=head_row(sheet) + 1):
        if not isinstance(row[0].value, (int, float)):
            break
        yield row[0].row


@pytest.mark.requirement("REQ-57")
def test_a_completed_table_is_written_in_all_three_forms_alike(folder: Path, tmp_path: Path) -> None:
    said = greenlist("summary", folder, *WRITTEN, "--out", tmp_path / "a")
    assert said.code == 0
    assert "须改正 0 处" in said.out
    assert "试评" in said.out
    files = contents(tmp_path / "a")
    assert sorted(files) == FORMS
    assert all(str(tmp_path / "a" / name) in squeezed(said.err) for name in FORMS)
    cells = [squeezed(text) for text in texts_of(folder / TABLE)]
    assert len(cells) > 60
    printed, written = pdf_text(files[FORMS[1]]).replace("\u200b", ""), docx_text(files[FORMS[0]])
    assert [cell for cell in cells if cell not in written] == []
    assert [cell for cell in cells if set(cell) - set(printed)] == []  # a cell is broken into lines in the PDF
    assert greenlist("summary", folder, *WRITTEN, "--out", tmp_path / "b").code == 0
    assert contents(tmp_path / "b") == files


def texts_of(path: Path) -> list[str]:
    """Titles and texts of the rows of every sheet."""
    found: list[str] = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        for line in (head_row(sheet), *lines(sheet)):
            found += [cell.value for cell in sheet[line] if isinstance(cell.value, str)]
    return found


def test_what_is_wrong_is_said_before_and_with_the_files(folder: Path, tmp_path: Path) -> None:
    """The worst first, each with its place and the way out; the code says that some cells would be sent back."""
    change(folder, {"联系电话": "12", "所属行业（四位代码）": "C3110"}, rows=[1])
    checked = greenlist("summary", folder)
    assert checked.code == 1
    assert not list(tmp_path.glob("*.pdf"))
    first, *_rest, last = checked.out.splitlines()
    assert first.startswith("[须改正] 绿色工厂 第 1 行“")
    assert "联系电话：“12”不像电话号码；请写 11 位手机号" in checked.out
    assert "写成了“C3110”；请只写四位数字 3110" in checked.out
    assert last.startswith("导出前检查：须改正")
    written = greenlist("summary", folder, *WRITTEN, "--out", tmp_path / "out")
    assert (written.code, written.out) == (1, checked.out)
    assert sorted(contents(tmp_path / "out")) == FORMS


def test_the_findings_come_as_data_and_in_english(folder: Path) -> None:
    change(folder, {"联系人": None}, rows=[1])
    found = json.loads(greenlist("summary", folder, "--json").out)
    missing = [one for one in found if one["code"] == "summary.missing"]
    assert {one["column"] for one in missing} == {"联系人"}
    assert {one["severity"] for one in missing} == {"error"}
    assert missing[0]["row"] == 1
    english = greenlist("summary", folder, "--lang", "en")
    assert english.code == 1
    assert "绿色工厂 line 1" in english.out


def test_a_character_no_font_has_is_found_and_nothing_written(folder: Path, tmp_path: Path) -> None:
    change(folder, {"联系人": "张\U0002a6d6"}, rows=[1])
    said = greenlist("summary", folder, *WRITTEN, "--out", tmp_path / "out")
    assert said.code == 2
    assert "U+2A6D6" in said.out
    assert "--font" in said.err
    assert not (tmp_path / "out").exists()


def test_files_that_are_there_are_kept_unless_forced(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / FORMS[1]).write_bytes(b"of somebody else")
    said = greenlist("summary", folder, *WRITTEN, "--out", out)
    assert said.code == 2
    assert "--force" in said.err
    assert contents(out) == {FORMS[1]: b"of somebody else"}
    assert greenlist("summary", folder, *WRITTEN, "--out", out, "--force").code == 0
    assert contents(out)[FORMS[1]].startswith(b"%PDF")


def broken_ranking(folder: Path) -> None:
    (folder / "ranking.json").write_text('{"policy": {"id": "jilin-2024"}', encoding="utf-8")


def no_table(folder: Path) -> None:
    (folder / TABLE).unlink()


def no_workbook(folder: Path) -> None:
    (folder / TABLE).write_bytes(b"PK\x03\x04 damaged")


def column_gone(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / TABLE)
    for sheet in book.worksheets:
        sheet.cell(head_row(sheet), heads(sheet)["联系电话"]).value = "电话"
    book.save(folder / TABLE)


def policy_unknown(folder: Path) -> None:
    text = (folder / "ranking.json").read_text(encoding="utf-8")
    (folder / "ranking.json").write_text(text.replace('"jilin-2024"', '"jilin-1999"'), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (broken_ranking, "greenlist evaluate"), (no_table, TABLE), (no_workbook, TABLE), (column_gone, "联系电话"),
        (policy_unknown, "jilin-1999"),
    ],
)  # fmt: skip
def test_a_folder_that_cannot_be_read_is_told(folder: Path, tmp_path: Path, spoil: Any, words: str) -> None:
    spoil(folder)
    said = greenlist("summary", folder, *WRITTEN, "--out", tmp_path / "out")
    assert said.code == 2
    assert words in said.err
    assert said.out == ""
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--date", "7月26日"), "--date"), (("--font", "无此字体.ttf"), "无此字体.ttf")],
    ids=["date", "font"],
)
def test_options_that_cannot_be(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    said = greenlist("summary", folder, *arguments)
    assert said.code == 2
    assert words in said.err
