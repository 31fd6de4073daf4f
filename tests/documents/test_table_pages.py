"""Long tables have as many pages in a word processor as in the PDF: rows are measured for the widest case."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from paper_texts import squeezed
from pypdf import PdfReader
from summary_rows import clean, many

from greenlist.documents.papers import Meta
from greenlist.documents.summary import SummaryRow, summary_paper
from greenlist.documents.tables import table_docx, table_pdf
from greenlist.documents.tables.fitting import WIDE, fitted
from greenlist.documents.tables.measuring import MM, em, lines, longest_word
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook

META = Meta("长春市工业和信息化局", "推荐汇总表", date(2024, 7, 26))
SOFFICE = shutil.which("soffice")
NAMES = (
    "吉林省示例生态矿泉饮品与新型食品包装材料研究开发制造股份有限公司（原延边示例饮品厂）", "示例厂",
    "示例（长春）ABC Automotive Systems有限公司", "吉林示例“新材料”科技、装备有限公司",
)  # fmt: skip
NOTES = (
    "", "2024-03-05更名", "试评：核算口径待确认，详见说明",
    "补充材料已于2024-07-01收到；ISO 14001:2015、ISO 50001证书有效期至2026-12-31，请核对。",
)  # fmt: skip


def varied(count: int) -> list[SummaryRow]:
    """Rows as they come: long and short, with Latin letters, some of them trials."""
    pick = random.Random(count)  # noqa: S311 - the same rows every time
    return [
        clean(
            number, name=f"{pick.choice(NAMES)}{number}", note=pick.choice(NOTES) * pick.randint(1, 2),
            standing=pick.choice(["trial", "official"]), contact=pick.choice(["张三", "阿不都热西提·示例"]),
            main_products=pick.choice(["PVC-U管材", "示例产品甲、示例产品乙（含出口型号X-100/X-200）"]),
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "room", "count"),
    [
        ("", 3, 1),
        ("示例厂", 3, 1),
        ("示例工厂", 3, 2),
        ("环境、应急", 3, 2),  # the mark stays with the character before it
        ("生态环境、应急", 3, 3),  # 生态 | 环境、 | 应急
        ("甲（乙）丙", 2, 4),  # （乙） does not fit and is divided, one way or another
        ("80.5 / 82 / 85", 3.6, 3),  # no line begins with /
        ("一\n二三", 5, 2),
        ("ABCDEFGHIJ", 3, 3),
    ],
)
def test_lines_are_counted_as_a_word_processor_breaks_them(text: str, room: float, count: int) -> None:
    assert lines(text, room) == count


def test_a_wider_column_never_takes_more_lines() -> None:
    for text in (*NAMES, *NOTES):
        counted = [lines(text, room / 2) for room in range(4, 80)]
        assert counted == sorted(counted, reverse=True)
        assert counted[-1] == 1 or em(text) > 39


def test_a_code_is_one_word_and_a_long_address_none() -> None:
    assert longest_word("91220101MA0Y00001G") == pytest.approx(em("91220101MA0Y00001G"))
    assert longest_word("https://www.example.com/a/very/long/path") == 0


@pytest.mark.parametrize("kind", list(Kind))
def test_rows_of_the_docx_are_at_least_as_high_as_measured(book: LawBook, kind: Kind) -> None:
    paper = summary_paper(book.policy("jilin-2024"), {kind: varied(12)}, META)
    _page, (fit,) = fitted([part.table for part in paper.parts])
    table = paper.parts[0].table
    (written,) = docx.Document(io.BytesIO(table_docx(paper))).tables
    heights = [row._tr.trPr.find(qn("w:trHeight")) for row in written.rows]
    assert {one.get(qn("w:hRule")) for one in heights} == {"atLeast"}  # typing more makes a row grow
    expected = [fit.head(table), *(fit.height(row) for row in table.rows)]
    assert [int(one.get(qn("w:val"))) for one in heights] == [round(20 * one) for one in expected]


def test_no_page_of_the_pdf_holds_more_rows_than_the_heights_say(book: LawBook) -> None:
    paper = summary_paper(book.policy("jilin-2024"), {Kind.PARK: varied(40)}, META)
    page, (fit,) = fitted([part.table for part in paper.parts])
    table = paper.parts[0].table
    heights = {row[3]: fit.height(row) for row in table.rows}
    for sheet in PdfReader(io.BytesIO(table_pdf(paper))).pages:
        text = squeezed(sheet.extract_text())
        assert fit.head(table) + sum(high for code, high in heights.items() if code in text) <= page.height / MM
    assert page == WIDE


@pytest.mark.long
@pytest.mark.parametrize("make", [many, varied], ids=["alike", "varied"])
def test_a_word_processor_makes_as_many_pages_of_long_tables(tmp_path: Path, book: LawBook, make: object) -> None:
    if SOFFICE is None:
        pytest.skip("no LibreOffice on this machine (Debian: libreoffice-writer-nogui)")
    assert callable(make)
    ours = {}
    for kind in Kind:
        for count in (1, 12, 30, 100):
            paper = summary_paper(book.policy("jilin-2024"), {kind: make(count)}, META)
            ours[f"{kind}-{count}"] = len(PdfReader(io.BytesIO(table_pdf(paper))).pages)
            (tmp_path / f"{kind}-{count}.docx").write_bytes(table_docx(paper))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.docx") for name in ours]
    command = [SOFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    its = {name: len(PdfReader(tmp_path / f"{name}.pdf").pages) for name in ours}
    assert {name: (ours[name], its[name]) for name in ours if abs(ours[name] - its[name]) > 1} == {}
