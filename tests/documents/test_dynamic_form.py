"""The 动态管理表: what it asks is cited data, it comes prefilled in three forms, a filled one is read back by cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from documents.paper_texts import docx_text, pdf_text, squeezed
from greenlist.documents.dynamic import (
    DynamicForm,
    Filled,
    Known,
    Seen,
    data_year,
    dynamic_form,
    dynamic_paper,
    figures_of,
    read_dynamic_bytes,
    write_dynamic,
)
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.pdf import pdf
from greenlist.documents.round import read_case
from greenlist.engine.case import Kind
from greenlist.engine.facts import Mark
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook, LawInvalid
from greenlist.engine.lawbook.check import check_book

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "jilin-2024"
UNIT = {"name": "示例食品有限公司", "uscc": "91220105A00001014W", "region": "长春市", "list_level": "省级",
        "list_batch": "2023年度", "list_document": "吉工信示例〔2023〕1号"}  # fmt: skip
FIGURES = {"energy_total": {2022: Decimal("2480.5"), 2023: Decimal("2580.9")}, "water_intake": {2023: Decimal(31000)}}
SEEN = (Seen("NEG-2b", "信用中国：行政处罚（2023-05-06）"),)
ON = date(2024, 3, 1)


def known(kind: Kind = Kind.FACTORY, **more: Any) -> Known:
    told: dict[str, Any] = {
        "year": 2023, "on": ON, "unit": UNIT, "figures": FIGURES, "figures_from": "2023年度申报（回执JL2023-000001-1）",
        "seen": SEEN, "screened_on": date(2024, 2, 20),
    }  # fmt: skip
    return Known(kind, **(told | more))


# -- what it asks ------------------------------------------------------------------------------------------------


@pytest.mark.requirement("REQ-57")
@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_is_cited_and_none_is_passed_off_as_official(book: LawBook, kind: Kind) -> None:
    form = dynamic_form(book, kind)
    assert [one.id for one in form.blocks] == ["unit", "change", "compliance", "indicators", "commitment", "review"]
    for one in form.fields():
        assert one.source in form.sources
        assert one.mark is Mark.UNVERIFIED
        assert not one.verified
        assert one.label
    assert f"{form.unverified()}个栏目为推定" in form.remark()


@pytest.mark.parametrize("kind", list(Kind))
def test_figures_are_asked_for_as_the_evaluation_asks(book: LawBook, kind: Kind) -> None:
    dictionary = fields_of(book).by_id
    asked = [one for one in dynamic_form(book, kind).fields() if one.input]
    assert asked
    for one in asked:
        own = dictionary[one.input]
        assert kind in own.kinds
        assert (one.label, one.unit, one.kind) == (own.label, own.unit, own.type)
        assert one.year_columns == 3


def test_the_conditions_are_those_of_article_15(book: LawBook) -> None:
    asked = [one.id for one in dynamic_form(book, Kind.PARK).block("compliance").fields if one.kind == "condition"]
    assert asked == [one.id for one in book.policy("cn-2024").exclusion.conditions]


def test_the_year_reported_on_is_the_one_before() -> None:
    assert data_year(date(2025, 4, 15)) == 2024


def test_an_overlay_confirms_adds_and_drops_fields(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    path = tmp_path / "forms" / "dynamic-factory.yaml"
    path.write_text(
        """
extends: dynamic-factory
source: own
sources: {own: {title: 省厅表式}}
blocks:
  - id: unit
    fields: [{id: legal_rep, remove: true}]
  - id: indicators
    fields:
      - {id: rd_share, remove: true}
      - {id: energy_total, mark: published, source: own, verified: true}
      - {id: heat, label: 供热量, unit: GJ, kind: number, year_columns: 3, required: false, mark: published,
         verified: true}
""",
        encoding="utf-8",
    )
    book = LawBook([tmp_path])
    assert not [one for one in check_book(book, None) if "forms" in one.file]
    form = dynamic_form(book, Kind.FACTORY)
    fields = {one.id: one for one in form.fields()}
    assert not {"rd_share", "legal_rep"} & set(fields)
    assert fields["energy_total"].verified
    assert fields["heat"].source == "own"
    assert form.unverified() == dynamic_form(LawBook(), Kind.FACTORY).unverified() - 3


def test_a_fault_in_an_overlay_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "dynamic-park.yaml").write_text("extends: dynamic-park\nsource: x\ncolour: red\n")
    with pytest.raises(LawInvalid, match="colour"):
        dynamic_form(LawBook([tmp_path]), Kind.PARK)


# -- prefilled ---------------------------------------------------------------------------------------------------


def test_the_inputs_of_the_last_evaluation_stand_in_their_years(book: LawBook) -> None:
    case, _ = read_case(SAMPLES / "park-01-good.yaml", book)
    assert case is not None
    found = figures_of(case, dynamic_form(book, Kind.PARK), 2023)
    assert found["park_va"] == {2021: Decimal(64), 2022: Decimal(68), 2023: Decimal(72)}
    assert found["park_fresh_water"][2021] == Decimal(4800000)  # 480 万m3 in the unit of the dictionary
    later = figures_of(case, dynamic_form(book, Kind.PARK), 2024)
    assert later["park_va"] == {2022: Decimal(68), 2023: Decimal(72)}


@pytest.mark.parametrize("kind", list(Kind))
def test_both_papers_say_the_same_and_that_the_form_is_unverified(book: LawBook, kind: Kind) -> None:
    form = dynamic_form(book, kind)
    paper = dynamic_paper(form, known(kind))
    in_pdf, in_docx = pdf_text(pdf(paper)), docx_text(docx(paper))
    for where, text in paper.texts():
        if where in {"题名", "作者", "主题"}:
            continue
        for part in text.split("\n"):
            assert squeezed(part) in in_docx, (where, part)
            assert squeezed(part)[:10] in in_pdf, (where, part)
    for said in (in_pdf, in_docx):
        assert "信用中国：行政处罚（2023-05-06）" in said
        assert "未见记录" in said
        assert squeezed(form.remark()) in said


def test_figures_in_the_paper_are_those_known(book: LawBook) -> None:
    text = pdf_text(pdf(dynamic_paper(dynamic_form(book, Kind.FACTORY), known())))
    assert "综合能源消费量tce2,480.52,580.9" in text
    assert "回执JL2023-000001-1" in text


def test_nothing_known_is_nothing_said(book: LawBook) -> None:
    form = dynamic_form(book, Kind.FACTORY)
    bare = Known(Kind.FACTORY, 2023, ON, {})
    text = pdf_text(pdf(dynamic_paper(form, bare)))
    assert "没有筛查记录" in text
    assert "未见记录" not in text
    assert "没有可取用的申报数据" in text
    assert read(write_dynamic(form, bare)).values == {}


def test_the_same_content_gives_the_same_bytes(book: LawBook) -> None:
    form = dynamic_form(book, Kind.FACTORY)
    assert write_dynamic(form, known()) == write_dynamic(form, known())
    assert pdf(dynamic_paper(form, known())) == pdf(dynamic_paper(form, known()))


def test_texts_are_never_formulas(book: LawBook) -> None:
    content = write_dynamic(
        dynamic_form(book, Kind.FACTORY), known(unit=UNIT | {"name": "=1+1", "address": "@SUM(A1)"})
    )
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        assert not [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
    assert read(content).values["name"] == "=1+1"


# -- read back ---------------------------------------------------------------------------------------------------


def read(content: bytes) -> Filled:
    return read_dynamic_bytes(content, LawBook(), origin="表.xlsx")


def cell(sheet: Worksheet, field: str, key: str) -> Any:
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    columns = {sheet.cell(1, column).value: column for column in range(2, sheet.max_column + 1)}
    return sheet.cell(rows[field], columns[key])


def filled_in(form: DynamicForm, fill: Callable[[Any], None] | None = None, **more: Any) -> Filled:
    """A form filled in completely, then as `fill` has it."""
    book = openpyxl.load_workbook(io.BytesIO(write_dynamic(form, known(form.kind, **more))))
    for field, text in (("contact", "王某"), ("phone", 13800000000)):
        cell(book["单位信息"], field, "value").value = text
    for one in form.block("change").fields:
        cell(book["重大事项变更"], one.id, "answer").value = "无变更"
    for one in form.block("compliance").fields:
        if one.kind == "condition":
            cell(book["合规性信息"], one.id, "answer").value = "无此情形"
            cell(book["合规性信息"], one.id, "queried_on").value = date(2024, 3, 5)
    for one in form.block("indicators").fields:
        if one.required:
            cell(book["关键指标"], one.id, "year.2023").value = 12.5
    for field, value in (("filled_by", "王某"), ("filled_on", "2024-03-10"), ("signed_by", "赵某")):
        cell(book["真实性承诺"], field, "value").value = value
    if fill is not None:
        fill(book)
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue())


def problems(filled: Filled) -> dict[str, str]:
    return {one.place: one.text("zh").partition(": ")[2] for one in filled.problems}


@pytest.mark.requirement("REQ-57")
def test_a_filled_form_is_read_back_typed(book: LawBook) -> None:
    def fill(opened: Any) -> None:
        sheet = opened["事故和处罚"]
        for column, value in enumerate(("行政处罚", date(2023, 5, 6), None, "示罚〔2023〕1号", "已改正"), 2):
            sheet.cell(5, column).value = value
        cell(opened["关键指标"], "water_intake", "note").value = "含外供"

    filled = filled_in(dynamic_form(book, Kind.FACTORY), fill)
    assert problems(filled) == {}
    assert (filled.kind, filled.year) == (Kind.FACTORY, 2023)
    assert filled.values["energy_total"] == {2022: Decimal("2480.5"), 2023: Decimal("12.5")}
    assert filled.values["phone"] == "13800000000"
    assert filled.values["filled_on"] == date(2024, 3, 10)
    assert filled.values["change_name"] == {"answer": "no"}
    assert filled.values["NEG-1"] == {"answer": "met", "queried_on": date(2024, 3, 5)}
    event = {"what": "行政处罚", "on": date(2023, 5, 6), "document": "示罚〔2023〕1号", "text": "已改正"}
    assert filled.values["events"] == [event]
    assert filled.notes == {"water_intake": "含外供"}
    assert filled.places["energy_total", 2023] == "关键指标!F6"


@pytest.mark.parametrize(
    ("sheet", "field", "key", "value", "said"),
    [
        ("关键指标", "energy_total", "year.2023", "约一千", "约一千"),
        ("关键指标", "energy_total", "year.2023", -1, "不小于 0"),
        ("关键指标", "rd_share", "year.2022", 101, "百分数在 0 到 100 之间"),
        ("关键指标", "energy_total", "year.2023", None, "“综合能源消费量”为必填"),
        ("单位信息", "uscc", "value", "91220105A00001014X", "校验位"),
        ("单位信息", "contact", "value", None, "“联系人”为必填"),
        ("单位信息", "list_level", "value", "县级", "县级"),
        ("合规性信息", "NEG-6", "queried_on", None, "请写明查询日期"),
        ("合规性信息", "NEG-6", "queried_on", "去年", "去年"),
        ("合规性信息", "NEG-6", "answer", "也许", "也许"),
        ("合规性信息", "NEG-6", "answer", None, "失信被执行人”为必填"),
        ("合规性信息", "NEG-6", "answer", "有此情形", "请写明情况"),
        ("重大事项变更", "change_name", "answer", "有变更", "请填写“变更前”"),
        ("真实性承诺", "filled_on", "value", "三月", "三月"),
    ],
)
def test_a_fault_is_told_at_its_cell(book: LawBook, sheet: str, field: str, key: str, value: object, said: str) -> None:
    def fill(opened: Any) -> None:
        cell(opened[sheet], field, key).value = value

    told = problems(filled_in(dynamic_form(book, Kind.FACTORY), fill))
    assert told
    assert all(place.startswith(f"{sheet}!") for place in told)
    assert any(said in text for text in told.values()), told


def test_a_sheet_that_is_gone_is_told(book: LawBook) -> None:
    filled = filled_in(dynamic_form(book, Kind.FACTORY), lambda opened: opened.remove(opened["关键指标"]))
    assert "缺少工作表“关键指标”" in "".join(problems(filled).values())


def test_an_answer_not_looked_up_asks_for_no_day(book: LawBook) -> None:
    def fill(opened: Any) -> None:
        cell(opened["合规性信息"], "NEG-6", "answer").value = "未查"
        cell(opened["合规性信息"], "NEG-6", "queried_on").value = None

    filled = filled_in(dynamic_form(book, Kind.FACTORY), fill)
    assert problems(filled) == {}
    assert filled.values["NEG-6"] == {"answer": "unknown"}


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04"])
def test_a_file_that_is_no_form_is_refused(content: bytes) -> None:
    filled = read(content)
    assert filled.values == {}
    assert [one.fatal for one in filled.problems] == [True]


def test_another_workbook_of_ours_is_no_dynamic_form(tmp_path: Path, book: LawBook) -> None:
    from greenlist.documents.form import write_form

    write_form(book.pack("factory-2025"), None, book, tmp_path / "x.xlsx")
    filled = read((tmp_path / "x.xlsx").read_bytes())
    assert "不是本程序生成的动态管理表" in filled.problems[0].text("zh")
