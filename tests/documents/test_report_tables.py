"""Data tables of a filled report into rows, and every table, row and chapter that is not: named, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.report_docs import DATA, factory_2024, factory_with_data, put, saved, table_under
from documents.test_agency_report import subject
from documents.test_report_reader import CHAIN, FACTORY, PARK, own
from greenlist.documents.form.subjects import TABLE_TITLES
from greenlist.documents.papers import Column, Heading, Table
from greenlist.documents.papers.docx import docx
from greenlist.documents.report import self_report
from greenlist.documents.report.subject import unit_words
from greenlist.documents.report_reader import Asked, Draft, asked_by, draft_of, read_report, table_words, unit_file
from greenlist.documents.report_reader.data_tables.columns import MEANINGS, SHAPES
from greenlist.documents.report_reader.data_tables.quantities import figure_in, unit_in_header, units_in_caption
from greenlist.documents.report_reader.labels import plain
from greenlist.documents.report_reader.read import understand
from greenlist.documents.report_reader.shape import Cell, Grid
from greenlist.documents.report_reader.typed import NotTaken
from greenlist.engine.application import read_application
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import CATALOGUE, Message, render

PACK = "factory-2025"
Rows = list[dict[str, object]]


@cache
def book() -> LawBook:
    return LawBook()


@cache
def asked(pack: str = PACK, year: int = 2023) -> Asked:
    """What a factory is asked, with every data table, whichever of them the pack needs."""
    one = asked_by(book(), "jilin-2024", pack, year)
    fields = fields_of(book()).by_id.values()
    return replace(one, tables={table: [field for field in fields if field.table == table] for table in SHAPES})


def drafted(folder: Path, content: bytes, asks: Asked | None = None) -> Draft:
    return draft_of(read_report(put(folder, content)), asks or asked(), "报告.docx")


def of_tables(folder: Path, *tables: tuple[str, Sequence[Sequence[str]]]) -> Draft:
    """What a report with these tables, each under its caption, would state."""
    document = factory_2024()
    for caption, rows in tables:
        table_under(document, caption, rows)
    return drafted(folder, saved(document))


def rows_of(draft: Draft, table: str) -> Rows:
    return [
        {cell.path[-1]: f"{cell.value} {cell.unit}".strip() if cell.unit else cell.value for cell in row.cells}
        for row in draft.rows
        if row.table == table
    ]


def why(draft: Draft, table: int = 2) -> dict[str, str]:
    """Reasons of what was left out of a table, by place."""
    return {one.at: one.why.code for one in draft.left if one.at.startswith(f"表{table}第")}


# -- our own reports -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["self", "factory-agency-2024", "factory-agency-2017"])
@pytest.mark.requirement("REQ-42")
def test_the_energy_of_our_own_report_is_that_of_the_application(form: str, tmp_path: Path) -> None:
    draft = drafted(tmp_path, own(FACTORY, form), asked("factory-industry"))
    lines = subject(FACTORY).case.tables["energy"]
    stated = [
        {name: f"{cell.value} {cell.unit}" if name == "quantity" else cell.value for name, cell in line.items()}
        for line in lines
    ]
    assert [dict(row) for row in rows_of(draft, "energy")] == stated
    assert len({row.table for row in draft.rows}) == 1


SAMPLE: dict[str, Rows] = {
    "products": [
        {"name": "减速机", "unit": "台", "qualified_output": "12000", "output_value": "8600.5", "energy": "310",
         "water_intake": "0", "is_main": "是", "energy_limit_lead": "0.02", "energy_limit_standard": "GB 1-2020"},
        {"name": "联轴器", "unit": "万台", "qualified_output": "1.25", "output_value": "90"},
    ],
    "energy": [
        {"type": "电力", "grade": "当量", "quantity": "2100", "unit": "万kWh", "direction": "购入",
         "green_power": "否"},
        {"type": "原煤", "quantity": "1234567.8", "unit": "t", "direction": "输出", "factor_source": "实测"},
    ],
    "materials": [{"name": "钢材", "unit": "t", "product": "减速机", "quantity": "1500", "green_quantity": "0"}],
    "pollutants": [{"name": "COD", "medium": "水", "unit": "t", "generated": "2.5", "discharged": "0.4"}],
    "projects": [{"name": "屋顶光伏", "kind": "节能", "done_on": "2022-06-30", "investment": "500", "benefit": "节能"}],
}  # fmt: skip
COUNTED = {"qualified_output", "quantity", "green_quantity", "generated", "discharged"}


def paper_table(table: str, rows: Rows) -> Table:
    """Rows under the labels of the dictionary and its units, as our own forms print them."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    fields = {name: fields_of(book()).by_id[f"{table}.{name}"] for name in names}
    heads = tuple(
        Column(one.label + (f"（{unit_words(one.unit)}）" if one.unit not in {"", "*"} else ""), 10)
        for one in fields.values()
    )
    return Table(TABLE_TITLES[table], heads, tuple(tuple(str(row.get(name, "—")) for name in names) for row in rows))


def test_tables_under_the_labels_of_the_dictionary_come_back_as_they_were(tmp_path: Path) -> None:
    paper = self_report(subject(CHAIN))
    tables = [paper_table(table, rows) for table, rows in SAMPLE.items()]
    content = docx(replace(paper, blocks=(*paper.blocks, Heading("附件9　数据表", 1), *tables)))
    draft = drafted(tmp_path, content)
    for table, rows in SAMPLE.items():
        units = [str(row.get("unit", "")) for row in rows]
        stated = [
            {
                name: f"{value} {unit}" if name in COUNTED else {"是": True, "否": False}.get(str(value), value)
                for name, value in row.items()
            }
            for row, unit in zip(rows, units, strict=True)
        ]
        assert rows_of(draft, table) == stated, table


@pytest.mark.parametrize(
    ("name", "form"),
    [(FACTORY, "self"), (PARK, "self"), (CHAIN, "self"), (FACTORY, "factory-agency-2024"),
     (FACTORY, "factory-agency-2017"), (PARK, "park-agency-2018"), (CHAIN, "supply-chain-agency")],
)  # fmt: skip
@pytest.mark.long
def test_every_table_of_our_own_reports_is_read_or_known_for_what_it_is(name: str, form: str, tmp_path: Path) -> None:
    report = read_report(put(tmp_path, own(name, form)))
    blank = {"reading.table_no_rows"} if name == CHAIN else set()  # judged by people: no values to read
    assert {one.why.code for one in report.tables} <= {"reading.table_own"} | blank
    assert all(one.caption and one.rows and one.head for one in report.tables)


def test_the_words_for_headers_hold_every_label_of_the_dictionary() -> None:
    for table in SHAPES:
        columns = [field for field in fields_of(book()).by_id.values() if field.table == table]
        assert columns
        for field in columns:
            meaning = MEANINGS[table].get(plain(field.label))
            assert meaning is not None, field.id
            assert (f"{table}.{meaning.column}", meaning.near) == (field.id, False)


# -- typed by people -----------------------------------------------------------------------------------


def test_data_tables_as_typed_give_rows_with_their_places(tmp_path: Path) -> None:
    draft = drafted(tmp_path, saved(factory_with_data()))
    assert rows_of(draft, "products") == [
        {"name": "减速机", "unit": "台", "qualified_output": "12000 台", "output_value": "8600.5", "energy": "310"},
        {"name": "联轴器", "unit": "台", "qualified_output": "0 台"},
    ]
    assert rows_of(draft, "energy") == [
        {"type": "电力", "grade": "当量", "quantity": "2100 万kWh", "unit": "万kWh", "factor": "0.1229 kgce/kWh"},
        {"type": "天然气", "quantity": "35 万m3", "unit": "万m3", "factor": "1.33 kgce/m3"},
    ]
    assert rows_of(draft, "materials") == [
        {"name": "钢材", "unit": "t", "product": "减速机", "quantity": "1500 t"},
        {"name": "铸件", "unit": "t", "quantity": "800.25 t"},
    ]
    assert rows_of(draft, "pollutants") == [
        {"name": "COD", "medium": "水", "unit": "t", "generated": "2.5 t", "discharged": "0.4 t"},
        {"name": "颗粒物", "medium": "气", "unit": "kg", "generated": "900 kg", "discharged": "12 kg"},
    ]
    assert rows_of(draft, "projects") == [
        {"name": "屋顶光伏", "done_on": "2022-06-30", "investment": "0.05 亿元", "benefit": "年发电300万kWh"},
        {"name": "余热回收", "investment": "0.01 亿元", "benefit": "年节约100tce"},
    ]
    assert draft.rows[0].cells[2].at == "表2第2行第4列"
    assert why(draft, 2) == {
        "表2第1行第7列": "reading.columns_unknown", "表2第3行第6列": "reading.record_no_number",
        "表2第4行": "reading.record_total",
    }  # fmt: skip
    assert why(draft, 3) == {"表3第1行第4列": "reading.columns_computed"}
    assert why(draft, 6) == {"表6第3行第3列": "input.date_expected"}
    (left,) = draft.tables
    assert (left.at, left.caption, left.rows, left.head) == (
        "表7", "表 10 主要生产设备", 2, ("设备名称", "型号", "台数")
    )  # fmt: skip
    assert render(table_words(left)) == "表 10 主要生产设备（2 行）表头：设备名称、型号、台数"


def test_the_unit_file_with_rows_is_one_the_engine_reads(tmp_path: Path) -> None:
    asks = asked_by(book(), "jilin-2024", PACK, 2023)
    draft = drafted(tmp_path, saved(factory_with_data()), asks)
    data = unit_file(draft, asks, agency=True, source="报告.docx")
    case, problems = read_application(data, fields_of(book()))
    assert case is not None
    assert problems == []
    assert {row.table for row in draft.rows} == set(SHAPES) & set(asks.tables)
    first = case.tables["products"][0]
    assert (str(first["qualified_output"].value), first["qualified_output"].unit) == ("12000", "台")
    assert first["output_value"].reason == "取自《报告.docx》表2第2行第5列"
    project = case.tables["projects"][0]["investment"]
    assert (project.value, project.unit) == (500, "万元")  # 0.05 亿元


@pytest.mark.parametrize(
    ("caption", "header", "row", "table", "expected"),
    [
        ("", ("产 品\n名 称", "产量（t）", "产值/万元"), ("水泥", "120", "45,000"), "products",
         {"name": "水泥", "unit": "t", "qualified_output": "120 t", "output_value": "45000"}),
        ("", ("主要产品", "合格品产量（单位：双）", "产值（元）"), ("布鞋", "30000", "900000"), "products",
         {"name": "布鞋", "unit": "双", "qualified_output": "30000 双", "output_value": "900000 元"}),
        ("", ("产品名称", "单位", "合格产量（万t）"), ("水泥", "t", "1.2"), "products",
         {"name": "水泥", "unit": "t", "qualified_output": "12000 t"}),
        ("", ("产品名称", "计量单位", "能耗限额1级值（tce/产品）", "产量"), ("水泥", "t", "0.1", "5"), "products",
         {"name": "水泥", "unit": "t", "energy_limit_lead": "0.1", "qualified_output": "5 t"}),
        ("", ("产品名称", "计量单位", "能耗限额1级值（kgce/t）", "产量"), ("水泥", "t", "100", "5"), "products",
         {"name": "水泥", "unit": "t", "energy_limit_lead": "0.1", "qualified_output": "5 t"}),
        ("2023年能源消费量", ("名称", "单位", "消费量"), ("柴油", "吨", "3.5"), "energy",
         {"type": "柴油", "unit": "吨", "quantity": "3.5 吨"}),
        ("表3 能源消耗（单位：t）", ("种类", "用量"), ("柴油", "3.5"), "energy",
         {"type": "柴油", "unit": "t", "quantity": "3.5 t"}),
        ("", ("能源种类", "实物量", "流向"), ("电（万kWh）", "2,100", "外购"), "energy",
         {"type": "电", "unit": "万kWh", "quantity": "2100 万kWh", "direction": "购入"}),
        ("主要原辅材料", ("名称", "用量（kg）"), ("钢材", "1 t"), "materials",
         {"name": "钢材", "unit": "t", "quantity": "1 t"}),
        ("", ("污染因子", "年排放量（kg）"), ("NOx", "12"), "pollutants",
         {"name": "NOx", "unit": "kg", "discharged": "12 kg"}),
        ("", ("技改项目", "总投资（万元）", "竣工日期"), ("余热", "80", "2022.3.1"), "projects",
         {"name": "余热", "investment": "80", "done_on": "2022-03-01"}),
    ],
)  # fmt: skip
def test_headers_as_people_write_them(
    caption: str, header: tuple[str, ...], row: tuple[str, ...], table: str, expected: dict[str, str], tmp_path: Path
) -> None:
    (found,) = rows_of(of_tables(tmp_path, (caption, [header, row])), table)
    assert found == expected


def test_a_header_in_two_rows_with_years_gives_the_evaluation_year(tmp_path: Path) -> None:
    document = factory_2024()
    table = table_under(document, "主要能源消费", [
        ("能源品种", "计量单位", "消费量", "", ""), ("", "", "2021年", "2022年", "2023年"),
        ("电力", "万kWh", "1", "2", "3"), ("柴油", "t", "4", "5", ""),
    ])  # fmt: skip
    table.cell(0, 2).merge(table.cell(0, 4))
    for column in range(2):
        table.cell(0, column).merge(table.cell(1, column))
    draft = drafted(tmp_path, saved(document))
    assert rows_of(draft, "energy") == [{"type": "电力", "unit": "万kWh", "quantity": "3 万kWh"}]
    years = [one.why for one in draft.left if one.why.code == "reading.records_year"]
    assert [(one.params["year"], one.params["count"]) for one in years] == [("2021", 2), ("2022", 2)]


def test_a_column_that_comes_twice_for_a_year_is_taken_once_and_told(tmp_path: Path) -> None:
    header = ("能源品种", "消费量（t）", "2023年消费量（t）", "实物量（t）")
    draft = of_tables(tmp_path, ("", [header, ("柴油", "3", "4", "5")]))
    assert rows_of(draft, "energy") == [{"type": "柴油", "unit": "t", "quantity": "3 t"}]
    assert why(draft) == {"表2第1行第4列": "reading.columns_twice", "表2第2行第3列": "reading.columns_twice"}


def test_a_unit_over_one_table_is_not_that_of_the_next(tmp_path: Path) -> None:
    document = factory_2024()
    document.add_paragraph("表5 能源（单位：t）")
    rows = [("能源品种", "消费量"), ("柴油", "3")]
    table_under(document, "", rows)
    table_under(document, "", [rows[0], ("电力", "7")])
    first, second = rows_of(drafted(tmp_path, saved(document)), "energy")
    assert (first, second) == ({"type": "柴油", "unit": "t", "quantity": "3 t"}, {"type": "电力", "quantity": "7"})


@pytest.mark.parametrize(
    ("name", "stated"),
    [("减速机（台）", ("减速机", "台")), ("减速机（A型）", ("减速机（A型）", None)),
     ("减速机（1）", ("减速机（1）", None)),
     ("减速机（a）", ("减速机（a）", None))],
)  # fmt: skip
def test_brackets_behind_a_name_are_a_unit_only_where_it_counts_things(
    name: str, stated: tuple[str, str | None], tmp_path: Path
) -> None:
    (row,) = rows_of(of_tables(tmp_path, ("", [("产品名称", "合格产量"), (name, "5")])), "products")
    assert (row["name"], row.get("unit")) == stated


def test_too_many_rows_of_one_name_are_not_told_apart() -> None:
    def grid(number: int) -> Grid:
        rows = tuple((Cell("料", 0), Cell(str(each), 1)) for each in range(900))
        return Grid(number, ((Cell("原材料名称", 0), Cell("消耗量（t）", 1)), *rows))

    draft = draft_of(understand([grid(1), grid(2)]), asked(), "报告.docx")
    assert len(draft.rows) == 900
    assert {one.why.code for one in draft.left} == {"reading.record_which"}


def test_a_row_of_units_below_the_header_names_them(tmp_path: Path) -> None:
    draft = of_tables(tmp_path, ("", [("产品名称", "产量", "产值"), ("", "t", "万元"), ("水泥", "5", "6")]))
    assert rows_of(draft, "products") == [
        {"name": "水泥", "unit": "t", "qualified_output": "5 t", "output_value": "6"}
    ]  # fmt: skip


def test_a_table_of_another_year_is_told_and_not_taken(tmp_path: Path) -> None:
    draft = of_tables(tmp_path, ("2022年能源消费", [("能源品种", "消费量（t）"), ("柴油", "3")]))
    assert draft.rows == []
    assert why(draft) == {"表2第2行第2列": "reading.records_year"}


def test_a_name_that_runs_down_holds_and_a_figure_that_does_does_not(tmp_path: Path) -> None:
    document = factory_2024()
    table = table_under(document, "", [
        ("原材料名称", "用于产品", "消耗量（t）"), ("钢材", "减速机", "5"), ("", "联轴器", ""), ("铜", "联轴器", "1"),
    ])  # fmt: skip
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).merge(table.cell(2, 2))
    draft = drafted(tmp_path, saved(document))
    assert [row["product"] for row in rows_of(draft, "materials")] == ["减速机", "联轴器", "联轴器"]
    assert rows_of(draft, "materials")[1] == {"name": "钢材", "product": "联轴器"}
    assert why(draft) == {"表2第3行第3列": "reading.cell_merged"}


def test_what_is_less_exact_is_taken_with_a_note(tmp_path: Path) -> None:
    draft = of_tables(tmp_path, ("产品", [("产品", "产量（t）", "综合能耗（tce）"), ("水泥", "5", "6")]))
    notes = {cell.path[-1]: [note.code for note in cell.notes] for cell in draft.rows[0].cells}
    assert notes["qualified_output"] == notes["energy"] == ["reading.record_near"]
    draft = of_tables(tmp_path, ("", [("产品", "合格产品产量"), ("水泥", "5")]))
    assert [note.code for note in draft.rows[0].cells[1].notes] == ["reading.record_without_unit"]


@pytest.mark.parametrize(
    ("header", "row", "code"),
    [
        (("产品名称", "产值"), ("水泥", "5"), "reading.record_unit_missing"),  # 元 or 万元
        (("产品名称", "产值（t）"), ("水泥", "5"), "reading.figure_unit"),
        (("产品名称", "产值（万元）"), ("水泥", "无"), "reading.record_no_number"),
        (("产品名称", "产值（万元）"), ("水泥", "5-6"), "reading.record_no_number"),
        (("产品名称", "产值（万元）"), ("水泥", "1.2.3"), "reading.record_no_number"),
        (("产品名称", "产值（万元）"), ("水泥", "1,23"), "reading.record_no_number"),
        (("产品名称", "产值（万元）"), ("水泥", "5×10³"), "reading.record_no_number"),
        (("产品名称", "产值（万元）"), ("水泥", "10³"), "reading.record_no_number"),
        (("产品名称", "产值（万元）"), ("水泥", "9" * 60), "reading.record_no_number"),
        (("产品名称", "产量（t）"), ("水泥", "100 左右"), "reading.record_no_number"),
        (("产品名称", "产量（t）"), ("水泥", "30%"), "reading.record_unit_bad"),
        (("产品名称", "单位", "产量（t）"), ("鞋", "双", "5"), "reading.figure_unit"),
        (("产品名称", "能耗限额1级值（kgce/t）", "产值（万元）"), ("水泥", "5", "—"), "reading.record_product_unit"),
        (("能源品种", "消费量（t）", "是否绿电"), ("电力", "5", "也许"), "input.yes_no_expected"),
        (("污染物", "排放量（t）", "介质"), ("COD", "5", "土壤"), "reading.choice_unknown"),
    ],
)  # fmt: skip
def test_a_cell_that_says_nothing_certain_is_told_and_not_guessed(
    header: tuple[str, ...], row: tuple[str, ...], code: str, tmp_path: Path
) -> None:
    draft = of_tables(tmp_path, ("", [header, row]))
    assert code in why(draft).values()
    taken = {cell.label for one in draft.rows for cell in one.cells}
    place = next(at for at, one in why(draft).items() if one == code)
    assert header[int(place.partition("行第")[2].removesuffix("列")) - 1] not in taken


def test_a_figure_without_a_unit_is_not_counted_in_that_of_another(tmp_path: Path) -> None:
    header = ("原材料名称", "消耗量", "绿色物料使用量（kg）")
    draft = of_tables(tmp_path, ("", [header, ("钢材", "5", "900")]))
    assert rows_of(draft, "materials") == [{"name": "钢材", "unit": "kg", "green_quantity": "900 kg"}]
    assert why(draft) == {"表2第2行第2列": "reading.record_unit_missing"}


def test_missing_is_not_zero(tmp_path: Path) -> None:
    rows = [("产品名称", "产量（t）", "产值（万元）"), ("甲", "0", ""), ("乙", "/", "0.0"), ("丙", "—", "（未填报）")]
    draft = of_tables(tmp_path, ("", rows))
    assert rows_of(draft, "products") == [
        {"name": "甲", "unit": "t", "qualified_output": "0 t"}, {"name": "乙", "output_value": "0"}
    ]  # fmt: skip
    assert why(draft) == {"表2第4行": "reading.record_bare"}


def test_two_tables_on_one_product_are_joined_and_two_lines_of_one_are_not(tmp_path: Path) -> None:
    draft = of_tables(
        tmp_path,
        ("表5 产量", [("产品名称", "产量（万t）"), ("水泥", "120"), ("熟料", "90")]),
        ("表6 能耗", [("产品名称", "产品综合能耗（tce）", "产量（t）"), ("水泥", "7", "1200000"), ("熟料", "8", "5")]),
        ("表7 能源", [("能源品种", "消费量（t）"), ("柴油", "1"), ("柴油", "1")]),
        ("表8 能源", [("能源品种", "消费量（t）"), ("柴油", "1"), ("柴油", "2")]),
    )
    assert rows_of(draft, "products") == [
        {"name": "水泥", "unit": "万t", "qualified_output": "120 万t", "energy": "7"},
        {"name": "熟料", "unit": "万t", "qualified_output": "90 万t", "energy": "8"},
    ]
    assert [row["quantity"] for row in rows_of(draft, "energy")] == ["1 t", "1 t"]
    assert why(draft, 3) == {"表3第3行第3列": "reading.record_twice"}
    assert why(draft, 5) == {"表5第3行": "reading.record_which"}


def test_rows_that_the_application_does_not_ask_for_are_told(tmp_path: Path) -> None:
    asks = asked_by(book(), "jilin-2024", "park-2023", 2023)
    document = python_docx.Document()
    table_under(document, *DATA[0])
    draft = drafted(tmp_path, saved(document), asks)
    assert draft.rows == []
    assert why(draft, 1)["表1第2行"] == "reading.records_no_table"


# -- what is not understood is named -------------------------------------------------------------------


def test_tables_that_nothing_reads_are_named_with_what_they_lack(tmp_path: Path) -> None:
    document = factory_2024(styles=True)
    document.add_heading("五、附件", 1)
    for caption, rows in (
        ("附表1 设备一览", [("设备", "台数"), ("车床", "2")]),
        ("产品情况", [("产品名称", "用途"), ("水泥", "建房")]),
        ("", [("基本要求", "证明材料"), ("守法", "执照")]),
        ("这一行文字很长，是正文的一部分，不是表题，因为它以句号结尾。", [("是否符合", "说明"), ("是", "好")]),
        ("空表", [("", ""), ("", "")]),
        ("指标", [("指标", "单位", "申报值"), ("能耗", "t", "")]),
    ):
        table_under(document, caption, rows)
        document.add_paragraph("说明。")
    draft = drafted(tmp_path, saved(document))
    assert [(one.caption, one.why.code, one.head[:2]) for one in draft.tables] == [
        ("附表1 设备一览", "reading.table_unknown", ("设备", "台数")),
        ("产品情况", "reading.table_near", ("产品名称", "用途")),
        ("五、附件", "reading.table_near", ("基本要求", "证明材料")),
        ("五、附件", "reading.table_near", ("是否符合", "说明")),
        ("空表", "reading.table_blank", ()),
        ("指标", "reading.table_no_rows", ("指标", "单位")),
    ]
    lacks = [render(one.why) for one in draft.tables if one.why.code == "reading.table_near"]
    assert "没有数量、金额等数据的列" in lacks[0]
    assert "没有答复的列" in lacks[1]
    assert "没有要求内容的列" in lacks[2]


def test_rows_of_requirements_that_are_not_understood_are_listed(tmp_path: Path) -> None:
    rows = [
        ("编号", "基本要求", "是否符合", "说明"),
        ("NEG-1", "未正常经营生产", "无此情形", "查过"),
        ("", "守法经营", "", ""),
        ("", "体系健全", "□符合 □不符合", ""),
        ("", "有规划", "基本符合", ""),
        ("", "", "符合", "不知哪一项"),
        ("编号", "基本要求", "是否符合", "说明"),
        ("", "", "", ""),
        ("", "没有这一条", "符合", ""),
    ]
    draft = of_tables(tmp_path, ("", rows))
    assert why(draft) == {
        "表2第3行第3列": "reading.answer_missing", "表2第4行第3列": "reading.answer_missing",
        "表2第5行第3列": "reading.answer_bad", "表2第6行第3列": "reading.answer_nameless",
        "表2第9行第3列": "reading.answer_unknown",
    }  # fmt: skip
    assert [one.value["answer"] for one in draft.taken if one.path == ("conditions", "NEG-1")] == ["met"]


def test_texts_that_no_line_asks_for_are_named_with_the_reason(tmp_path: Path) -> None:
    document = factory_2024(styles=True)
    document.paragraphs[0].insert_paragraph_before("内部资料，注意保存")
    document.add_heading("（二）企业基本情况", 2)
    document.add_paragraph("又说了一遍。")
    draft = drafted(tmp_path, saved(document))
    left = {one.title: one.why.code for one in draft.chapters}
    assert left["（第一个标题以前）"] == left["四、评价结论"] == "reading.chapter_no_place"
    assert left["（二）企业基本情况"] == "reading.chapter_filled"
    assert next(one.text for one in draft.chapters if one.title == "（第一个标题以前）") == "内部资料，注意保存"


# -- quantities ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("2,100 万kWh", "2100", "万kWh"), ("１２，３４５．６", "12345.6", ""), ("35万m³", "35", "万m3"),
     ("-3 t", "-3", "t"), ("0", "0", ""), ("0.1229 kgce/kWh", "0.1229", "kgce/kWh"), ("3（t）", "3", "t"),
     ("8.5 kgoe/(t·能量因数)", "8.5", "kgoe/(t·能量因数)")],
)  # fmt: skip
def test_figures_with_their_units(text: str, number: str, unit: str) -> None:
    assert tuple(map(str, figure_in(text))) == (number, unit)


@pytest.mark.parametrize(
    "text", ["约100", "≥5 t", "10³", "5×10⁴ t", "½", "①", "1-2", "12 双", "1,2 t", "1e5 xyz", "％"]
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(NotTaken):
        figure_in(text)


def test_units_of_headers_and_captions() -> None:
    assert unit_in_header("消费量（万kWh）") == "万kWh"
    assert unit_in_header("产值/万元") == "万元"
    assert unit_in_header("产量（单位：双）") == "双"
    assert unit_in_header("产量（2023年）") == ""
    assert unit_in_header("产量（不含外协）") == ""
    assert units_in_caption("表5 产品（单位：t、万元）") == ("t", "万元")
    assert units_in_caption("主要产品") == ()


def test_every_reason_has_both_languages() -> None:
    for code in (one for one in CATALOGUE if one.startswith("reading.")):
        zh, en = CATALOGUE[code]
        assert zh
        assert en
        assert zh != en


# -- whatever a file holds -----------------------------------------------------------------------------

LABELS = sorted({word for meanings in MEANINGS.values() for word in meanings})
texts = st.one_of(
    st.sampled_from(
        [*LABELS, "2023年", "万元", "t", "合计", "1,000", "０", "—", "基本要求", "是否符合", "指标", "申报值"]
    ),
    st.text(max_size=12),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
)
cells = st.builds(
    Cell, texts, st.integers(0, 6), st.sampled_from([1, 1, 1, 2, 60]), st.sampled_from([False, False, False, True])
)
grids = st.builds(
    Grid,
    st.integers(1, 3),
    st.lists(st.lists(cells, max_size=6).map(tuple), max_size=6).map(tuple),
    texts,
)


@given(st.lists(grids, max_size=3))
def test_no_table_breaks_the_reading(found: list[Grid]) -> None:
    numbered = [replace(grid, number=number) for number, grid in enumerate(found, 1)]
    report = understand(numbered)
    draft = draft_of(report, asked(), "报告.docx")
    unit_file(draft, asked(), agency=False, source="报告.docx")
    told: list[Message] = [one.why for one in (*draft.left, *draft.tables, *draft.chapters)]
    for one in (*told, *(table_words(one) for one in draft.tables)):
        assert render(one, "zh")
        assert render(one, "en")


def test_a_table_of_many_rows_is_read_up_to_its_bound(tmp_path: Path) -> None:
    rows = tuple(
        (Cell(f"产品{number}", 0), Cell(str(number), 1)) for number in range(2500)
    )  # fmt: skip
    grid = Grid(1, ((Cell("产品名称", 0), Cell("产量（t）", 1)), *rows))
    report = understand([grid])
    assert len(report.records) == 2000
    assert [one.why.code for one in report.unread] == ["reading.records_many"]
    assert len(draft_of(report, asked(), "报告.docx").rows) == 2000
