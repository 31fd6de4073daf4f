"""The recommendation letter: the geometry of GB/T 9704-2012 read back from the PDF, and what it says."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PageObject

from documents.geometry import MM, lines, pages, rules
from documents.paper_texts import W, docx_parts, docx_text, pdf_text, squeezed
from greenlist.documents.letters import Clause, Letter, Recommended, recommendation
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.documents.letters.recommending import number_fault
from greenlist.documents.papers import MissingGlyph, Table
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook

BODY = 15.75
HEAD = ("序号", "推荐地区", "单位名称", "统一社会信用代码", "备注")
OFFICE, NUMBER = "长春市工业和信息化局", "长工信示例〔2024〕5号"


def recommended(count: int) -> Recommended:
    names = tuple(f"示例{number}号有限公司" for number in range(1, count + 1))
    rows = tuple((str(n), "长春市工信局", name, "91220105A00001014W", "") for n, name in enumerate(names, 1))
    return Recommended(names, HEAD, rows)


@cache
def letter(factories: int = 2, *, trial: bool = True, signer: str = "示例某") -> Letter:
    units = {Kind.FACTORY: recommended(factories), Kind.PARK: recommended(1)} if factories else {}
    return recommendation(
        LawBook().policy("jilin-2024"),
        units,
        office=OFFICE,
        number=NUMBER,
        signer=signer,
        on=date(2024, 7, 6),
        trial=trial,
    )


# -- geometry -----------------------------------------------------------------------------------------


@cache
def full_page() -> PageObject:
    """The second page of a letter whose body is nothing but characters of full width."""
    long = replace(letter(), body=(Clause("国" * (28 * 50)),))
    return pages(letter_pdf(long))[1]


def test_the_page_is_a4() -> None:
    box = full_page().mediabox
    assert (float(box.width) / MM, float(box.height) / MM) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))


def body_lines() -> list[tuple[float, float, float, str]]:
    return [one for one in lines(full_page()) if set(one[3]) == {"国"}]


def test_22_lines_of_28_characters_in_size_3() -> None:
    assert len(body_lines()) == 22
    assert {len(text) for *_, text in body_lines()} == {28}
    assert {round(size, 2) for _, _, size, _ in body_lines()} == {BODY}


def test_margins_and_text_area_within_a_millimetre() -> None:
    found = body_lines()
    assert all(left == pytest.approx(28, abs=1) for left, *_ in found)
    width = 28 * BODY / MM
    assert width == pytest.approx(156, abs=1)
    upper = found[0][1] - 0.8 * BODY / MM  # from the base line to the upper edge of the characters
    assert upper == pytest.approx(37, abs=1)
    pitches = {round(after[1] - before[1], 2) for before, after in pairwise(found)}
    assert pitches == {round(225 / 22, 2)}
    lower = found[-1][1] + 0.2 * BODY / MM
    assert lower <= 37 + 225
    assert lower + 225 / 22 > 37 + 225  # a 23rd line would not fit


def test_the_red_rule_is_as_wide_as_the_text() -> None:
    (rule,) = [one for one in rules(pages(letter_pdf(letter()))[0]) if one[2] > 100]
    left, height, length, colour = rule
    assert (left, length) == (pytest.approx(28, abs=1), pytest.approx(156, abs=1))
    assert colour == pytest.approx((0.9, 0, 0.07), abs=0.01)
    number = next(one for one in lines(pages(letter_pdf(letter()))[0]) if NUMBER in squeezed(one[3]))
    assert height - number[1] == pytest.approx(4, abs=1)  # below the number


def test_the_red_head_stands_35_mm_below_the_edge_of_the_text() -> None:
    head = next(one for one in lines(pages(letter_pdf(letter()))[0]) if "文件" in one[3] and one[2] > 30)
    upper = head[1] - 0.85 * head[2] / MM  # about where Chinese characters of this face reach
    assert upper == pytest.approx(37 + 35, abs=1)


def test_page_numbers_stand_outside_between_dashes() -> None:
    content = letter_pdf(replace(letter(), body=(Clause("国" * (28 * 50)),)))
    for number, page in enumerate(pages(content)[:3], 1):
        left, height, size, text = next(one for one in lines(page) if "—" in one[3])
        assert squeezed(text) == f"—{number}—"
        assert round(size, 1) == 14  # size 4
        assert (left > 105) == (number % 2 == 1)
        assert 262 + 7 <= height <= 262 + 7 + 6


@pytest.mark.parametrize("count", [2, 40, 80, 120])
def test_the_foot_of_the_document_is_on_the_last_line_of_an_even_page(count: int) -> None:
    found = pages(letter_pdf(letter(count)))
    assert len(found) % 2 == 0
    upper, lower = [one for one in rules(found[-1]) if one[2] > 100]
    assert (upper[2], lower[2]) == (pytest.approx(156, abs=1), pytest.approx(156, abs=1))
    assert lower[1] == pytest.approx(37 + 225, abs=1)
    assert [page for page in found[:-1] if "印发" in page.extract_text()] == []


def test_blank_pages_before_the_foot_carry_no_number_nor_does_its_page() -> None:
    numbered = {count: ["—" in page.extract_text() for page in pages(letter_pdf(letter(count)))] for count in (2, 80)}
    assert numbered[2] == [True] * 4  # no blank page: all are numbered
    blank = pages(letter_pdf(letter(80)))[-2]
    assert squeezed(blank.extract_text()) == squeezed(letter().trial)
    assert numbered[80] == [True] * 6 + [False] * 2


def test_the_summary_lies_on_landscape_pages_with_its_header_on_each() -> None:
    found = [page for page in pages(letter_pdf(letter(120))) if page.mediabox.width > page.mediabox.height]
    assert len(found) >= 3
    assert all("统一社会信用代码" in squeezed(page.extract_text()) for page in found)


# -- what it says -------------------------------------------------------------------------------------


def test_what_comes_from_the_policy() -> None:
    one = letter()
    assert one.addressee == "吉林省工业和信息化厅"
    assert one.title.replace("\n", "") == "长春市工业和信息化局关于推荐2024年度国家级绿色制造名单单位的报告"
    text = "".join(clause.text for clause in one.body)
    assert "（吉工信资源〔2024〕196号）" in text
    assert "征求属地生态环境、应急管理、市场监管等部门意见" in text
    assert one.annex.title == "2024年度绿色制造名单推荐汇总表"
    assert one.date == "2024年7月6日"  # no leading zeros


@pytest.mark.requirement("REQ-46")
def test_the_letter_names_every_unit_and_holds_the_summary() -> None:
    one = letter()
    for text in (pdf_text(letter_pdf(one)), docx_text(letter_docx(one))):
        assert "（一）绿色工厂（2个）示例1号有限公司、示例2号有限公司。（二）绿色工业园区（1个）" in text
        assert text.count("91220105A00001014W") == 3
    assert [table.caption for table in one.annex.tables] == ["绿色工厂", "绿色工业园区"]


def test_what_a_policy_does_not_say_is_a_place_to_fill(book: LawBook) -> None:
    for name in book.ids("policy"):
        one = recommendation(
            book.policy(name), {}, office=OFFICE, number=NUMBER, signer="", on=date(2024, 7, 6), trial=False
        )
        said = "".join(text for _, text in one.texts())
        assert "未见" not in said
        assert "单位单位" not in said
        assert "属地等" not in said
        assert one.addressee
    wuhan = recommendation(
        book.policy("wuhan-2025"), {}, office=OFFICE, number=NUMBER, signer="", on=date(2024, 7, 6), trial=False
    )
    assert wuhan.addressee.startswith("〔待填〕")
    assert wuhan.body[0].todo
    assert "《" not in wuhan.body[0].text


def test_nobody_recommended_is_an_answer() -> None:
    text = pdf_text(letter_pdf(letter(0)))
    assert "本次没有推荐单位" in text


def test_both_files_say_the_same() -> None:
    one = letter()
    texts = {
        squeezed(part)
        for where, text in one.texts()
        for part in text.split("\n")
        if where not in ("作者", "主题", "版记")
    }
    for said in (pdf_text(letter_pdf(one), furniture=(one.trial,)), docx_text(letter_docx(one))):
        assert [text for text in texts - {squeezed(one.trial)} if text not in said] == []
        assert "2024年7月6日印发" in said


def test_the_trial_mark_is_on_every_page_and_only_on_trials() -> None:
    assert all("试评稿" in page.extract_text() for page in pages(letter_pdf(letter())))
    official = letter(trial=False)
    assert "试评" not in pdf_text(letter_pdf(official)) + docx_text(letter_docx(official))


def test_the_same_letter_gives_the_same_bytes() -> None:
    letter_again = replace(letter())
    assert letter_pdf(letter_again) == letter_pdf(letter())
    assert letter_docx(letter_again) == letter_docx(letter())


def test_a_missing_glyph_is_refused_by_both() -> None:
    odd = replace(letter(), signer="\U00020005")
    for write in (letter_pdf, letter_docx):
        with pytest.raises(MissingGlyph, match="签发人"):
            write(odd)


@pytest.mark.parametrize("number", ["长工信〔2024〕5号", "吉工信资源〔2024〕196号"])
def test_numbers_as_the_standard_writes_them(number: str) -> None:
    assert number_fault(number) is None


@pytest.mark.parametrize(
    "number", ["长工信[2024]5号", "长工信〔2024〕05号", "长工信〔24〕5号", "长工信〔2024〕第5号", "5号", ""]
)
def test_other_numbers_are_refused(number: str) -> None:
    assert "〔〕" in str(number_fault(number))


# -- the docx -----------------------------------------------------------------------------------------


def test_faces_sizes_and_pages_of_the_docx() -> None:
    body = docx_parts(letter_docx(letter()))["word/document.xml"]
    faces = {}
    for run in body.iter(f"{W}r"):
        text = "".join(node.text or "" for node in run.iter(f"{W}t"))
        fonts = run.find(f"{W}rPr/{W}rFonts")
        if fonts is not None and text:
            size = run.find(f"{W}rPr/{W}sz")
            assert size is not None
            faces[text] = (fonts.get(f"{W}eastAsia"), int(size.get(f"{W}val", "0")) / 2)
    assert faces["三、推荐单位"] == ("黑体", 16)
    assert faces["（一）绿色工厂（2个）"] == ("楷体_GB2312", 16)
    assert faces["特此报告。"] == ("仿宋_GB2312", 16)
    assert faces[f"{OFFICE}文件"][0] == "方正小标宋简体"
    assert faces["示例某"] == ("楷体_GB2312", 16)
    margins = [
        [round(int(one.get(f"{W}{side}", "0")) / 56.69) for side in ("top", "left", "right", "bottom")]
        for one in body.iter(f"{W}pgMar")
    ]
    assert margins == [[37, 28, 26, 35], [28, 35, 37, 26], [37, 28, 26, 35]]
    assert len([row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]) == 2


def test_the_docx_opens_in_libreoffice_with_the_same_pages(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    (tmp_path / "letter.docx").write_bytes(letter_docx(letter()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "letter.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    converted = pages((tmp_path / "letter.pdf").read_bytes())
    assert abs(len(converted) - len(pages(letter_pdf(letter())))) <= 1


def test_columns_leave_room_for_what_cannot_be_broken() -> None:
    (factories, _) = letter().annex.tables
    assert isinstance(factories, Table)
    widths = {column.title: column.width for column in factories.columns}
    assert widths["统一社会信用代码"] > widths["单位名称"] > widths["序号"] >= 6
