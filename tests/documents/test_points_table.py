from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from greenlist.documents.points_table import (
    COLUMNS,
    PointsTableInvalid,
    read_points_table,
    write_points_template,
)
from greenlist.engine.lawbook.schema.pack import ImportedRow

HEADER = ["一级指标", "二级指标", "评价要求", "要求类型\n（必选/可选）", "分 值", "权重"]
ROWS: list[list[Any]] = [
    ["基础设施", "建筑", "建筑符合国家和地方法规标准", "必选", 8, 0.2],
    ["", "", "节能审查、三同时", "必选", 6, ""],
    ["", "照明", "节能灯具", "可选", "３", ""],
    ["绩效", "用地集约化", "容积率", "必选", 10, 0.8],
]


def table(path: Path, rows: list[list[Any]], *, header: list[str] = HEADER, above: int = 2) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("评价指标表")
        for line in range(above):
            sheet.write_string(line, 0, "绿色工厂评价指标表")
        for line, cells in enumerate([header, *rows], above):
            for column, cell in enumerate(cells):
                sheet.write(line, column, cell)
    return path


def problems(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(PointsTableInvalid) as invalid:
        read_points_table(path)
    assert all(problem.file == path.name for problem in invalid.value.problems)
    return [(problem.place, problem.message.code) for problem in invalid.value.problems]


def test_merged_levels_are_carried_down(tmp_path: Path) -> None:
    rows = read_points_table(table(tmp_path / "a.xlsx", ROWS))
    assert rows == [
        ImportedRow(level1="基础设施", level2="建筑", text="建筑符合国家和地方法规标准", kind="required",
                    points=Decimal(8), weight=Decimal(20)),
        ImportedRow(level1="基础设施", level2="建筑", text="节能审查、三同时", kind="required",
                    points=Decimal(6), weight=Decimal(20)),
        ImportedRow(level1="基础设施", level2="照明", text="节能灯具", kind="optional",
                    points=Decimal(3), weight=Decimal(20)),
        ImportedRow(level1="绩效", level2="用地集约化", text="容积率", kind="required",
                    points=Decimal(10), weight=Decimal(80)),
    ]  # fmt: skip


@pytest.mark.parametrize("weights", [(0.2, 0.8), (20, 80), ("20%", "80%"), ("20％", 0.8), ("２０", "80")])
def test_weights_in_every_spelling_come_as_percent(weights: tuple[Any, Any], tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[0][5], rows[3][5] = weights
    assert {row.weight for row in read_points_table(table(tmp_path / "a.xlsx", rows))} == {
        Decimal(20),
        Decimal(80),
    }


def test_really_merged_cells_and_a_total_line(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for line in [list(COLUMNS), *ROWS, ["合计", "", "", "", 27, 1]]:
        book.active.append(line)
    book.active.merge_cells("A2:A4")
    book.active.merge_cells("F2:F4")
    book.save(path)
    assert [row.level1 for row in read_points_table(path)] == ["基础设施"] * 3 + ["绩效"]


def changed(line: int, column: int, value: Any) -> list[list[Any]]:
    rows = [list(row) for row in ROWS]
    rows[line][column] = value
    return rows


@pytest.mark.parametrize(
    ("line", "column", "value", "place", "code"),
    [
        (1, 2, "", "评价指标表!C5", "documents.points_cell_empty"),
        (1, 3, "必须", "评价指标表!D5", "documents.points_kind"),
        (1, 4, "六分", "评价指标表!E5", "documents.number_expected"),
        (1, 4, "", "评价指标表!E5", "documents.points_cell_empty"),
        (1, 4, -6, "评价指标表!E5", "documents.points_negative"),
        (3, 5, 0.7, "评价指标表!F3", "documents.points_weights"),
        (3, 5, "", "评价指标表!F7", "documents.points_cell_empty"),
        (2, 5, 0.3, "评价指标表!F6", "documents.points_weight_differs"),
    ],
)
def test_a_cell_at_fault_is_named(line: int, column: int, value: Any, place: str, code: str, tmp_path: Path) -> None:
    assert problems(table(tmp_path / "官方表.xlsx", changed(line, column, value))) == [(place, code)]


def test_a_table_without_its_header(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", ROWS, header=["甲", "乙", "丙", "丁", "戊", "己"])
    assert problems(path) == [("评价指标表", "documents.points_header")]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", ROWS, header=[*HEADER[:5], "备注"])
    assert problems(path) == [("评价指标表!A3", "documents.points_column")]


def test_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("一级指标,分值", encoding="utf-8")
    assert problems(path) == [("", "documents.not_workbook")]


def test_the_template_is_empty_and_takes_what_is_typed(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_points_template(path)
    assert problems(path) == [("评价指标表", "documents.points_empty")]
    book = openpyxl.load_workbook(path)
    for line, cells in enumerate(ROWS, 4):
        for column, value in enumerate(cells, 1):
            book.active.cell(line, column).value = value or None
    book.save(path)
    assert len(read_points_table(path)) == len(ROWS)
