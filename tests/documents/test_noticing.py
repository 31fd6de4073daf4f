"""The 公示 as a document: it says the same in both forms, its bytes repeat, its lists are by kind."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pypdf
import pytest

from greenlist.documents.letters.noticing import Listed, PublicNotice, Span, notice_docx, notice_pdf, public_notice
from greenlist.documents.papers import MissingGlyph

SPAN = Span(date(2024, 7, 18), date(2024, 7, 25), 5, "working", first_day_counts=False)
LISTS = (
    Listed("绿色工厂", (("示例食品有限公司", "长春市"), ("示例机械有限公司", "吉林市"))),
    Listed("绿色工业园区", ()),
    Listed("绿色供应链管理企业", (("示例汽车有限公司", "长春市"),)),
)


def notice(**changes: Any) -> PublicNotice:
    said: dict[str, Any] = {
        "office": "吉林省工业和信息化厅", "title": "关于2024年度绿色制造名单\n拟推荐单位的公示", "number": "",
        "text": "现将拟推荐单位予以公示。", "contact": "受理部门：资源节约与综合利用处", "span": SPAN,
        "anonymous": "record", "lists": LISTS,
    }  # fmt: skip
    return public_notice(**(said | changes))


def words(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def docx_words(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "".join("".join([one.text for one in document.paragraphs] + cells).split())


SAID = (
    "自2024年7月18日至2024年7月25日（5个工作日，发布当日不计入，截止日含当日）", "匿名反映的只作线索记录",
    "一、绿色工厂（2个）", "二、绿色供应链管理企业（1个）", "示例机械有限公司", "吉林市", "资源节约与综合利用处",
)  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_both_forms_say_it(said: str) -> None:
    assert said in words(notice_pdf(notice()))
    assert said in docx_words(notice_docx(notice()))


def test_a_kind_without_units_is_left_out() -> None:
    assert [head for head, _table in notice().tables()] == ["一、绿色工厂（2个）", "二、绿色供应链管理企业（1个）"]


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert notice_pdf(notice()) == notice_pdf(notice())
    assert notice_docx(notice()) == notice_docx(notice())


def test_a_correction_says_so_and_a_draft_is_marked() -> None:
    text = words(notice_pdf(notice(version=2, reason="名称有误", corrected_on=date(2024, 7, 19), draft=True)))
    assert "（第2版，2024年7月19日更正：名称有误）" in text
    assert "拟稿" in text
    assert "拟稿" not in words(notice_pdf(notice()))


def test_anonymous_ones_are_refused_where_the_notice_says_so() -> None:
    assert "匿名反映的不予受理" in "".join(notice(anonymous="refuse").body)


def test_a_character_without_a_glyph_is_named() -> None:
    with pytest.raises(MissingGlyph):
        notice_pdf(notice(lists=(Listed("绿色工厂", (("𠮷\U0002a6d6公司", "长春市"),)),)))
