"""Filled reports read back: our own of every generation, and those that people type; each thing with its place."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import cache
from pathlib import Path

import docx as python_docx
import pytest

from documents.report_docs import factory_2024, fill, park_2018, put, saved, with_parts
from documents.test_agency_report import paper, subject
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.papers.docx import docx
from greenlist.documents.report import self_report
from greenlist.documents.report_reader import Draft, Report, asked_by, draft_of, read_report, unit_file
from greenlist.documents.report_reader.labels import key_of, section_of
from greenlist.documents.report_reader.marks import ticked
from greenlist.documents.report_reader.typed import NotTaken, choice, value_of
from greenlist.engine.application import read_application
from greenlist.engine.case import Kind
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import Met

FACTORY, PARK, CHAIN = "factory-01-machinery", "park-01-good", "chain-01-textile"
NATURES = ("内资（国有）", "内资（集体）", "内资（民营）", "中外合资", "港澳台", "外商独资")


@cache
def own(name: str, form: str) -> bytes:
    return docx(self_report(subject(name)) if form == "self" else paper(name, form))


def read(folder: Path, content: bytes) -> Report:
    return read_report(put(folder, content))


def drafted(report: Report, pack: str, year: int = 2023) -> Draft:
    return draft_of(report, asked_by(LawBook(), "jilin-2024", pack, year), "报告.docx")


def values(draft: Draft) -> dict[str, object]:
    return {".".join(one.path): one.value for one in draft.taken}


# -- our own forms ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "form", "kind", "agency"),
    [
        (FACTORY, "factory-agency-2024", Kind.FACTORY, True), (FACTORY, "factory-agency-2017", Kind.FACTORY, True),
        (PARK, "park-agency-2018", Kind.PARK, True), (CHAIN, "supply-chain-agency", Kind.SUPPLY_CHAIN, True),
        (FACTORY, "self", Kind.FACTORY, False), (PARK, "self", Kind.PARK, False),
        (CHAIN, "self", Kind.SUPPLY_CHAIN, False),
    ],
)  # fmt: skip
@pytest.mark.long
def test_our_own_reports_are_read_back(name: str, form: str, kind: Kind, agency: bool, tmp_path: Path) -> None:
    report = read(tmp_path, own(name, form))
    assert (report.kind, report.agency) == (kind, agency)
    case = subject(name).case
    assert report.text("name") == case.name
    told = {"reading.label_unknown", "reading.columns_computed", "reading.level_no_value"}
    left = [one for one in report.unread if one.why.code not in told]
    undetermined = [one for one in subject(name).evaluation.conditions if one.answer is Met.UNDETERMINED]
    assert {one.why.code for one in left} == {"reading.answer_bad"}
    assert all("：未定" in one.text for one in left)
    assert 0 < len(left) <= len(undetermined)
    draft = drafted(report, subject(name).evaluation.pack.id)
    found = values(draft)
    assert found["unit.name"] == case.name
    if agency:
        assert found["unit.agency"] == "示例绿色评价有限公司"
    else:
        assert "unit.agency" not in found
    answers = {key for key in found if key.startswith("conditions.")}
    assert {"conditions.NEG-1", "conditions.NEG-6"} <= answers


def test_the_figures_of_our_own_report_are_those_of_the_evaluation(tmp_path: Path) -> None:
    found = values(drafted(read(tmp_path, own(PARK, "park-agency-2018")), "park-2023"))
    items = {one.id: one.value for one in subject(PARK).evaluation.items}
    figures = {key.removeprefix("declared."): value for key, value in found.items() if key.startswith("declared.")}
    assert len(figures) > 20
    for item, text in figures.items():
        number = items[item]
        assert number is not None
        assert abs(Decimal(str(text)) - number) <= Decimal("0.00005"), item


def test_the_score_of_our_own_report_is_that_of_the_evaluation(tmp_path: Path) -> None:
    found = values(drafted(read(tmp_path, own(CHAIN, "supply-chain-agency")), "supply-chain"))
    assert found["claimed_score"] == {"total": "83.5", "report": "报告.docx"}


# -- typed by people ----------------------------------------------------------------------------------


@pytest.mark.parametrize("styles", [False, True])
@pytest.mark.requirement("REQ-42")
def test_a_report_of_2024_is_read_with_and_without_styles(styles: bool, tmp_path: Path) -> None:
    draft = drafted(read(tmp_path, saved(factory_2024(styles=styles))), "factory-2025")
    assert values(draft) == {
        "unit.name": "示例机械制造有限公司",
        "unit.address": "长春市二道区示例大街1号",
        "unit.industry4": "3484",
        "unit.main_products": ["减速机", "联轴器"],
        "unit.unit_nature": "内资（民营）",
        "unit.uscc": "91220105A00001014W",
        "unit.legal_rep": "张三",
        "unit.contact_department": "安环部",
        "unit.contact": "李四",
        "unit.phone": "0431-8800",
        "unit.email": "li@example.com",
        "unit.agency": "示例绿色评价有限公司",
        "unit.unit_intro": "本公司成立于2001年，主营减速机。",
        "narrative.highlights": "屋顶光伏和余热回收。",
        "claimed_score": {"total": "86.5", "report": "报告.docx"},
    }
    assert [one.title for one in draft.chapters] == ["二、评价过程和方法", "三、评价内容", "四、评价结论"]
    places = {".".join(one.path): one.at for one in draft.taken}
    assert places["unit.legal_rep"] == "表1第7行第4列"
    left = {one.at: one for one in draft.left}
    assert "厂歌" in left["表1第10行第2列"].text
    assert left["表1第14行第4列"].why.code == "reading.agency_line"  # 法定代表人电话 of the agency, not of the unit
    assert left["表1第18行第2列"].why.code == "reading.result_line"


def test_a_park_of_2018_has_three_scores_and_years_in_columns(tmp_path: Path) -> None:
    draft = drafted(read(tmp_path, saved(park_2018())), "park-2023")
    found = values(draft)
    assert found["claimed_score"] == {
        "total": "85.06", "report": "报告.docx", "by_year": {"2021": "81.2", "2022": "83", "2023": "85.06"}
    }  # fmt: skip
    assert (found["declared.EG1"], found["declared.EG2"]) == ("3.2", "12")
    assert (found["unit.park_head_phone"], found["unit.phone"]) == ("0431-11", "0431-12")
    years = [one for one in draft.left if one.why.code == "reading.figure_year"]
    assert [one.why.params["year"] for one in years] == ["2021", "2022"]


def test_indicator_tables_give_claimed_values_and_tell_verified_ones(tmp_path: Path) -> None:
    document = factory_2024()
    rows = [
        ("编号", "指标", "单位", "申报值", "核查值"),
        ("", "可再生能源利用率", "%", "12.5", "11.9"),
        ("", "没有的指标", "%", "1", "1"),
        ("", "一般工业固体废物综合利用率", "kg", "95", ""),
        ("C1-07", "工业用水重复利用率", "％", "", "88"),
        ("C1-01", "能源消耗强度", "tce/万元", "0.12", "0.12"),
        ("C1-02", "别的指标", "%", "1", ""),
        ("", "绿色设计", "", "5", ""),
    ]
    fill(document.add_table(len(rows), 5), rows)
    report = read(tmp_path, saved(document))
    assert [one.claimed for one in report.figures] == ["12.5", "1", "95", "", "0.12", "1", "5"]
    draft = drafted(report, "factory-2025")
    taken = {one.path[1]: one for one in draft.taken if one.path[0] == "declared"}
    assert {key: (one.value, one.unit) for key, one in taken.items()} == {
        "C1-03": ("12.5", ""), "C1-01": ("0.12", "tce/万元")
    }  # fmt: skip
    assert [note.code for note in taken["C1-03"].notes] == ["reading.verified_kept_back"]
    assert taken["C1-01"].notes == ()
    left = {one.text.split("：")[0]: one.why.code for one in draft.left if one.at.startswith("表2")}
    assert left == {
        "没有的指标": "reading.figure_unknown", "一般工业固体废物综合利用率": "reading.figure_unit",
        "工业用水重复利用率": "reading.verified_kept_back", "别的指标": "reading.figure_name_differs",
        "绿色设计": "reading.figure_judged",
    }  # fmt: skip


def test_struck_out_text_fallbacks_and_contents_are_left_out(tmp_path: Path) -> None:
    struck = (
        '<w:p><w:r><w:t>传真：</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>0431-9</w:t></w:r></w:ins></w:p>'
        "<w:p><w:r><w:t>一、概述</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>3</w:t></w:r></w:p>"
    )

    def change(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", f"<w:body>{struck}".encode(), 1)

    report = read(tmp_path, with_parts(saved(factory_2024()), change))
    assert report.text("fax") == "0431-9"
    assert [one.title for one in report.texts].count("一、概述") == 0


def test_old_check_boxes_and_symbols_are_boxes(tmp_path: Path) -> None:
    def box(*, on: bool) -> str:
        state = '<w:checked w:val="1"/>' if on else ""
        return (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
            f'{state}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    for inner, answer in (
        (box(on=False) + "<w:r><w:t>国有</w:t></w:r>" + box(on=True) + "<w:r><w:t>民营</w:t></w:r>", "内资（民营）"),
        (symbol + "<w:r><w:t>中外合资</w:t></w:r>", "中外合资"),
    ):

        def change(parts: dict[str, bytes], inner: str = inner) -> None:
            main = parts["word/document.xml"].decode()
            start = main.index("内资（")
            first, last = main.rindex("<w:r>", 0, start), main.index("</w:r>", start) + len("</w:r>")
            parts["word/document.xml"] = (main[:first] + inner + main[last:]).encode()

        draft = drafted(read(tmp_path, with_parts(saved(factory_2024()), change)), "factory-2025")
        assert values(draft)["unit.unit_nature"] == answer


def test_the_unit_file_is_one_the_engine_reads(tmp_path: Path) -> None:
    report = read(tmp_path, saved(park_2018()))
    book = LawBook()
    asked = asked_by(book, "jilin-2024", "park-2023", 2023)
    data = unit_file(draft_of(report, asked, "报告.docx"), asked, agency=report.agency, source="报告.docx")
    case, problems = read_application(data, fields_of(book))
    assert case is not None
    assert problems == []
    assert case.declared["EG1"].reason == "取自《报告.docx》表4第3行第7列"


def test_what_is_no_report_is_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    document = python_docx.Document()
    document.add_paragraph("会议纪要")
    document.save(out)
    with pytest.raises(UnreadableFile) as refused:
        read(tmp_path, out.getvalue())
    assert refused.value.message.code == "reading.not_report"


# -- labels, boxes, values ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "section", "before", "key"),
    [
        ("统 一 社 会\n信用代码：", "unit", "", "uscc"), ("（1）工厂名称", "unit", "", "name"),
        ("3.法定代表人", "unit", "", "legal_rep"), ("法定代表人", "agency", "", "agency.legal_rep"),
        ("联系电话", "unit", "contact_person", "contact_phone"), ("联系电话", "unit", "legal_rep", "legal_rep_phone"),
        ("联系电话", "agency", "agency.legal_rep", "agency.legal_rep_phone"),
        ("职务", "unit", "park_head", "park_head_title"), ("职务", "unit", "contact_person", "contact_title"),
        ("负责人电话", "unit", "park_head", "park_head_phone"), ("负责人电话", "agency", "", "agency.lead_phone"),
        ("所属行业（按统计局四位代码填写,可多填）", "unit", "", "industry"), ("厂歌", "unit", "", ""), ("", "", "", ""),
    ],
)  # fmt: skip
def test_a_label_means_what_its_place_says(label: str, section: str, before: str, key: str) -> None:
    assert key_of(label, section, before) == key


def test_a_line_over_a_block_names_it() -> None:
    assert section_of("一、工厂基本信息") == "unit"
    assert section_of("表 2 二、第三方机构信息") == "agency"
    assert section_of("三、绿色园区评价结果") == "result"
    assert section_of("工厂名称") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("□符合　■不符合", ["不符合"]), ("符合√ 不符合□", ["符合"]), ("☑ 民营  □国有", ["民营"]), ("□国有 □集体", []),
        ("内资（□国有　□集体　√民营）　□中外合资", ["民营"]), ("☒港澳台；☐外商独资", ["港澳台"]), ("民营", []),
    ],
)  # fmt: skip
def test_boxes_are_read_before_and_behind_their_words(text: str, words: list[str]) -> None:
    assert ticked(text) == words


def test_a_choice_needs_just_one_that_is_known() -> None:
    assert choice("民营", NATURES) == "内资（民营）"
    assert choice("☑内资（□国有 □集体 ☑民营）", NATURES) == "内资（民营）"
    for text, code in (
        ("□国有 □集体", "reading.no_tick"), ("☑国有 ☑集体", "reading.many_ticks"), ("股份制", "reading.choice_unknown"),
    ):  # fmt: skip
        with pytest.raises(NotTaken) as not_taken:
            choice(text, NATURES)
        assert not_taken.value.why.code == code


def test_values_are_those_of_their_fields() -> None:
    fields = fields_of(LawBook()).by_id
    assert value_of("5,000 万元", fields["registered_capital"]) == "5000"
    assert value_of("2001 年 3 月 5 日", fields["founded_on"]) == "2001-03-05"
    assert value_of("2001年3月5日至2031年3月4日", fields["licence_valid_to"]) == "2031-03-04"
    with pytest.raises(NotTaken):
        value_of("很多", fields["registered_capital"])
