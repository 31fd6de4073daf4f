"""The circular on an agency: what it says, what it leaves open, and its layout."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from documents.paper_texts import docx_text, squeezed
from greenlist.documents.letters import Circular, Letter, circular
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.engine.lawbook import LawBook

WHO = Circular(
    "示例绿色评价有限公司", "91220101MA0001234X", "李某", "现场评价记录系编造。\n有照片和笔录为证。", date(2024, 9, 1),
    date(2027, 8, 31), "第四条",
)  # fmt: skip


NUMBER = "吉工信节能〔2024〕30号"


def letter(book: LawBook, one: Circular = WHO, number: str = NUMBER, on: date | None = WHO.bar_from) -> Letter:
    return circular(book.policy("jilin-2024"), one, office="吉林省工业和信息化厅", number=number, on=on, trial=False)


@pytest.mark.requirement("REQ-54", "REQ-55")
def test_it_names_the_agency_the_facts_the_days_of_the_bar_and_the_clause(book: LawBook) -> None:
    text = "\n".join(clause.text for clause in letter(book).body)
    for words in ("示例绿色评价有限公司（统一社会信用代码91220101MA0001234X，法定代表人李某）", "吉工信资源", "第四条",
                  "现场评价记录系编造。", "自2024年9月1日起至2027年8月31日止，不采信", "予以通报"):  # fmt: skip
        assert words in text
    assert [clause.text for clause in letter(book).body if clause.todo] == ["〔待填〕对各地和第三方机构的要求。"]


def test_without_a_bar_it_names_none_and_leaves_the_place_open(book: LawBook) -> None:
    one = Circular("某机构", "", "", "", None, None)
    made = letter(book, one, number="", on=None)
    text = "\n".join(clause.text for clause in made.body)
    assert "不采信某机构" not in text
    assert "没有规定不采信的年数" in text
    assert (made.number, made.addressee) == ("〔待填〕发文字号", "〔待填〕主送机关")
    assert made.printed.endswith("〔待填〕印发")
    assert letter_pdf(made) == letter_pdf(letter(book, one, number="", on=None))


def test_both_files_say_every_word_and_nobody_signs_beside_the_number(book: LawBook) -> None:
    made = letter(book)
    reader = PdfReader(io.BytesIO(letter_pdf(made)))
    in_pdf = squeezed("".join(page.extract_text() for page in reader.pages))
    in_docx = docx_text(letter_docx(made))
    for clause in made.body:
        assert squeezed(clause.text) in in_docx
        assert squeezed(clause.text)[:12] in in_pdf
    assert "签发人" not in in_docx + in_pdf
    assert "附件" not in in_docx + in_pdf


def test_the_foot_stands_on_the_last_page_which_is_even(book: LawBook) -> None:
    for length in (1, 100, 200, 300):
        one = Circular("某机构", "", "", "事实很长。" * length, WHO.bar_from, WHO.bar_until)
        reader = PdfReader(io.BytesIO(letter_pdf(letter(book, one))))
        assert len(reader.pages) % 2 == 0
        assert "印发" in reader.pages[-1].extract_text()
        assert all("印发" not in page.extract_text() for page in reader.pages[:-1])
