"""The letter that asks a department: what it asks, until when, what silence means, and its table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from documents.paper_texts import docx_text, pdf_text, squeezed
from greenlist.documents.letters import AskedUnit, Asking, Letter, consulting
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook

UNITS = (
    AskedUnit("示例食品有限公司", "91220101MA0001234X", Kind.FACTORY, "1391", "长春市示例路1号"),
    AskedUnit(
        "示例经济开发区", "12220101MA0001234X", Kind.PARK, "", "长春市示例区", (("园内一厂", "91220101MA000999XX"),),
    ),
)  # fmt: skip
WHO = Asking(
    "长春市生态环境局", UNITS, date(2024, 7, 25), "请重点核实行政处罚。\n\n逐家回复。", "资源科　0431-80000000"
)


def letter(
    book: LawBook, one: Asking = WHO, number: str = "长工信函〔2024〕12号", on: date | None = date(2024, 7, 15)
) -> Letter:
    return consulting(book.policy("jilin-2024"), one, office="长春市工业和信息化局", number=number, on=on)


def words(made: Letter) -> str:
    return "\n".join(clause.text for clause in made.body)


@pytest.mark.requirement("REQ-44", "REQ-10")
def test_it_asks_about_each_condition_of_the_policy(book: LawBook) -> None:
    made = letter(book)
    text = words(made)
    for condition in book.policy("jilin-2024").exclusion.conditions:
        assert (condition.text or condition.name) in text
    for asked in (
        "现就附件所列2家单位",
        "（园区含园区内企业）近三年",
        "请于2024年7月25日（星期四，含当日）前答复",
        "资源科",
    ):
        assert asked in text
    assert made.addressee == "长春市生态环境局"
    assert not [clause for clause in made.body if clause.todo]


@pytest.mark.requirement("REQ-44")
def test_what_silence_means(book: LawBook) -> None:
    assert "不视为无异议" in words(letter(book))
    ruled = words(letter(book, replace(WHO, silence_days=15)))
    assert "自发函之日起15日内" in ruled
    assert "不视为" not in ruled


def test_a_draft_leaves_its_places_open_and_says_so(book: LawBook) -> None:
    made = letter(book, replace(WHO, due_on=None, contact="", sent=False), number="", on=None)
    assert (made.trial, made.number) == ("拟稿　未发出", "〔待填〕发文字号")
    assert [clause.text for clause in made.body if clause.todo] == ["请于〔待填〕前答复。", "联系人和电话：〔待填〕。"]
    assert letter(book).trial == ""


def test_the_table_numbers_the_units_and_lists_what_stands_inside_a_park(book: LawBook) -> None:
    annex = letter(book).annex
    assert annex is not None
    units, inside = annex.tables
    assert units.rows[0] == ("1", "示例食品有限公司", "91220101MA0001234X", "绿色工厂", "1391", "长春市示例路1号")
    assert inside.caption == "序号2　示例经济开发区园区内企业（1家）"
    assert inside.rows == (("1", "园内一厂", "91220101MA000999XX"),)


def test_both_files_say_every_word_and_repeat(book: LawBook) -> None:
    made = letter(book)
    in_pdf, in_docx = pdf_text(letter_pdf(made)), docx_text(letter_docx(made))
    for clause in made.body:
        assert squeezed(clause.text) in in_docx
        assert squeezed(clause.text)[:12] in in_pdf
    for said in ("91220101MA000999XX", "示例经济开发区", "征求意见单位名单"):
        assert said in in_pdf
        assert said in in_docx
    assert letter_pdf(made) == letter_pdf(letter(book))
    assert letter_docx(made) == letter_docx(letter(book))
