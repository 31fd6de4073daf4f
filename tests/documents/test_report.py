"""The self-evaluation report: every kind, every sample, from the application to the page."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents.paper_texts import docx_text, pdf_text, squeezed
from door import SAMPLES
from greenlist.documents.papers import Bars, Formula, Heading, KeyTable, Lines, Paper, Paragraph, Signature, Table
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.pdf import typeset
from greenlist.documents.report import Subject, industry_names, self_report, template_for
from greenlist.documents.report.evidence import digests_of
from greenlist.documents.report.subject import said, shown, unit_words
from greenlist.documents.round import read_case
from greenlist.engine.case import Given, Judged, Kind, Witness
from greenlist.engine.evaluate import evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import say

ONE_OF_EACH = ("factory-01-machinery", "park-01-good", "chain-01-textile")
ALL = sorted(path.stem for path in SAMPLES.glob("*.yaml"))


@cache
def subject(name: str) -> Subject:
    book = LawBook()
    case, problems = read_case(SAMPLES / f"{name}.yaml", book)
    assert case is not None
    assert problems == []
    return Subject(evaluate(case, book.policy("jilin-2024"), book), fields_of(book), industry_names(book))


def paper(name: str) -> Paper:
    return self_report(subject(name))


def table(one: Paper, caption: str) -> Table:
    return next(block for block in one.blocks if isinstance(block, Table) and block.caption.startswith(caption))


def cells(one: Paper) -> str:
    return "\n".join(text for _, text in one.texts())


# -- content ------------------------------------------------------------------------------------------


def test_the_labels_of_the_factory_form_are_those_of_2017() -> None:
    block = next(block for block in paper("factory-01-machinery").blocks if isinstance(block, KeyTable))
    wanted = (
        "工厂名称、所属行业、通讯地址、邮编、单位性质、统一社会信用代码、注册机关、注册资本、成立日期、有效期、法定代表人、"
        "法人代表联系电话、申报工作联系部门、联系人、联系电话、传真、手机、电子邮箱、单位简介"
    )
    assert "、".join(label for label, _ in block.rows) == wanted
    assert dict(block.rows)["统一社会信用代码"] == "91220105A00001014W"
    assert dict(block.rows)["邮编"] == "（未填报）"


def test_the_labels_of_the_park_form() -> None:
    block = next(block for block in paper("park-01-good").blocks if isinstance(block, KeyTable))
    labels = [label for label, _ in block.rows]
    assert labels[:8] == [
        "园区名称",
        "园区级别",
        "园区类型",
        "通讯地址",
        "园区负责人",
        "职务",
        "申报单位联系人",
        "职务",
    ]
    assert dict(block.rows)["园区级别"] == "省级"


@pytest.mark.parametrize(
    ("name", "chapters"),
    [
        ("factory-01-machinery", ["一、工厂基本情况", "二、绿色工厂创建情况", "三、下一步工作"]),
        ("park-01-good", ["一、园区基本情况", "二、绿色园区创建情况"]),
        ("chain-01-textile", ["一、概述", "二、评价过程和方法", "三、评价内容", "四、评价结论", "五、建议"]),
    ],
)
def test_chapters_in_their_order(name: str, chapters: list[str]) -> None:
    found = [block.text for block in paper(name).headings() if block.level == 1]
    assert [text for text in found if text in chapters] == chapters


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_there_is_a_commitment_with_places_for_signature_and_seal(name: str) -> None:
    blocks = paper(name).blocks
    signature = next(block for block in blocks if isinstance(block, Signature))
    assert "（公章）" in signature.places[0]
    assert signature.places[-1] == "日期"
    before = [block for block in blocks[: blocks.index(signature)] if isinstance(block, Heading)]
    assert before[-1].text == "承诺"


def test_every_condition_of_the_evaluation_stands_in_a_table_with_its_clause() -> None:
    for name in ONE_OF_EACH:
        rows = [row for block in paper(name).blocks if isinstance(block, Table) for row in block.rows]
        for one in subject(name).evaluation.conditions:
            assert any(said(one.name) in row and (one.clause in row or not one.clause) for row in rows), one.id


def test_an_exclusion_that_hits_is_told_as_one() -> None:
    rows = {row[0]: row for row in table(paper("factory-06-accident"), "否决条件答复表").rows}
    assert rows["NEG-2a"][2] == "有此情形"
    assert rows["NEG-3"][2] == "无此情形"
    assert rows["NEG-2a"][3] == "吉工信资源〔2024〕196号 一.2"
    assert "NEG-2a" in cells(paper("factory-06-accident")).split("问题与建议")[-1]


def test_every_indicator_of_a_park_stands_once_with_value_and_points() -> None:
    one = paper("park-01-good")
    tables = [block for block in one.blocks if isinstance(block, Table) and block.caption.endswith("指标表（2023年）")]
    rows = [row for block in tables for row in block.rows]
    assert [row[0] for row in rows] == [item.id for item in subject("park-01-good").evaluation.items]
    assert next(row for row in rows if row[0] == "EG1") == (
        "EG1",
        "能源产出率",
        "万元/tce",
        "—",
        "3.2",
        "3",
        "1.0667",
        "计算",
    )


def test_three_yearly_scores_of_a_park() -> None:
    one = paper("park-01-good")
    assert table(one, "近三年评价得分").rows == (("115.15", "115.31", "115.50"),)
    lines = next(block for block in one.blocks if isinstance(block, Lines))
    assert lines.years == ("2021年", "2022年", "2023年")
    assert lines.lines[0].shown == ("115.15", "115.31", "115.50")


def test_bars_stand_against_full_marks() -> None:
    bars = next(block for block in paper("chain-01-textile").blocks if isinstance(block, Bars)).bars
    assert [(bar.label, bar.shown) for bar in bars][:2] == [
        ("绿色供应链管理战略", "19.00 / 20"), ("实施绿色供应商管理", "17.00 / 20")
    ]  # fmt: skip
    assert bars[0].share == Decimal(19) / 20


def test_every_computed_indicator_has_its_formula_with_the_numbers() -> None:
    computed = {
        item.id: item for item in subject("park-01-good").evaluation.items if item.trace and item.trace.formula
        and item.state.value == "done"
    }  # fmt: skip
    found = {
        block.name.partition("　")[0]: block for block in paper("park-01-good").blocks if isinstance(block, Formula)
    }
    assert computed.keys() <= found.keys()
    one = found["EG1"]
    assert (one.words, one.numbers, one.result) == (
        "公式：园区工业增加值 × 10000 ÷ 能源综合消耗总量",
        "代入：72 × 10000 ÷ 225,000",
        "结果：3.2 万元/tce，得 1.0667 分",
    )
    assert one.inputs == ("园区工业增加值 = 72 亿元（申报）", "能源综合消耗总量 = 225,000 tce（申报）")


def test_a_figure_of_the_year_before_says_so() -> None:
    found = next(b for b in paper("park-01-good").blocks if isinstance(b, Formula) and b.name.startswith("HG2"))
    assert "园区碳排放量（上年）" in found.words
    assert any(one.startswith("园区碳排放量（上年） = ") for one in found.inputs)


def test_a_whole_table_is_called_by_its_title() -> None:
    book = LawBook()
    evaluation = evaluate(subject("factory-03-food").case, book.policy("cn-2025"), book)
    one = self_report(replace(subject("factory-03-food"), evaluation=evaluation))
    found = next(block for block in one.blocks if isinstance(block, Formula) and block.name.startswith("R12"))
    assert (found.words, found.numbers) == ("公式：计数(先进技术装备)", "代入：计数(?)")


def test_claimed_and_verified_figures_stand_side_by_side() -> None:
    rows = table(paper("factory-01-machinery"), "申报值与核查值对照表").rows
    assert [row[1:3] for row in rows if row[0] == "取水量"] == [("申报", "31,000 m³"), ("核查", "30,800 m³")]


def test_energy_lines_stand_with_factor_and_sum() -> None:
    one = paper("factory-01-machinery")
    (row,) = table(one, "综合能耗折算表").rows
    assert row == ("电力（当量）", "购入", "2,100 万kWh", "0.1229 kgce/kWh", "GB/T 2589-2020 附录A", "2,580.9")
    assert "合计：2,580.9 tce" in cells(one)


def test_what_is_missing_is_said_and_never_a_number() -> None:
    one = paper("factory-05-missing")
    text = cells(one)
    assert "得分未定" in text
    assert "（未填报）" in text
    rows = {row[0]: row for row in table(one, "否决条件答复表").rows}
    assert rows["NEG-4"][2] == "未定"
    advice = table(one, "问题与建议").rows
    assert len(advice) == len(subject("factory-05-missing").evaluation.verdict_reasons)


def test_a_standard_whose_table_is_not_loaded_says_so() -> None:
    text = cells(paper("chain-02-automobile"))
    assert "官方指标表未载入，不计分" in text
    assert not [block for block in paper("chain-02-automobile").blocks if isinstance(block, Bars | Lines)]


def test_a_judged_item_shows_the_reason_and_a_declared_one_its_value() -> None:
    changed = subject("chain-01-textile")
    case = replace(
        changed.case,
        judged=changed.case.judged | {"X11": Judged(Decimal(7), reason="示例理由")},
        declared={"X26": Given(Decimal(80), "%", Witness.CLAIMED)},
    )
    book = LawBook()
    evaluation = evaluate(case, changed.evaluation.policy, book)
    blocks = self_report(replace(changed, evaluation=evaluation)).blocks
    rows = {row[0]: row for block in blocks if isinstance(block, Table) for row in block.rows if len(row) == 8}
    assert rows["X11"][-2:] == ("7", "评定：示例理由")
    assert rows["X26"][3:5] == ("80", "75")


# -- marks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_trial_results_and_unverified_forms_say_so(name: str) -> None:
    one = paper(name)
    assert "试评" in one.trial
    assert "尚未核对原文" in one.remark
    assert "承诺文字" in one.remark
    assert len(subject(name).evaluation.unconfirmed) > 0
    assert f"用到 {len(subject(name).evaluation.unconfirmed)} 条" in cells(one)


def test_a_settled_result_on_a_confirmed_form_carries_no_mark() -> None:
    settled = replace(subject("chain-01-textile"))
    evaluation = replace(settled.evaluation, unconfirmed=())
    form = template_for(Kind.SUPPLY_CHAIN, 2024)
    word = {"document": "示例〔2024〕1号", "by": "示例", "on": "2024-07-01"}
    data = form.model_dump()
    data["fits"]["confirmed"] = word
    for entry in (data["cover"], data["basic"], data["commitment"], *data["chapters"]):
        entry["confirmed"] = word
    one = self_report(replace(settled, evaluation=evaluation), type(form).model_validate(data))
    assert (one.trial, one.remark) == ("", "")
    assert "待核定的规则" not in cells(one)


def test_a_text_longer_than_its_label_allows_is_told() -> None:
    one = subject("park-01-good")
    case = replace(one.case, values=one.case.values | {"park_intro": (Given("示" * 501),)})
    report = self_report(replace(one, evaluation=replace(one.evaluation, case=case)))
    assert [b.text for b in report.blocks if isinstance(b, Paragraph) and "超过 500 字" in b.text] == [
        "“园区简介（500字以内）”现有 501 字，超过 500 字，请精简。"
    ]


# -- evidence -----------------------------------------------------------------------------------------


def test_every_file_that_is_named_is_listed_with_its_use() -> None:
    rows = {row[1]: row for row in table(paper("factory-01-machinery"), "佐证材料清单").rows}
    assert rows["第三方评价报告.pdf"][2] == "评价报告所载得分、R0"
    assert rows["第三方评价报告.pdf"][3].replace("\n", "") == (
        "9c68d7f015f563d5b15f29ec3c44b853dcb2283bd4b3618f85413fb5d38c8a8e"
    )
    assert rows["205-4.xlsx"][2:] == ("取水量", "文件未提供")
    assert {"不动产证.pdf", "B204-1.xlsx", "水表抄表记录.pdf", "佐证/信用中国-报告.pdf"} <= rows.keys()


def test_digests_of_files_beside_the_application_and_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "unit"
    (folder / "佐证").mkdir(parents=True)
    (folder / "佐证/信用中国-报告.pdf").write_bytes(b"abc")
    (tmp_path / "secret.pdf").write_bytes(b"secret")
    one = subject("factory-01-machinery")
    values = one.case.values | {"water_reuse": (Given(Decimal(1), evidence="../secret.pdf"),)}
    values |= {"floor_area": (Given(Decimal(1), evidence="x" * 5000),)}
    values |= {"solid_generated": (Given(Decimal(1), evidence="佐证"),)}
    found = digests_of(replace(one.case, values=values), one.file_fields, folder)
    assert found == {"佐证/信用中国-报告.pdf": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}


# -- words --------------------------------------------------------------------------------------------


def test_words_for_the_screen_stay_on_the_screen() -> None:
    assert said("尚未提交：单位法律形式(legal_form)，请补报") == "尚未提交：单位法律形式，请补报"
    inner = say("conditions.formula_met", inputs="碳排放强度(carbon_intensity[-1])为2", formula="a < b (c)")
    assert said(inner) == "经核验符合：碳排放强度（上年）为2"
    assert said(say("verdict.named_in_the_way", name="甲", reason=inner)) == said(
        say("verdict.named_in_the_way", name="甲", reason="经核验符合：碳排放强度（上年）为2")
    )
    assert said("甲（见 b.pdf）") == "甲（见 b.pdf）"
    assert (unit_words("m3/product"), unit_words("1"), shown(Decimal("0.77"), "1")) == ("m³/产品", "", "0.77")


# -- files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_both_files_say_what_the_report_says(name: str) -> None:
    one = paper(name)
    printed = typeset(one)
    spoken = pdf_text(printed.content, furniture=(one.trial, one.remark)), docx_text(docx(one, pages=printed.pages))
    texts = {
        squeezed(part)
        for where, text in one.texts()
        for part in text.split("\n")
        if where not in ("作者", "主题", "题名")
    }
    texts -= {squeezed(one.trial), squeezed(one.remark)}
    for whole in spoken:
        assert [text for text in texts if text not in whole] == []


@pytest.mark.parametrize("name", ALL)
@pytest.mark.long
def test_every_sample_renders_twice_alike(name: str) -> None:
    one = paper(name)
    first, second = typeset(one), typeset(self_report(subject(name)))
    assert first.content == second.content
    assert docx(one, pages=first.pages) == docx(one, pages=second.pages)
    pages = PdfReader(io.BytesIO(first.content)).pages
    assert len(pages) > 5
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(595, 842)}  # A4


@pytest.mark.long
def test_the_docx_opens_in_libreoffice_with_the_same_pages(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    counts = {}
    for name in ONE_OF_EACH:
        one = paper(name)
        printed = typeset(one)
        counts[name] = len(PdfReader(io.BytesIO(printed.content)).pages)
        (tmp_path / f"{name}.docx").write_bytes(docx(one, pages=printed.pages))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.docx") for name in ONE_OF_EACH]
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    converted = {name: len(PdfReader(tmp_path / f"{name}.pdf").pages) for name in ONE_OF_EACH}
    assert [name for name in ONE_OF_EACH if abs(counts[name] - converted[name]) > 1] == [], (counts, converted)
