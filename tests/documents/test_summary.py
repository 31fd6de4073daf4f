from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from greenlist.documents.summary import SUMMARY_VALUES, SummaryRow, columns_for, write_summary
from greenlist.engine.case import Kind
from greenlist.engine.codes import check_character
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy

FIRST17 = "91220101MA0Y2HG12"  # made up; the check character makes it a code
USCC = FIRST17 + check_character(FIRST17)


@pytest.fixture
def policy(book: LawBook) -> Policy:
    return book.policy("jilin-2024")


def row(**cells: Any) -> SummaryRow:
    plain: SummaryRow = dict.fromkeys(SUMMARY_VALUES, "示例")
    return plain | {"seq": 1, "score": Decimal("86.25"), "uscc": USCC} | cells


def written(path: Path, policy: Policy, rows: list[SummaryRow], kind: Kind = Kind.FACTORY) -> Worksheet:
    write_summary(path, policy, {kind: rows})
    return openpyxl.load_workbook(path).worksheets[0]


def header_row(sheet: Worksheet) -> int:
    return next(cell.row for cell in sheet["A"] if str(cell.value).startswith("序号"))


@pytest.mark.requirement("REQ-57")
def test_title_columns_and_rows_are_those_of_the_policy(policy: Policy, tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", policy, [row(), row(seq=2)])
    columns = columns_for(policy, Kind.FACTORY)
    header = header_row(sheet)
    assert sheet["A1"].value == "2024年度绿色制造名单推荐汇总表"
    titles = [str(cell.value).removesuffix("＊") for cell in sheet[header][: len(columns)]]
    assert titles == [column.title for column in columns]
    assert sheet.cell(header + 2, 1).value == 2
    assert sheet.title == "绿色工厂"


def test_derived_columns_are_marked_and_explained(policy: Policy, tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", policy, [row()])
    marked = {column.title for column in columns_for(policy, Kind.FACTORY) if column.derived}
    starred = {str(cell.value)[:-1] for cell in sheet[header_row(sheet)] if str(cell.value).endswith("＊")}
    assert starred == marked
    assert any("程序计算得出" in str(cell.value) for cell in sheet["A"])


@pytest.mark.parametrize("name", ["=1+1", "+86 厂", "@示例", "-厂", "http://a.cn", "{=A1}"])
def test_text_stays_text(name: str, policy: Policy, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sheet = written(path, policy, [row(name=name)])
    line = header_row(sheet) + 1
    column = [one.value for one in columns_for(policy, Kind.FACTORY)].index("name") + 1
    cell = sheet.cell(line, column)
    assert cell.data_type in {"s", "inlineStr"}
    assert cell.value == name
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_codes_are_text_and_scores_are_numbers(policy: Policy, tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", policy, [row(uscc="912201010000000000")])
    values = [one.value for one in columns_for(policy, Kind.FACTORY)]
    line = header_row(sheet) + 1
    assert sheet.cell(line, values.index("uscc") + 1).value == "912201010000000000"
    assert sheet.cell(line, values.index("score") + 1).value == 86.25
    assert sheet.cell(line, values.index("score") + 1).alignment.horizontal == "right"


def test_trial_results_say_so_over_the_table_and_behind_each_number(policy: Policy, tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", policy, [row(standing="trial"), row(note="")])
    assert str(sheet["A2"].value).startswith("试评：本表 2 个单位中有 1 个")
    score = [one.value for one in columns_for(policy, Kind.FACTORY)].index("score") + 1
    formats = [sheet.cell(header_row(sheet) + line, score).number_format for line in (1, 2)]
    assert ["试评" in one for one in formats] == [True, False]


def test_an_official_table_does_not_speak_of_trial(policy: Policy, tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", policy, [row(note="")])
    assert not any("试评" in str(cell.value) for cells in sheet.iter_rows() for cell in cells)


def test_it_prints_landscape_one_page_wide_with_the_header_on_every_page(policy: Policy, tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", policy, [row()])
    header = header_row(sheet)
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert "&P" in str(sheet.oddFooter.center.text).replace("&[Page]", "&P")
    assert sheet.auto_filter.ref is None


def test_one_sheet_per_kind_and_an_empty_list_is_legal(policy: Policy, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_summary(path, policy, {Kind.FACTORY: [row()], Kind.PARK: [], Kind.SUPPLY_CHAIN: [row()]})
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["绿色工厂", "绿色工业园区", "绿色供应链管理企业"]
    assert any("本类无推荐单位" in str(cell.value) for cell in book["绿色工业园区"]["A"])


def test_the_same_rows_give_the_same_bytes(policy: Policy, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_summary(tmp_path / name, policy, {Kind.FACTORY: [row()]})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_every_value_that_a_shipped_policy_names_is_known(book: LawBook) -> None:
    for policy_id in book.ids("policy"):
        named = {column.value for column in book.policy(policy_id).outputs.summary_columns}
        assert named <= set(SUMMARY_VALUES), policy_id
