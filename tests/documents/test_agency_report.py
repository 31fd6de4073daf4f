"""The report of an agency: every kind and generation, its labels, records and tables; two files that say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.paper_texts import docx_text, pdf_text, squeezed
from door import SAMPLES
from greenlist.documents.papers import Cover, Heading, KeyTable, Paper, Paragraph, Signature, Table
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.pdf import typeset
from greenlist.documents.report import Subject, agency_report, chapters_for, industry_names
from greenlist.documents.report.agency import (
    AgencyInWords,
    ConditionFound,
    Difference,
    DocumentSeen,
    Evaluated,
    Issue,
    PlanInWords,
    Reviewed,
    SiteSeen,
    TeamPerson,
    agency_form,
    agency_forms,
)
from greenlist.documents.report.agency.around import RESULTS, nature
from greenlist.documents.report.agency.build import SHOWS
from greenlist.documents.report.agency.values import apart
from greenlist.documents.report.subject import _SPECIAL
from greenlist.documents.round import read_case
from greenlist.engine.case import Given, Kind, Witness
from greenlist.engine.evaluate import evaluate
from greenlist.engine.facts import Mark
from greenlist.engine.fields import Fields, fields_of
from greenlist.engine.lawbook import LawBook

FACTORY, PARK, CHAIN = "factory-01-machinery", "park-01-good", "chain-01-textile"
AGENCY = AgencyInWords(
    "示例绿色评价有限公司", "91220101MA0001234X", "长春市示例路1号", "李某", "0431-1", "王某", "0431-2", "赵某",
    "0431-3", "孙某", "0431-4", "吉绿评备〔2024〕001号", "吉林省", date(2024, 3, 1), date(2024, 12, 31), ("绿色工厂",),
)  # fmt: skip
WHOLE = Evaluated(
    AGENCY,
    PlanInWords("核实申报材料", "全厂", "通知和标准", "第一天文件，第二天现场", date(2024, 5, 6), date(2024, 5, 8)),
    (TeamPerson("赵某", "组长", "高级工程师", "全面负责"),),
    (DocumentSeen("能源购进消费表", "符合", "与台账一致"),),
    (SiteSeen(date(2024, 5, 7), date(2024, 5, 8), "长春厂区", ("赵某",), "厂长", "生产线正常", "抽三台", ("锅炉房",)),),
    (Reviewed("孙某", date(2024, 5, 22), True, "同意出具", (("核算边界", "没有问题"),)),),
    (Issue("综合能耗", "一般", "漏计柴油", "已补充", "已关闭"),),
    {"highlights": "屋顶光伏。", "purpose": "核实申报。", "conclusion": "符合。", "references": "某手册"},
    (Difference("综合能耗", "1,000 tce", "1,050 tce", "+5%", "补计柴油", "发票.pdf"),),
    "80.00", "79.00",
    (ConditionFound("法人资格", "在中国境内注册", "已注册", "符合", "营业执照.pdf"),),
    signed_by="李某", signed_on=date(2024, 5, 25), version=2, version_reason="更正能耗",
)  # fmt: skip


@cache
def subject(name: str) -> Subject:
    book = LawBook()
    case, problems = read_case(SAMPLES / f"{name}.yaml", book)
    assert case is not None
    assert problems == []
    return Subject(evaluate(case, book.policy("jilin-2024"), book), fields_of(book), industry_names(book))


@cache
def paper(name: str, form: str = "") -> Paper:
    chosen = next((one for one in agency_forms() if one.template == form), None)
    one = subject(name)
    return agency_report(one, WHOLE, chosen, claimed=one.evaluation)


def tables(one: Paper) -> dict[str, Table | KeyTable]:
    return {block.caption: block for block in one.blocks if isinstance(block, (Table, KeyTable))}


def titles(one: Paper) -> list[str]:
    return [block.text for block in one.blocks if isinstance(block, Heading) and block.level == 1]


def labels(one: Paper, caption: str) -> list[str]:
    found = tables(one)[caption]
    assert isinstance(found, KeyTable)
    return [label for label, _ in found.rows]


def words(one: Paper) -> str:
    return "\n".join(text for _, text in one.texts())


# -- forms --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "year", "template"),
    [
        (Kind.FACTORY, 2024, "factory-agency-2024"), (Kind.FACTORY, 2026, "factory-agency-2024"),
        (Kind.FACTORY, 2023, "factory-agency-2017"), (Kind.FACTORY, 2016, "factory-agency-2017"),
        (Kind.FACTORY, None, "factory-agency-2024"), (Kind.PARK, 2024, "park-agency-2018"),
        (Kind.SUPPLY_CHAIN, 2024, "supply-chain-agency"),
    ],
)  # fmt: skip
def test_the_generation_follows_the_year_of_the_policy(kind: Kind, year: int | None, template: str) -> None:
    assert agency_form(kind, year).template == template


def test_every_entry_cites_a_source_of_its_file_and_what_is_derived_is_unverified() -> None:
    for form in agency_forms():
        parts = [part for chapter in form.chapters for part in (chapter, *chapter.parts)]
        entries = [form.cover, form.statement, *form.tables, *parts]
        assert [one for one in entries if one.source not in form.sources] == []
        assert [one for one in entries if one.source == "derived" and one.mark is not Mark.UNVERIFIED] == []


def test_every_label_and_every_show_is_known(fields: Fields) -> None:
    agency = {f"agency.{name}" for name in AgencyInWords.__dataclass_fields__}
    known = {*fields.by_id, *_SPECIAL, *RESULTS, *agency, "region"}
    lines = [line for form in agency_forms() for part in (*form.tables,) for line in part.rows]
    lines += [line for form in agency_forms() for line in form.cover.lines]
    assert [line.value for line in lines if line.value not in known] == []
    shown = {
        name for form in agency_forms() for chapter in form.chapters for part in (chapter, *chapter.parts)
        for name in part.show
    }  # fmt: skip
    assert shown == set(SHOWS)


def test_the_form_of_the_supply_chain_says_that_nothing_of_it_was_seen() -> None:
    form = agency_form(Kind.SUPPLY_CHAIN, 2024)
    assert form.template_status == "unverified"
    assert "template_status：unverified" in paper(CHAIN).remark
    assert {part.mark for chapter in form.chapters for part in (chapter, *chapter.parts)} == {Mark.UNVERIFIED}


@pytest.mark.requirement("REQ-52")
@pytest.mark.parametrize("kind", list(Kind))
def test_which_texts_the_evaluators_write(kind: Kind, book: LawBook) -> None:
    specs = chapters_for(kind, book.policy("jilin-2024"))
    keys = [one.key for one in specs]
    assert len(set(keys)) == len(keys)
    assert all(one.title and one.hint for one in specs)
    most = {one.key: one.most for one in specs if one.most}
    assert most == ({} if kind is Kind.PARK else {"highlights": 100})  # a park has a whole chapter of them
    assert chapters_for(kind.value, book.policy("jilin-2024")) == specs


# -- labels and chapters -------------------------------------------------------------------------------


@pytest.mark.requirement("REQ-52")
def test_the_basic_information_of_the_factory_form_of_2024() -> None:
    one = paper(FACTORY)
    assert labels(one, "一、工厂基本信息") == [
        "工厂名称", "工厂地址", "所属行业（按统计局四位代码填写，可多填）", "主要产品", "单位性质", "统一社会信用代码",
        "法定代表人", "申报工作联系部门", "联系人", "联系电话", "电子邮箱",
    ]  # fmt: skip
    assert labels(one, "二、第三方机构信息") == [
        "第三方机构名称", "第三方机构地址", "机构法定代表人", "法定代表人电话", "机构联系人", "联系人电话",
        "报告编制负责人", "负责人电话",
    ]  # fmt: skip
    assert labels(one, "三、绿色工厂评价结果") == ["基本要求", "指标得分", "受评价方主要亮点（100字以内）"]
    assert titles(one)[:5] == ["基本信息表", "第三方机构声明", "一、概述", "二、评价过程和方法", "三、评价内容"]


def test_chapter_two_has_the_five_steps_and_their_records() -> None:
    one = paper(FACTORY)
    sections = [block.text for block in one.blocks if isinstance(block, Heading) and block.level == 2]
    assert sections[3:8] == [
        "（一）评价组织安排", "（二）文件评审", "（三）现场评价", "（四）报告编写", "（五）内部技术复核"
    ]  # fmt: skip
    assert {"评价组成员", "文件评审记录", "现场评价记录", "不符合项及整改情况", "内部技术复核记录"} <= set(tables(one))
    assert "2024年5月7日至2024年5月8日" in words(one)
    assert "本报告为第2版，修改原因：更正能耗。" in words(one)
    old = [block.text for block in paper(FACTORY, "factory-agency-2017").blocks if isinstance(block, Heading)]
    assert "（三）现场评估" in old


def test_the_factory_form_of_2017_has_its_seven_chapters_and_its_tables() -> None:
    one = paper(FACTORY, "factory-agency-2017")
    assert titles(one)[2:9] == [
        "一、概述", "二、评价过程和方法", "三、评价内容", "四、评价结论", "五、建议", "六、参考文件",
        "七、第三方机构资质符合性证明材料",
    ]  # fmt: skip
    assert "绿色工厂一般要求符合性评价表" in tables(one)


def test_the_park_form_has_three_yearly_scores_and_a_table_for_each_year() -> None:
    one = paper(PARK)
    assert labels(one, "二、第三方机构信息")[-2:] == ["报告审核人", "审核人电话"]
    result = tables(one)["三、绿色园区评价结果"]
    assert isinstance(result, KeyTable)
    by_year = subject(PARK).evaluation.score.by_year
    assert [label for label, _ in result.rows][1:] == [f"近三年评价得分（第{number}年）" for number in (1, 2, 3)]
    assert [value[:4] for _, value in result.rows][1:] == [str(year) for year in sorted(by_year)]
    yearly = {caption: table for caption, table in tables(one).items() if "第三方评价表　第" in caption}
    assert list(yearly) == [
        f"绿色工业园区评价指标第三方评价表　第{number}年（{year}年）" for number, year in enumerate(sorted(by_year), 1)
    ]
    for table in yearly.values():
        assert isinstance(table, Table)
        assert [column.title for column in table.columns] == [
            "一级指标", "序号", "二级指标", "指标单位", "指标数据", "评价情况说明"
        ]  # fmt: skip
    assert "绿色工业园区基本要求第三方评价表" in tables(one)


def test_a_year_table_of_the_evaluation_year_says_what_the_evaluation_says() -> None:
    one = subject(PARK)
    table = tables(paper(PARK))[f"绿色工业园区评价指标第三方评价表　第3年（{one.case.evaluation_year}年）"]
    assert isinstance(table, Table)
    assert [row[2] for row in table.rows] == [item.name for item in one.evaluation.items]


def test_the_boxes_of_the_nature_of_the_unit() -> None:
    one = subject(FACTORY)
    stated = replace(one, evaluation=replace(one.evaluation, case=replace(one.case, unit={"unit_nature": "民营企业"})))
    assert "■民营" in nature(stated)
    assert nature(stated).count("■") == 1
    assert "■" not in nature(replace(one, evaluation=replace(one.evaluation, case=replace(one.case, unit={}))))


# -- the agency's part ----------------------------------------------------------------------------------


def test_the_statement_has_its_places_and_says_who_signed() -> None:
    one = paper(FACTORY)
    (places,) = [block.places for block in one.blocks if isinstance(block, Signature)]
    assert places == ("法人代表（签字）", "单位（公章）", "日期")
    assert "第2版由示例绿色评价有限公司李某于2024年5月25日在系统中签署" in words(one)
    assert isinstance(one.blocks[0], Cover)
    assert one.blocks[0].date == "2024年5月25日"
    assert "草稿" not in one.trial


def test_a_draft_says_on_every_page_that_nobody_signed_it_and_what_is_missing() -> None:
    one = agency_report(subject(FACTORY), Evaluated(AGENCY))
    assert one.trial.startswith("草稿　尚未签署")
    open_places = [block.text for block in one.blocks if isinstance(block, Paragraph) and block.style == "todo"]
    for words_ in ("评价组记录", "文件评审记录", "现场评价记录", "内部技术复核记录", "基本条件", "改进建议"):
        assert any(words_ in text for text in open_places), words_
    assert isinstance(one.blocks[0], Cover)
    assert one.blocks[0].date == "　　年　　月　　日"


def test_highlights_that_are_too_long_are_told() -> None:
    long = agency_report(subject(FACTORY), replace(WHOLE, chapters={"highlights": "亮" * 101}))
    assert "“主要亮点”现有 101 字，超过 100 字" in words(long)


def test_the_qualification_names_filing_and_conditions() -> None:
    found = tables(paper(FACTORY))
    assert dict(found["第三方机构备案情况"].rows)["备案编号"] == "吉绿评备〔2024〕001号"  # type: ignore[arg-type]
    assert ("法人资格", "在中国境内注册", "已注册", "符合", "营业执照.pdf") in found["第三方机构基本条件符合情况"].rows


# -- claimed and verified -------------------------------------------------------------------------------


@pytest.mark.requirement("REQ-53")
def test_claimed_and_verified_stand_side_by_side() -> None:
    found = tables(paper(FACTORY))
    assert found["申报值与核查值差异表"].rows == (
        ("综合能耗", "1,000 tce", "1,050 tce", "+5%", "补计柴油", "发票.pdf"),
    )
    assert found["申报与核查的得分"].rows == (
        ("仅按申报值计算的得分", "80.00"),
        ("按申报值和核查值计算的得分", "79.00"),
    )


def test_an_indicator_shows_its_claimed_and_its_verified_value_and_how_far_they_lie_apart() -> None:
    one = subject(PARK)
    year = one.case.evaluation_year
    item = next(item for item in one.evaluation.items if item.value is not None and item.trace and item.trace.inputs)
    node = next(node for node in item.trace.inputs if isinstance(node.value, Decimal))  # type: ignore[union-attr]
    key = node.key.partition("[")[0]
    given = one.case.witnesses(key, year)
    assert given
    told = (*given, Given(given[-1].value * 2, given[-1].unit, Witness.VERIFIED, reason="核对"))  # type: ignore[operator]
    years = {**one.case.years, year: {**one.case.years.get(year, {}), key: told}}
    case = replace(one.case, years=years)
    book = LawBook()
    verified = replace(one, evaluation=evaluate(case, book.policy("jilin-2024"), book))
    made = agency_report(verified, WHOLE, claimed=one.evaluation)
    from greenlist.documents.report.agency.values import indicator_table

    (table,) = indicator_table(
        verified, "x", [it for it in verified.evaluation.items if it.id == item.id], one.evaluation
    )
    assert isinstance(table, Table)
    row = table.rows[0]
    after = next(it for it in verified.evaluation.items if it.id == item.id)
    assert row[3] != "—"
    assert row[4] != "—"
    assert row[5] == apart(item.value, after.value)
    assert made.title.endswith("绿色园区第三方评价报告")


def test_what_was_not_verified_says_that_it_is_as_claimed() -> None:
    from greenlist.documents.report.agency.values import indicator_table

    one = subject(PARK)
    item = next(item for item in one.evaluation.items if item.value is not None)
    (table,) = indicator_table(one, "x", [item], one.evaluation)
    assert isinstance(table, Table)
    assert table.rows[0][4:6] == ("—", "—")
    assert table.rows[0][7].endswith("按申报值")


@given(st.decimals(-1000, 1000, places=3), st.decimals(-1000, 1000, places=3))
def test_how_far_two_figures_lie_apart(claimed: Decimal, verified: Decimal) -> None:
    text = apart(claimed, verified)
    by = verified - claimed
    assert text.startswith("0" if by == 0 else "+" if by > 0 else "-")
    assert ("%" in text) == (by != 0 and claimed != 0)
    assert apart(None, verified) == apart(claimed, None) == "—"


# -- the two files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "form"), [(FACTORY, ""), (FACTORY, "factory-agency-2017"), (PARK, ""), (CHAIN, "")]
)  # fmt: skip
@pytest.mark.long
def test_pdf_and_docx_say_the_same(name: str, form: str) -> None:
    one = paper(name, form)
    made = typeset(one)
    in_pdf = pdf_text(made.content, furniture=(one.trial, one.remark))
    in_docx = docx_text(docx(one, pages=made.pages))
    places = [text for _, text in one.texts() if text and text not in {one.title, one.meta.subject}]
    assert [text for text in places if squeezed(text) not in in_docx] == []
    headings = [squeezed(heading.text) for heading in one.headings()]
    assert [text for text in headings if text not in in_pdf] == []
    assert typeset(one).content == made.content
