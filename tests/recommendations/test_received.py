"""Summary tables read in their header variants, and set beside what is held."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import docx
import pytest

from greenlist.documents.summary import write_summary
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook
from greenlist.recommendations.received import NoTable, compare, read_table, tables_in
from greenlist.recommendations.received.compare import Held, equal
from recommendations.table_docs import CODES, Grid, jilin, one_sheet, workbook


def test_titles_kinds_two_rows_of_headers_and_notes(tmp_path: Path) -> None:
    found = read_table(tables_in(workbook(tmp_path / "表.xlsx", jilin())))
    factory, park = found.sheets
    assert (factory.kind, park.kind) == ("factory", "park")
    assert [row.cells["score"] for row in factory.rows] == ["86.5", "90"]
    assert [row.line for row in factory.rows] == [3, 4]
    assert factory.rows[1].cells["industry4"] == "3484"
    assert park.rows[0].cells["three_year_scores"] == "80 / 81.5 / 83"
    assert found.faults == []


def test_one_sheet_with_kinds_below_each_other() -> None:
    found = read_table(one_sheet())
    assert [(sheet.kind, [row.name for row in sheet.rows]) for sheet in found.sheets] == [
        ("factory", ["甲公司"]), ("supply_chain", ["丙公司"])
    ]  # fmt: skip
    assert [(one.line, one.reason.code, one.taken) for one in found.faults] == [
        (6, "reading.row_without_name", False), (8, "reading.number_bad", True), (8, "reading.code_bad", True),
        (9, "reading.code_bad", True), (9, "reading.row_twice", False),
    ]  # fmt: skip
    assert found.sheets[0].unknown == ["奇怪的列"]


@pytest.mark.parametrize("kind", list(Kind))
def test_our_own_table_is_read_back(kind: Kind, tmp_path: Path) -> None:
    policy = LawBook().policy("jilin-2024")
    row = {"seq": 1, "name": "=甲公司", "uscc": CODES[0], "score": Decimal("86.50"), "recommender": "长春市",
           "route": "第三方", "three_year_scores": "80 / 81 / —", "note": "试评", "phone": "0431-1"}  # fmt: skip
    write_summary(tmp_path / "表.xlsx", policy, {kind: [row]})
    found = read_table(tables_in(tmp_path / "表.xlsx"), policy)
    (sheet,) = found.sheets
    assert (sheet.kind, sheet.unknown, found.faults) == (kind.value, [], [])
    cells = sheet.rows[0].cells
    assert (cells["name"], cells["score"], cells["recommender"]) == ("=甲公司", "86.5", "长春市")
    differences = compare(found, [Held(1, kind.value, {key: str(value) for key, value in row.items()})])
    assert not differences.any


def test_a_document_with_the_table_is_read_too(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("绿色工厂推荐汇总表")
    rows = [[str(cell) for cell in row] for row in jilin()[0].rows[1:3]]
    table = document.add_table(2, 8)
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(line, column).text = text
    document.save(str(tmp_path / "表.docx"))
    (sheet,) = read_table(tables_in(tmp_path / "表.docx")).sheets
    assert (sheet.kind, sheet.rows[0].name, sheet.rows[0].cells["score"]) == ("factory", "甲公司", "86.5")


def test_a_file_without_header_or_rows_says_what_is_missing() -> None:
    for grid, code in (
        (Grid("a", [["名称"], ["甲"]]), "reading.table_header"), (Grid("a", []), "reading.table_header"),
        (Grid("a", [["序号", "单位名称"], ["注：无", ""]]), "reading.table_empty"),
    ):  # fmt: skip
        with pytest.raises(NoTable) as none:
            read_table([grid])
        assert none.value.message.code == code


def held(key: int, kind: str, **cells: str) -> Held:
    return Held(key, kind, cells)


def test_differences_are_told_cell_by_cell() -> None:
    mine = [
        held(1, "factory", name="甲公司", uscc=CODES[0], score="86.50", phone="0431-1", industry4="1391",
             recommender="长春市", contact="张三"),
        held(2, "factory", name="乙公司", uscc=CODES[1], score="91", phone="0431-2", industry4="3484",
             recommender="长春市", contact="李四"),
        held(3, "factory", name="丁公司", uscc=CODES[3]),
    ]  # fmt: skip
    found = compare(read_table(jilin()), mine)
    assert [(one.held.key, one.column, one.ours, one.theirs) for one in found.cells] == [(2, "评价得分＊", "91", "90")]
    assert [row.name for _sheet, row in found.only_theirs] == ["示例开发区"]
    assert [one.key for one in found.only_ours] == [3]
    assert found.same == 1


def test_a_unit_without_code_is_found_by_name_and_only_once() -> None:
    table = read_table([Grid("绿色工厂", [["序号", "单位名称", "得分"], ["1", "甲 公司", "1"], ["2", "乙公司", "2"]])])
    found = compare(table, [held(1, "factory", name="甲公司", score="1"), held(2, "park", name="乙公司", score="2")])
    assert found.same == 1
    assert [row.name for _sheet, row in found.only_theirs] == ["乙公司"]  # a park is no factory


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("86.50", "86.5", True), ("1,000", "1000", True), ("自评价", " 自评价", True), ("Ａ公司", "A公司", True),
        ("80.00 / 81 / —", "80/81.0/—", True), ("减速机、联轴器", "减速机,联轴器", True), ("86.5", "86.51", False),
        ("", "x", False),
    ],
)  # fmt: skip
def test_cells_are_compared_by_what_they_say(ours: str, theirs: str, same: bool) -> None:
    assert equal(ours, theirs) is same
