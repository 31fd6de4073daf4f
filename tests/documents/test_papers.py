"""Papers: the two writers say the same, the same bytes twice, real headings, repeated headers, no glyph left out."""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader

from documents.paper_texts import W, docx_parts, docx_text, pdf_text, squeezed
from greenlist.documents.papers import (
    Bar,
    Bars,
    Block,
    Column,
    Contents,
    Cover,
    FontSet,
    Formula,
    Heading,
    KeyTable,
    Line,
    Lines,
    Meta,
    MissingGlyph,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
    UnusableFont,
)
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.pdf import AT_ONCE, pdf, typeset, typeset_all
from greenlist.documents.papers.plain import plain, span

D = Decimal
TRIAL, REMARK = "试评稿 不作正式依据", "模板：样张。尚未核对原文。"
ROWS = tuple((str(number), f'第{number}项 <&> "引号" =1+1', f"{number}.50") for number in range(1, 61))
BLOCKS: tuple[Block, ...] = (
    Cover("样张报告", (("申报单位", "示例单位"), ("所在省市", "")), "示例制", "2024年7月22日"),
    Contents("目录"),
    PageBreak(),
    Heading("一、第一章", 1),
    Heading("（一）第一节", 2),
    Paragraph("正文一段，" * 30 + "完。\n又一段。"),
    Paragraph("小字注。", "note"),
    Paragraph("〔待填〕请填写。", "todo"),
    KeyTable("基本信息表", (("工厂名称", "示例单位"), ("通讯地址", "示例路1号\n二号楼"))),
    Heading("1. 第三级", 3),
    Table("长表", (Column("序号", 1, "center"), Column("内容", 5), Column("数值", 2, "right")), ROWS),
    Bars("得分图", (Bar("甲组", D("0.4"), "4 / 10"), Bar("乙组", None, "未定"), Bar("丙组", D(2), "20 / 10"))),
    Lines("三年图", ("2021年", "2022年", "2023年"), (Line("指数", (D(1), None, D("1.2")), ("1.0", "—", "1.2")),)),
    Formula("A1　示例", "公式：甲 ÷ 乙", "代入：3 ÷ 4", "结果：0.75 %", "附录A", ("甲 = 3 m³（申报）", "乙 = 4 m³")),
    Signature(("负责人签字（公章）", "日期")),
    Heading("二、第二章", 1),
)  # fmt: skip
PAPER = Paper("样张报告", Meta("示例单位", "样张", date(2024, 7, 22)), BLOCKS, TRIAL, REMARK)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf(PAPER)


@pytest.fixture(scope="module")
def written() -> bytes:
    return docx(PAPER, pages=typeset(PAPER).pages)


def test_the_sample_holds_every_kind_of_block() -> None:
    assert {type(block) for block in BLOCKS} == set(get_args(Block))


def test_both_writers_print_every_text(printed: bytes, written: bytes) -> None:
    said = pdf_text(printed, furniture=(TRIAL, REMARK)), docx_text(written)
    texts = {
        squeezed(part) for where, text in PAPER.texts() for part in text.split("\n") if where not in ("作者", "主题")
    }
    texts -= {squeezed(TRIAL), squeezed(REMARK), "—"}
    assert len(texts) > 190
    for one in said:
        assert [text for text in texts if text not in one] == []


def test_trial_and_remark_stand_on_every_page(printed: bytes, written: bytes) -> None:
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(printed)).pages]
    assert len(pages) >= 5
    assert all(squeezed(TRIAL) in page and squeezed(REMARK) in page for page in pages)
    parts = docx_parts(written)
    heads = [
        "".join(node.text or "" for node in part.iter(f"{W}t")) for name, part in parts.items() if "/header" in name
    ]
    feet = [
        "".join(node.text or "" for node in part.iter(f"{W}t")) for name, part in parts.items() if "/footer" in name
    ]
    assert (len(heads), len(feet)) == (2, 2)  # of the cover, and of the other pages
    assert all(TRIAL in head for head in heads)
    assert all(REMARK in foot for foot in feet)


def test_official_papers_carry_no_mark() -> None:
    plain_paper = replace(PAPER, trial="", remark="")
    for said in (pdf_text(pdf(plain_paper)), docx_text(docx(plain_paper))):
        assert "试评" not in said
        assert "尚未核对" not in said


def test_the_same_paper_gives_the_same_bytes(printed: bytes, written: bytes) -> None:
    again = typeset(PAPER)
    assert again.content == printed
    assert docx(PAPER, pages=again.pages) == written
    assert pdf(replace(PAPER, title="别的题名")) != printed


def test_papers_printed_at_once_are_those_printed_one_by_one(printed: bytes) -> None:
    several = [replace(PAPER, title=f"第 {number} 份") for number in range(3 * AT_ONCE)]
    assert [one.content for one in typeset_all(several)] == [pdf(one) for one in several]
    assert typeset_all([PAPER])[0].content == printed
    with pytest.raises(MissingGlyph):
        typeset_all([PAPER, replace(PAPER, title="\U0001f600")])


def test_no_time_of_the_clock_stands_in_the_files(printed: bytes, written: bytes) -> None:
    information = PdfReader(io.BytesIO(printed)).metadata
    assert information is not None
    assert information.creation_date is not None
    assert information.creation_date.date() == PAPER.meta.on
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    assert core.count("2024-07-22T00:00:00Z") == 2
    assert "示例单位" in core


def test_headings_are_headings(printed: bytes, written: bytes) -> None:
    body = docx_parts(written)["word/document.xml"]
    found = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        if name.startswith("Heading"):
            found.append((int(name[-1]), "".join(node.text or "" for node in paragraph.iter(f"{W}t"))))
    wanted = [(block.level, block.text) for block in PAPER.headings()]
    assert found == wanted
    assert _outline(PdfReader(io.BytesIO(printed)).outline) == wanted


def _outline(entries: list[Any], level: int = 1) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    for entry in entries:
        out += _outline(entry, level + 1) if isinstance(entry, list) else [(level, entry.title)]
    return out


def test_contents_numbers_and_captions_are_fields(written: bytes) -> None:
    parts = docx_parts(written)
    codes = [(node.text or "").strip() for node in parts["word/document.xml"].iter(f"{W}instrText")]
    assert 'TOC \\o "1-2" \\h \\z \\u' in codes
    assert codes.count("SEQ 表 \\* ARABIC") == 2
    assert codes.count("SEQ 图 \\* ARABIC") == 2
    assert sum(code.startswith("PAGEREF") for code in codes) == 3  # the third level is not in the contents
    feet = [
        (node.text or "").strip()
        for name, part in parts.items()
        if "/footer" in name
        for node in part.iter(f"{W}instrText")
    ]
    assert feet == ["PAGE"]  # none on the cover


def test_pages_of_the_contents_are_those_of_the_pdf(printed: bytes) -> None:
    texts = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(printed)).pages]
    pages = typeset(PAPER).pages
    assert len(pages) == len(PAPER.headings())
    for heading, page in zip(PAPER.headings(), pages, strict=True):
        assert squeezed(heading.text) in texts[page]  # the cover has no number
        assert f"—{page}—" in texts[page]


def test_a_long_table_repeats_its_header(printed: bytes, written: bytes) -> None:
    texts = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(printed)).pages]
    on = [text for text in texts if "序号内容数值" in text]
    assert len(on) >= 2
    body = docx_parts(written)["word/document.xml"]
    heads = [row for row in body.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert ["".join(node.text or "" for node in head.iter(f"{W}t")) for head in heads] == ["序号内容数值"]


def test_faces_are_named_as_the_standard_asks(written: bytes) -> None:
    styles = docx_parts(written)["word/styles.xml"]
    faces = {
        style.get(f"{W}styleId"): fonts.get(f"{W}eastAsia")
        for style in styles.iter(f"{W}style")
        if (fonts := style.find(f"{W}rPr/{W}rFonts")) is not None
    }
    wanted = {"Normal": "仿宋_GB2312", "Title": "方正小标宋简体", "Heading1": "黑体", "Heading2": "楷体_GB2312"}
    assert {name: faces[name] for name in wanted} == wanted


def test_parts_of_a_section_stand_in_the_order_of_the_schema(written: bytes) -> None:
    """Word refuses what LibreOffice forgives (ECMA-376, CT_SectPr)."""
    order = ["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid"]
    for section in docx_parts(written)["word/document.xml"].iter(f"{W}sectPr"):
        found = [order.index(one.tag.removeprefix(W)) for one in section if not one.tag.endswith("Reference")]
        assert found == sorted(found)
        assert len(found) == 6


def test_only_the_bundled_font_is_in_the_pdf(printed: bytes) -> None:
    names = set()
    for page in PdfReader(io.BytesIO(printed)).pages:
        names |= {str(font["/BaseFont"]).rpartition("+")[2] for font in (page["/Resources"]["/Font"] or {}).values()}
    assert names == {"NotoSerifSC-Regular", "NotoSerifSC-Bold"}


def test_text_that_looks_like_markup_stays_text() -> None:
    evil = '#panic("x") *b* _i_ `c` $x$ @ref <tag> \\ & ]]> {{ 1 }} = 标题'
    paper = replace(PAPER, blocks=(Heading(evil, 1), Paragraph(evil), Table("表", (Column(evil, 1),), ((evil,),))))
    for said in (pdf_text(pdf(paper), furniture=(TRIAL, REMARK)), docx_text(docx(paper))):
        assert said.count(squeezed(evil)) == 4  # heading, paragraph, head of the table, cell


@pytest.mark.parametrize("write", [pdf, docx])
@pytest.mark.parametrize(
    ("block", "field"),
    [
        (KeyTable("基本信息表", (("工厂名称", "示例\U00020005厂"),)), "基本信息表“工厂名称”"),
        (Table("证据表", (Column("材料", 1),), (("甲",), ("乙\U00020005",))), "证据表第 2 行“材料”"),
        (Signature(("签字\U00020005",)), "签字盖章处"),
        (Cover("题", (("单位", "\U00020005"),)), "封面“单位”"),
    ],
)
def test_a_missing_glyph_names_character_field_and_way_out(write: Any, block: Block, field: str) -> None:
    with pytest.raises(MissingGlyph) as fault:
        write(replace(PAPER, blocks=(block,)))
    said = str(fault.value)
    for part in ("\U00020005", "U+20005", field, "--font"):
        assert part in said


@pytest.mark.parametrize("character", ["\x07", "\ufffe", "\u200b", "\U0001f600"])
def test_what_cannot_be_printed_is_refused(character: str) -> None:
    with pytest.raises(MissingGlyph, match=r"U\+"):
        pdf(replace(PAPER, blocks=(Paragraph(f"文{character}字"),)))


def test_every_text_of_every_block_is_walked_over() -> None:
    """A field that `texts` forgets would be printed unchecked."""
    for block in BLOCKS:
        held = set(_strings(block))
        walked = {text for _, text in block.texts()}
        assert held - walked <= {"body", "note", "todo", "left", "center", "right"}, type(block)
    assert {one.name for one in fields(Paper)} == {"title", "meta", "blocks", "trial", "remark", "counted"}


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in _strings(one)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for one in fields(value) for text in _strings(getattr(value, one.name))]
    return []


def font_with(character: str, path: Path, *, named: bool = True) -> Path:
    """A font with one square glyph; without its PostScript name typst does not take it."""
    builder, pen = FontBuilder(1000, isTTF=True), TTGlyphPen(None)
    for place, point in enumerate(((0, 0), (0, 800), (800, 800), (800, 0))):
        pen.lineTo(point) if place else pen.moveTo(point)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupCharacterMap({ord(character): "square"})
    builder.setupGlyf({".notdef": square, "square": square})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "square": (1000, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    names = {"familyName": "Example Rare", "styleName": "Regular"}
    builder.setupNameTable(names | ({"psName": "ExampleRare-Regular"} if named else {}))
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(str(path))
    return path


def test_a_second_font_fills_gaps(tmp_path: Path) -> None:
    rare = "\U00020005"
    fonts = FontSet((font_with(rare, tmp_path / "rare.ttf"),))
    assert fonts.families == ["Noto Serif SC", "Example Rare"]
    content = pdf(replace(PAPER, blocks=(Paragraph(f"示例{rare}字"),)), fonts)
    (page,) = PdfReader(io.BytesIO(content)).pages
    assert f"示例{rare}字" in squeezed(page.extract_text())
    names = {str(font["/BaseFont"]).rpartition("+")[2] for font in page["/Resources"]["/Font"].values()}
    assert any("Rare" in name for name in names), names  # the glyph itself, not an empty box
    assert rare in docx_text(docx(replace(PAPER, blocks=(Paragraph(rare),)), fonts))


def test_a_font_that_the_typesetter_passes_over_is_told(tmp_path: Path) -> None:
    fonts = FontSet((font_with("\U00020005", tmp_path / "nameless.ttf", named=False),))
    with pytest.raises(UnusableFont, match=r"nameless\.ttf"):
        pdf(replace(PAPER, blocks=(Paragraph("\U00020005"),)), fonts)


def test_a_font_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.ttf").write_bytes(b"no font")
    for name, words in (("bad.ttf", "不是可用的字体"), ("none.ttf", "找不到字体文件")):
        with pytest.raises(UnusableFont, match=words):
            pdf(PAPER, FontSet((tmp_path / name,)))


def test_a_table_whose_rows_do_not_fit_its_columns_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="坏表"):
        Table("坏表", (Column("甲", 1), Column("乙", 1)), (("一",),))


def test_charts_are_drawn_within_their_frame() -> None:
    data = {block["kind"]: block["data"] for block in plain(PAPER)["blocks"]}
    assert [bar["share"] for bar in data["bars"]["bars"]] == [0.4, None, 1.0]
    heights = data["lines"]["lines"][0]["at"]
    assert heights[1] is None
    assert 0 <= heights[0] < heights[2] <= 1
    small = (Line("甲", (D("115.1"), D("115.5")), ("", "")),)
    low, high = span(small)
    assert high - low > 50  # a third of a percent is no leap
    assert span((Line("甲", (None,), ("",)),)) == (0, 1)
    assert span((Line("甲", (D(0),), ("",)),))[1] > 0
