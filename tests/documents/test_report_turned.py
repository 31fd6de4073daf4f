"""Data tables whose fields run down the first column, and years in them: read as the same table by rows would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.report_docs import DATA, factory_2024, saved, table_under
from documents.test_report_tables import asked, cells, drafted, of_tables, rows_of, texts, why
from greenlist.documents.report_reader import draft_of, table_words, unit_file
from greenlist.documents.report_reader.data_tables.turning import MOST_LINES, turned
from greenlist.documents.report_reader.data_tables.years import bare_year, quantity_named
from greenlist.documents.report_reader.read import understand
from greenlist.documents.report_reader.shape import Cell, Grid
from greenlist.engine.messages import render

Lines = Sequence[Sequence[str]]
TURNED = ("products", "energy", "materials", "pollutants")


def across(rows: Lines) -> list[tuple[str, ...]]:
    """A table with rows and columns exchanged."""
    return list(zip(*rows, strict=True))


# -- fields down, names across ---------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "table"), list(enumerate(TURNED)))
def test_a_table_by_columns_says_what_the_same_table_by_rows_does(number: int, table: str, tmp_path: Path) -> None:
    caption, rows = DATA[number]
    by_rows = of_tables(tmp_path, (caption, rows))
    by_columns = of_tables(tmp_path, (caption, across(rows)))
    assert rows_of(by_columns, table) == rows_of(by_rows, table)
    assert len(rows_of(by_columns, table)) == 2
    assert sorted(why(by_columns).values()) == sorted(why(by_rows).values())


def test_places_are_told_as_they_are_printed(tmp_path: Path) -> None:
    caption, rows = DATA[0]
    draft = of_tables(tmp_path, (caption, across(rows)))
    output = draft.rows[0].cell("qualified_output")
    assert output is not None
    assert (output.text, output.at, draft.rows[0].at) == ("１２，０００", "表2第4行第2列", "表2第2列")
    assert why(draft) == {
        "表2第7行第1列": "reading.columns_unknown", "表2第6行第3列": "reading.record_no_number",
        "表2第4列": "reading.record_total",
    }  # fmt: skip


@pytest.mark.parametrize("corner", ["产品名称", "项目\n产品名称", "产品／指标", "主要产品"])
def test_units_in_a_column_of_their_own_are_those_of_the_fields(corner: str, tmp_path: Path) -> None:
    rows = [
        (corner, "单位", "水泥", "熟料"),
        ("合格产品产量", "万t", "120", "90"),
        ("产品产值", "万元", "4,500", "—"),
        ("产品综合能耗", "tce", "7", "8.5"),
        ("能耗限额标准", "/", "GB 16780-2021", ""),
    ]
    draft = of_tables(tmp_path, ("表5 主要产品情况", rows))
    assert rows_of(draft, "products") == [
        {"name": "水泥", "unit": "万t", "energy_limit_standard": "GB 16780-2021", "qualified_output": "120 万t",
         "output_value": "4500", "energy": "7"},
        {"name": "熟料", "unit": "万t", "qualified_output": "90 万t", "energy": "8.5"},
    ]  # fmt: skip
    assert why(draft) == {}


def test_a_number_before_the_fields_is_passed_over(tmp_path: Path) -> None:
    rows = [("序号", "能源品种", "计量单位", "电力", "柴油"), ("1", "消费量", "—", "2,100 万kWh", "3 t"),
            ("2", "能源流向", "—", "外购", "外购")]  # fmt: skip
    assert rows_of(of_tables(tmp_path, ("", rows)), "energy") == [
        {"type": "电力", "unit": "万kWh", "quantity": "2100 万kWh", "direction": "购入"},
        {"type": "柴油", "unit": "t", "quantity": "3 t", "direction": "购入"},
    ]


def test_a_figure_over_two_columns_is_of_neither(tmp_path: Path) -> None:
    document = factory_2024()
    table = table_under(
        document, "", [("原材料名称", "钢材", "铜"), ("消耗量（t）", "5", ""), ("用于产品", "减速机", "")]
    )
    table.cell(1, 1).merge(table.cell(1, 2))
    table.cell(2, 1).merge(table.cell(2, 2))
    draft = drafted(tmp_path, saved(document))
    assert [(row["name"], row["product"]) for row in rows_of(draft, "materials")] == [
        ("钢材", "减速机"), ("铜", "减速机")
    ]  # fmt: skip
    assert [row.get("quantity") for row in rows_of(draft, "materials")] == ["5 t", None]
    assert why(draft) == {"表2第2行第3列": "reading.cell_merged"}


def test_columns_without_a_name_for_what_they_are_are_not_read(tmp_path: Path) -> None:
    draft = of_tables(
        tmp_path, ("产品情况", [("", "一车间", "二车间"), ("产量（t）", "5", "6"), ("产值（万元）", "7", "8")])
    )
    assert draft.rows == []
    (left,) = draft.tables
    assert (left.caption, left.why.code) == ("产品情况", "reading.table_near")


def test_products_named_in_one_cell_over_figures_of_them_all_are_told_and_not_taken(tmp_path: Path) -> None:
    draft = of_tables(tmp_path, ("企业概况", [("主要产品", "水泥、熟料"), ("产值（万元）", "5")]))
    assert draft.rows == []
    assert why(draft) == {"表2第2列": "reading.record_several"}


def test_a_table_that_can_be_read_either_way_is_told_and_not_taken(tmp_path: Path) -> None:
    rows = [("产品名称", "产量（t）", "熟料"), ("产值（万元）", "5", "6"), ("水泥", "7", "8")]
    draft = of_tables(tmp_path, ("产品", rows))
    assert draft.rows == []
    assert {one.at: one.why.code for one in draft.left}["表2"] == "reading.table_both_ways"


# -- years -------------------------------------------------------------------------------------------------


def test_years_across_give_the_evaluation_year(tmp_path: Path) -> None:
    document = factory_2024()
    table = table_under(document, "表5 产品产量和产值", [
        ("项目", "单位", "2021年", "2022年", "2023年度", "三年平均"),
        ("产品名称", "/", "水泥", "", "", ""),
        ("合格产品产量", "万t", "100", "110", "120", "110"),
        ("产品产值", "万元", "4000", "4200", "4,500", "4233"),
    ])  # fmt: skip
    table.cell(1, 2).merge(table.cell(1, 5))
    draft = drafted(tmp_path, saved(document))
    assert rows_of(draft, "products") == [
        {"name": "水泥", "unit": "万t", "qualified_output": "120 万t", "output_value": "4500"}
    ]
    cell = draft.rows[0].cell("output_value")
    assert cell is not None
    assert cell.at == "表2第4行第5列"
    assert sorted(why(draft).values()) == ["reading.record_yearless", "reading.records_year", "reading.records_year"]


def test_years_below_names_across_give_each_name_its_year(tmp_path: Path) -> None:
    document = factory_2024()
    table = table_under(document, "主要原材料", [
        ("原材料名称", "钢材", "", "铜", ""), ("", "2022年", "2023年", "2022年", "2023年"),
        ("消耗量（t）", "1", "2", "3", "4"),
    ])  # fmt: skip
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 3).merge(table.cell(0, 4))
    found = rows_of(drafted(tmp_path, saved(document)), "materials")
    assert found == [
        {"name": "钢材", "unit": "t", "quantity": "2 t"}, {"name": "铜", "unit": "t", "quantity": "4 t"}
    ]  # fmt: skip


def test_a_column_of_years_tells_the_rows_apart(tmp_path: Path) -> None:
    rows = [("年度", "能源品种", "消费量（t）"), ("2022", "柴油", "1"), ("2023年", "柴油", "2"), ("", "汽油", "3")]
    draft = of_tables(tmp_path, ("", rows))
    assert rows_of(draft, "energy") == [{"type": "柴油", "unit": "t", "quantity": "2 t"}]
    assert why(draft) == {"表2第2行第3列": "reading.records_year", "表2第4行": "reading.record_yearless"}


def test_a_year_that_runs_down_from_a_total_holds_for_the_rows_below_it(tmp_path: Path) -> None:
    document = factory_2024()
    table = table_under(document, "", [
        ("年度", "能源品种", "消费量（t）"), ("2023年", "柴油", "1"), ("2022年", "合计", "5"), ("", "汽油", "5"),
    ])  # fmt: skip
    table.cell(2, 0).merge(table.cell(3, 0))
    draft = drafted(tmp_path, saved(document))
    assert [row["type"] for row in rows_of(draft, "energy")] == ["柴油"]


def test_years_as_the_only_columns_hold_what_the_caption_names(tmp_path: Path) -> None:
    rows = [
        ("能源品种", "计量单位", "2021年", "2022年", "2023年"),
        ("电力", "万kWh", "1", "2", "3"),
        ("柴油", "t", "4", "5", "6"),
    ]
    draft = of_tables(tmp_path, ("表6 近三年能源消费情况", rows))
    assert rows_of(draft, "energy") == [
        {"type": "电力", "unit": "万kWh", "quantity": "3 万kWh"}, {"type": "柴油", "unit": "t", "quantity": "6 t"}
    ]  # fmt: skip
    assert [note.code for note in draft.rows[0].cells[1].notes] == ["reading.record_near"]
    assert sorted(why(draft).values()) == ["reading.records_year"] * 2
    for caption in ("表6 能源", "表6 能源消费折标煤量", "表6 能源消费碳排放量"):
        left = of_tables(tmp_path, (caption, rows))
        assert left.rows == []
        assert [one.caption for one in left.tables] == [caption]


@pytest.mark.parametrize(
    ("table", "caption", "column"),
    [
        ("products", "主要产品产量（单位：t）", "qualified_output"), ("products", "产品产量和产值", ""),
        ("products", "产品产量增长率", ""), ("energy", "能源消耗量", "quantity"), ("energy", "能源消费费用", ""),
        ("materials", "原辅材料使用情况", "quantity"), ("pollutants", "污染物排放量", "discharged"),
        ("pollutants", "污染物产生量和排放量", ""), ("pollutants", "污染物排放浓度", ""), ("projects", "项目投资", ""),
    ],
)  # fmt: skip
def test_the_one_quantity_of_a_caption(table: str, caption: str, column: str) -> None:
    assert quantity_named(table, caption) == column


@pytest.mark.parametrize(
    ("text", "year"), [("2023 年", 2023), ("２０２３年度", 2023), ("2023", 2023), ("2023年投产", None), ("20231", None)]
)
def test_a_year_and_nothing_else(text: str, year: int | None) -> None:
    assert bare_year(text) == year


# -- whatever a table holds ----------------------------------------------------------------------------------

words = st.text("甲乙1—", max_size=3)


def plain_grid(rows: Lines) -> Grid:
    return Grid(1, tuple(tuple(Cell(text, place) for place, text in enumerate(row)) for row in rows))


@given(st.integers(1, 5).flatmap(lambda size: st.lists(st.lists(words, min_size=size, max_size=size), min_size=1)))
def test_a_table_turned_holds_each_text_where_it_belongs(rows: list[list[str]]) -> None:
    grid = turned(plain_grid(rows))
    assert grid is not None
    assert [[cell.text for cell in row] for row in grid.rows] == [list(row) for row in across(rows)]


grids = st.builds(Grid, st.just(1), st.lists(st.lists(cells, max_size=6).map(tuple), max_size=6).map(tuple), texts)
LABELS = (
    "产品名称",
    "产量（t）",
    "产值（万元）",
    "能源品种",
    "消费量",
    "单位",
    "年份",
    "2023年",
    "项目",
    "指标",
    "实际值",
)


@given(grids, st.lists(st.sampled_from(LABELS), min_size=1, max_size=6), texts)
def test_no_table_by_columns_breaks_the_reading(grid: Grid, labels: list[str], before: str) -> None:
    rows = [
        (Cell(label, 0), *(replace(cell, column=cell.column + 1) for cell in row))
        for label, row in zip(labels, [*grid.rows, *((),) * len(labels)], strict=False)
    ]
    draft = draft_of(understand([Grid(1, tuple(rows), before)]), asked(), "报告.docx")
    unit_file(draft, asked(), agency=False, source="报告.docx")
    for one in (*draft.left, *draft.tables):
        assert render(one.why, "en")
    assert all(render(table_words(one)) for one in draft.tables)


def test_what_is_too_long_to_be_written_across_is_not_turned() -> None:
    assert turned(plain_grid([["产品名称"]] * (MOST_LINES + 1))) is None
    assert turned(plain_grid([["产品名称"] * (MOST_LINES + 1)])) is None
    assert turned(plain_grid([])) is not None
