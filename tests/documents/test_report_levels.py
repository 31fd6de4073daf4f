"""Energy levels and factors that the applicant states: written by our report and read back; levels typed by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from documents.report_docs import factory_2024, saved, table_under
from documents.test_agency_report import FACTORY, WHOLE, subject
from documents.test_report_tables import Rows, asked, drafted, of_tables, rows_of, why
from greenlist.documents.papers import Paper, Table
from greenlist.documents.papers.docx import docx
from greenlist.documents.report import Subject, agency_report, self_report
from greenlist.documents.report.agency import agency_forms
from greenlist.engine.case import Given, Row
from greenlist.engine.evaluate import evaluate
from greenlist.engine.lawbook import LawBook

CEMENT, ALLOY = "factory-02-cement", "factory-04-ferroalloy"
COMPARED = ("name", "level_indicator", "unit_energy", "energy_limit_standard")


def with_rows(name: str, table: str, rows: tuple[Row, ...]) -> Subject:
    """A unit with other rows of one table, evaluated anew."""
    one, book = subject(name), LawBook()
    case = replace(one.case, tables={**one.case.tables, table: rows})
    return replace(one, evaluation=evaluate(case, book.policy("jilin-2024"), book))


def papers(one: Subject) -> list[Paper]:
    """Its report in every form of a factory."""
    forms = [form for form in agency_forms() if form.template.startswith("factory-agency")]
    return [self_report(one), *(agency_report(one, WHOLE, form, claimed=one.evaluation) for form in forms)]


def table(paper: Paper, caption: str) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table) and block.caption == caption)


def stated(row: Mapping[str, Given], columns: tuple[str, ...]) -> dict[str, str]:
    cells = {column: row[column] for column in columns if column in row}
    return {column: f"{cell.value} {cell.unit}".strip() for column, cell in cells.items()}


# -- factors that the applicant states -----------------------------------------------------------------------

FACTORS: tuple[Row, ...] = (
    {"type": Given("天然气"), "quantity": Given(Decimal("35.5"), "万m3"), "unit": Given("万m3"),
     "direction": Given("购入"), "factor": Given(Decimal("1.2143"), "kgce/m3"), "factor_source": Given("实测")},
    {"type": Given("电力"), "quantity": Given(Decimal(2100), "万kWh"), "unit": Given("万kWh"),
     "direction": Given("购入")},
    {"type": Given("醇基燃料"), "quantity": Given(Decimal(12), "t"), "unit": Given("t"), "direction": Given("输出"),
     "factor": Given(Decimal("0.68"), "tce/t"), "factor_source": Given("产品说明书（供货商）")},
    {"type": Given("柴油"), "quantity": Given(Decimal(3), "t"), "unit": Given("t"), "direction": Given("购入"),
     "factor": Given(Decimal("1.4571"))},
)  # fmt: skip
COLUMNS = ("type", "quantity", "unit", "direction", "factor", "factor_source")


@pytest.mark.requirement("REQ-42")
def test_stated_factors_stand_in_our_report_and_come_back(tmp_path: Path) -> None:
    for paper in papers(with_rows(FACTORY, "energy", FACTORS)):
        draft = drafted(tmp_path, docx(paper), asked("factory-industry"))
        found: Rows = rows_of(draft, "energy")
        assert [{key: row[key] for key in COLUMNS if key in row} for row in found] == [
            stated(row, COLUMNS) for row in FACTORS
        ]


def test_the_columns_of_stated_factors_are_there_only_where_one_is(tmp_path: Path) -> None:
    with_factor = table(self_report(with_rows(FACTORY, "energy", FACTORS)), "综合能耗折算表")
    assert [head.title for head in with_factor.columns][5:7] == ["折标系数（申报）", "折标系数来源"]
    assert [row[5:7] for row in with_factor.rows] == [
        ("1.2143 kgce/m³", "实测"), ("—", "—"), ("0.68 tce/t", "产品说明书（供货商）"), ("1.4571", "—"),
    ]  # fmt: skip
    assert len(table(self_report(subject(FACTORY)), "综合能耗折算表").columns) == 6
    assert len(table(self_report(with_rows(FACTORY, "energy", FACTORS)), "二氧化碳排放折算表").columns) == 6


# -- levels in our own report --------------------------------------------------------------------------------


@pytest.mark.requirement("REQ-42")
def test_levels_of_our_own_report_are_the_products_they_came_from(tmp_path: Path) -> None:
    for name in (CEMENT, ALLOY):
        case = subject(name).case
        for paper in papers(subject(name)):
            draft = drafted(tmp_path, docx(paper), asked(subject(name).evaluation.pack.id))
            rows = [stated(row, COMPARED) for row in case.tables["products"]]
            if name == CEMENT:  # held against a benchmark document, which the policy names: no standard to give back
                rows = [{key: cell for key, cell in row.items() if key != "energy_limit_standard"} for row in rows]
            assert rows_of(draft, "products") == rows


def test_a_value_says_where_it_comes_from() -> None:
    (cement,) = table(self_report(subject(CEMENT)), "能效水平对照表").rows
    first, second = table(self_report(subject(ALLOY)), "能效水平对照表").rows
    assert cement[2] == "100 kgce/t（计算）；100 kgce/t（申报）"
    assert (first[2], second[2]) == ("1,170 kgce/t（计算）", "4,600 kWh/t（申报）")


def test_what_was_computed_or_is_missing_is_told_and_not_written(tmp_path: Path) -> None:
    rows = [
        ("产品", "指标", "实际值", "标准", "结论"),
        ("甲", "综合能耗", "100 kgce/t（计算）", "GB 16780-2021", "达到"),
        ("乙", "综合能耗", "90 kgce/t（修正后）；95 kgce/t（计算）；96 kgce/t（申报）", "GB 16780-2021", "达到"),
        ("丙", "综合能耗", "100 kgce/t", "GB 16780-2021", "达到"),
        ("丁", "电耗", "—", "GB 16780-2021", "请补填"),
        ("戊", "—", "—", "—", "缺少"),
    ]
    draft = of_tables(tmp_path, ("能效水平对照表", rows))
    kept = {"energy_limit_standard": "GB 16780-2021", "level_indicator": "综合能耗"}
    assert rows_of(draft, "products") == [
        {"name": "甲", **kept}, {"name": "乙", **kept, "unit_energy": "96 kgce/t"}, {"name": "丙", **kept}
    ]  # fmt: skip
    assert why(draft) == {
        "表2第1行第5列": "reading.columns_computed", "表2第2行第3列": "reading.level_computed",
        "表2第4行第3列": "reading.level_unmarked", "表2第5行": "reading.level_no_value",
        "表2第6行": "reading.level_no_value",
    }  # fmt: skip


# -- typed by people -----------------------------------------------------------------------------------------


def test_levels_as_people_type_them(tmp_path: Path) -> None:
    rows = [
        ("序号", "产品名称", "能耗指标", "单位", "2022年实际值", "2023年实际值", "标杆水平", "基准水平", "执行标准",
         "是否达标"),
        ("1", "水泥熟料", "单位熟料综合能耗", "kgce/t", "104", "99.5", "100", "117",
         "GB16780-2021《水泥单位产品能源消耗限额》", "是"),
        ("2", "低碳锰硅", "冶炼电耗", "", "", "4,600 kWh/t", "", "", "发改产业〔2023〕723号", "是"),
        ("3", "玻璃", "合格率", "%", "", "98", "", "", "", "是"),
        ("4", "陶瓷", "综合能耗", "kgce/t", "", "约 300", "", "", "GB/T 2589", "否"),
        ("5", "砖", "综合能耗", "", "", "30", "", "", "GB 30526、GB 2", "否"),
        ("6", "钢", "综合能耗", "tce", "", "30", "", "", "", "否"),
    ]  # fmt: skip
    draft = of_tables(tmp_path, ("表12 主要产品能效对标情况", rows))
    assert rows_of(draft, "products") == [
        {"name": "水泥熟料", "energy_limit_standard": "GB16780-2021", "level_indicator": "单位熟料综合能耗",
         "unit_energy": "99.5 kgce/t"},
        {"name": "低碳锰硅", "level_indicator": "冶炼电耗", "unit_energy": "4600 kWh/t"},
    ]  # fmt: skip
    assert [note.code for cell in draft.rows[0].cells for note in cell.notes] == ["reading.record_near"]
    assert why(draft) == {
        "表2第1行第7列": "reading.columns_computed", "表2第2行第5列": "reading.records_year",
        "表2第3行第9列": "reading.level_standard", "表2第4行第6列": "reading.level_unit",
        "表2第5行第6列": "reading.record_no_number", "表2第6行第6列": "reading.record_unit_missing",
        "表2第7行第6列": "reading.level_unit",
    }  # fmt: skip


def test_a_table_of_other_values_is_none_of_levels(tmp_path: Path) -> None:
    draft = of_tables(tmp_path, ("产品质量", [("产品", "指标", "实际值"), ("水泥", "抗压强度", "52 MPa")]))
    assert draft.rows == []
    assert why(draft) == {"表2第2行第3列": "reading.figure_unknown"}


def test_a_level_joins_the_product_of_another_table_and_two_of_one_name_do_not(tmp_path: Path) -> None:
    document = factory_2024()
    table_under(document, "产品", [("产品名称", "产量（t）"), ("水泥", "5"), ("锰硅", "6")])
    table_under(document, "能效水平", [
        ("产品", "指标", "实际值（kgce/t）"), ("水泥", "综合能耗", "88"), ("锰硅", "综合能耗", "1"),
        ("锰硅", "冶炼能耗", "2"),
    ])  # fmt: skip
    draft = drafted(tmp_path, saved(document))
    assert rows_of(draft, "products") == [
        {"name": "水泥", "unit": "t", "qualified_output": "5 t", "level_indicator": "综合能耗",
         "unit_energy": "88 kgce/t"},
        {"name": "锰硅", "unit": "t", "qualified_output": "6 t"},
    ]  # fmt: skip
    assert why(draft, 3) == {"表3第3行": "reading.record_which", "表3第4行": "reading.record_which"}
