"""Tables across landscape pages: both forms say the same, nothing is cut off, the number stands where it should."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from paper_texts import docx_parts, docx_text, pdf_text, squeezed
from pypdf import PageObject, PdfReader
from summary_rows import clean, many

from greenlist.documents.papers import Column, Meta, MissingGlyph, Table
from greenlist.documents.summary import SummaryRow, summary_paper
from greenlist.documents.tables import Part, TablePaper, table_docx, table_pdf
from greenlist.documents.tables.fitting import SIZES, STANDARD, WIDE, fitted
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook

META = Meta("长春市工业和信息化局", "推荐汇总表", date(2024, 7, 26))
LONG = "吉林省示例生态矿泉饮品与新型食品包装材料研究开发制造股份有限公司（原延边示例饮品厂）"


def summary(book: LawBook, rows: list[SummaryRow], kind: Kind = Kind.FACTORY) -> TablePaper:
    return summary_paper(book.policy("jilin-2024"), {kind: rows}, META)


def listing(*rows: tuple[str, ...], heads: tuple[str, ...] = ("序号", "名称", "说明")) -> TablePaper:
    columns = tuple(Column(head, 10) for head in heads)
    return TablePaper("名单", META, (Part(Table("绿色工厂", columns, rows)),))


@pytest.mark.requirement("REQ-57")
@pytest.mark.parametrize("kind", list(Kind))
def test_pdf_and_docx_say_the_same(book: LawBook, kind: Kind) -> None:
    rows = [clean(1, standing="trial", note="试评"), clean(2, name=LONG)]
    paper = summary(book, rows, kind)
    printed, written = pdf_text(table_pdf(paper)).replace("\u200b", ""), docx_text(table_docx(paper))
    for _where, text in paper.texts():
        for line in text.split("\n"):
            if line not in {META.author, META.subject}:
                assert squeezed(line) in written, line
    once = re.sub(r"(试评)—1—试评—1—$", r"\1", written)  # the heads of odd and of even pages
    assert sorted(once) == sorted(printed)


def test_a_trial_says_so_over_the_table_on_every_page_and_behind_computed_figures(book: LawBook) -> None:
    content = table_pdf(summary(book, [clean(number, standing="trial") for number in range(1, 20)]))
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 1
    assert "试评：本表19个单位中有19个的结果为试评" in pages[0]
    assert all("试评" in page for page in pages)
    assert "86.25（试评）" in "".join(pages)


def test_the_header_stands_on_every_page_and_a_row_on_one(book: LawBook) -> None:
    content = table_pdf(summary(book, many(40)))
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 2
    assert all("统一社会信用代码" in page for page in pages)
    for row in many(40):
        holding = [page for page in pages if str(row["uscc"]) in page]
        assert len(holding) == 1
        assert squeezed(str(row["name"])) in squeezed(holding[0]) or "示例精密" in holding[0]


def test_the_docx_repeats_its_header_and_keeps_rows_together(book: LawBook) -> None:
    document = docx.Document(io.BytesIO(table_docx(summary(book, many(3)))))
    (table,) = document.tables
    first = table.rows[0]._tr
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_the_number_stands_at_the_foot_of_the_bound_page_turned_with_it(book: LawBook) -> None:
    """Odd: below on the left as seen, even: above; 7 mm off the text area (GB/T 9704-2012 7.5, 8; unverified)."""
    paper = summary(book, many(12))
    page, _fits = fitted([part.table for part in paper.parts])
    for number, sheet in enumerate(PdfReader(io.BytesIO(table_pdf(paper))).pages[:2], 1):
        places = turned(sheet)
        assert places, number
        for x, y in places:
            assert page.left - 13 < x < page.left - 6.5
            assert (y < 105) == (number % 2 == 1)


def turned(sheet: PageObject) -> list[tuple[float, float]]:
    """Where on a page text stands that reads downwards, in millimetres from its lower left corner."""
    found: list[tuple[float, float]] = []

    def seen(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        downwards = tm[0] * cm[1] + tm[1] * cm[3]
        if text.strip() and downwards < 0:
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((x / 72 * 25.4, y / 72 * 25.4))

    sheet.extract_text(visitor_text=seen)
    return found


def test_the_docx_has_the_number_in_the_headers_of_odd_and_even_pages(book: LawBook) -> None:
    parts = docx_parts(table_docx(summary(book, many(1))))
    headers = [part for name, part in parts.items() if re.match(r"word/header\d", name)]
    turned = [node for part in headers for node in part.iter() if node.tag.endswith("}bodyPr") and node.get("vert")]
    assert [node.get("vert") for node in turned] == ["vert", "vert"]


@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize("kind", list(Kind))
def test_type_is_never_smaller_than_eight_points(book: LawBook, kind: Kind, rows: int) -> None:
    page, fits = fitted([part.table for part in summary(book, many(rows), kind).parts])
    assert all(one.size in SIZES and one.size >= 8 for one in fits)
    assert all(sum(one.widths) == pytest.approx(page.width, abs=0.01) for one in fits)


def test_a_short_table_keeps_the_standards_page_in_large_type() -> None:
    page, (fit,) = fitted([listing(("1", "示例有限公司", "")).parts[0].table])
    assert page == STANDARD
    assert fit.size == SIZES[0]


def test_words_too_long_for_their_column_are_divided_and_printed_whole() -> None:
    word = "ABCDEFGHIJ" * 12
    heads = tuple(f"栏目{number}" for number in range(16))
    paper = listing(tuple(word for _ in heads), heads=heads)
    page, (fit,) = fitted([paper.parts[0].table])
    assert page == WIDE or fit.size >= 8
    printed = pdf_text(table_pdf(paper)).replace("\u200b", "")
    assert printed.count("A") == 12 * 16
    assert len(PdfReader(io.BytesIO(table_pdf(paper))).pages) >= 1


def test_codes_are_not_divided(book: LawBook) -> None:
    rows = many(5)
    content = table_pdf(summary(book, rows))
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert all(str(row["uscc"]) in text for row in rows)


def test_a_cell_higher_than_a_page_runs_over_pages() -> None:
    paper = listing(("1", "示例有限公司", "很长的说明。" * 1500))
    content = table_pdf(paper)
    assert len(PdfReader(io.BytesIO(content)).pages) > 1
    assert pdf_text(content).count("很长的说明") + pdf_text(content).count("很长的说") >= 1490


def test_an_empty_table_says_so(book: LawBook) -> None:
    paper = summary(book, [])
    assert "本类无推荐单位。" in pdf_text(table_pdf(paper))
    assert "本类无推荐单位。" in docx_text(table_docx(paper))


def test_a_missing_glyph_names_character_and_field(book: LawBook) -> None:
    paper = summary(book, [clean(contact="\U0002a6d6")])
    for write in (table_pdf, table_docx):
        with pytest.raises(MissingGlyph) as missing:
            write(paper)
        assert "绿色工厂（1个）第 1 行“联系人”" in str(missing.value)


def test_the_same_rows_give_the_same_bytes(book: LawBook) -> None:
    paper = summary(book, many(4))
    assert table_pdf(paper) == table_pdf(paper)
    assert table_docx(paper) == table_docx(paper)
