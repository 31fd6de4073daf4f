"""A paper as DOCX for editing: real heading styles, fields for contents and page numbers, repeated headers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatchmethod
from typing import Any

import docx as python_docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .content import (
    Bars,
    Block,
    Contents,
    Cover,
    Formula,
    Heading,
    KeyTable,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from .docx_charts import bar_chart, frame, line_chart
from .docx_pack import packed
from .docx_styles import AMBER, lay_out
from .docx_tables import key_table, table_xml
from .docx_xml import PINE, bookmarked, field, paragraph, run
from .glyphs import FontSet

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
_TAB = '<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="8845"/></w:tabs>'


def docx(paper: Paper, fonts: FontSet | None = None, *, pages: Sequence[int] = ()) -> bytes:
    """The DOCX of a paper. `pages` are those of its headings (of the PDF), shown until Word counts for itself.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`; a text that cannot be printed is not handed out either.
    """
    (fonts or FontSet()).check(paper.texts())
    document = python_docx.Document()
    cover = bool(paper.blocks) and isinstance(paper.blocks[0], Cover)
    lay_out(document, trial=paper.trial, remark=paper.remark, cover=cover, counted=paper.counted)
    body = _Body(document, paper, pages)
    root = parse_xml(f"<w:body {nsdecls('w', 'r')}>{body.xml()}</w:body>")
    document.element.body[:0] = list(root)
    return packed(document, paper.meta, paper.title)


def blocks_xml(document: Document, paper: Paper) -> list[str]:
    """Each block of a paper as the XML of a body, for a document that is there already; charts become parts of it."""
    body = _Body(document, paper, ())
    return [body.write(block) for block in paper.blocks]


class _Body:
    """The blocks of one paper as XML, with running numbers of captions, bookmarks and charts."""

    def __init__(self, document: Document, paper: Paper, pages: Sequence[int]) -> None:
        self._part = document.part
        self._paper = paper
        self._pages = dict(enumerate(pages, 1))
        self._numbers = {"表": 0, "图": 0}
        self._heading = 0

    def xml(self) -> str:
        """All blocks."""
        return "".join(self.write(block) for block in self._paper.blocks)

    @singledispatchmethod
    def write(self, block: Block) -> str:
        """One block; every kind has its own below."""
        raise TypeError(type(block).__name__)

    @write.register
    def _(self, block: Cover) -> str:
        out = paragraph(run(block.title), style="Title", align="center")
        gap = 150.0
        for label, value in block.lines:
            words = run(f"{label}　", size=14) + run(value, size=14) + "<w:r><w:tab/></w:r>"
            tabs = '<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="8100"/></w:tabs>'
            out += paragraph(words, more=tabs, pitch=22, before=gap, indent='<w:ind w:left="800"/>')
            gap = 16.0
        below = 110.0
        for text in (block.maker, block.date):
            if text:
                out += paragraph(run(text, size=14), align="center", pitch=24, before=below)
                below = 0.0
        return out + _page_break()

    @write.register
    def _(self, block: Heading) -> str:
        self._heading += 1
        size, align, pitch = (18, "center", 27.0) if block.centred else (None, "", 0.0)
        inner = bookmarked(run(block.text, size=size), self._heading, _mark(self._heading))
        return paragraph(inner, style=f"Heading{block.level}", align=align, pitch=pitch)

    @write.register
    def _(self, block: Paragraph) -> str:
        if block.style == "note":
            return paragraph(run(block.text, size=9, colour="444444"), pitch=13)
        if block.style == "todo":
            return paragraph(run(block.text, colour=AMBER), indent=_INDENT, align="both")
        return "".join(paragraph(run(text), indent=_INDENT, align="both") for text in block.text.split("\n"))

    @write.register
    def _(self, block: KeyTable) -> str:
        above = self._caption("表", block.caption, keep=True) if block.caption else ""
        return above + key_table(block)

    @write.register
    def _(self, block: Table) -> str:
        return self._caption("表", block.caption, keep=True) + table_xml(block)

    @write.register
    def _(self, block: Bars) -> str:
        return self._chart(bar_chart(block), 14 + 7 * len(block.bars), block.caption)

    @write.register
    def _(self, block: Lines) -> str:
        return self._chart(line_chart(block), 62, block.caption)

    @write.register
    def _(self, block: Formula) -> str:
        border = f'<w:pBdr><w:left w:val="single" w:sz="16" w:space="6" w:color="{PINE}"/></w:pBdr>'
        clause = run(f"　{block.clause}", size=9, colour="555555") if block.clause else ""
        lines = [run(block.name, size=10.5, bold=True) + clause]
        lines += [run(part, size=10.5) for part in (block.words, block.numbers, block.result) if part]
        lines += [run(part, size=9) for part in block.inputs]
        look: dict[str, Any] = {"more": border, "pitch": 13.5, "indent": '<w:ind w:left="200"/>'}
        inner = [
            paragraph(line, keep=place < len(lines) - 1, before=8 if place == 0 else 0, **look)
            for place, line in enumerate(lines)
        ]
        return "".join(inner)

    @write.register
    def _(self, block: Signature) -> str:
        tabs, indent = _TAB.format(leader="underscore"), '<w:ind w:left="2608"/>'
        return "".join(
            paragraph(run(place) + "<w:r><w:tab/></w:r>", more=tabs, indent=indent, before=36 if first else 30)
            for first, place in enumerate(block.places)
        )

    @write.register
    def _(self, block: PageBreak) -> str:  # noqa: ARG002 - the kind says all
        return _page_break()

    @write.register
    def _(self, block: Contents) -> str:
        headings = self._paper.headings()
        shown = [(place, one) for place, one in enumerate(headings, 1) if one.level <= block.depth]
        out = paragraph(run(block.title, size=15.75, bold=True), align="center", pitch=24)
        for place, one in shown:
            first = place == shown[0][0]
            begin = _contents_begin(block.depth) if first else ""
            number = field(f"PAGEREF {_mark(place)} \\h", str(self._pages.get(place, "")))
            entry = f'<w:hyperlink w:anchor="{_mark(place)}">{run(one.text)}<w:r><w:tab/></w:r>{number}</w:hyperlink>'
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if place == shown[-1][0] else ""
            indent = f'<w:ind w:left="{(one.level - 1) * 360}"/>'
            out += paragraph(begin + entry + end, more=_TAB.format(leader="dot"), indent=indent)
        return out

    def _caption(self, word: str, text: str, *, keep: bool) -> str:
        self._numbers[word] += 1
        number = field(f"SEQ {word} \\* ARABIC", str(self._numbers[word]), size=10.5)
        return paragraph(run(f"{word} ") + number + run(f" {text}"), style="Caption", align="center", keep=keep)

    def _chart(self, xml: str, height: int, caption: str) -> str:
        number = self._numbers["图"] + 1
        part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, xml.encode(), self._part.package)
        relation = self._part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        drawing = paragraph(frame(relation, number, height, caption), align="center", keep=True,
                            more='<w:spacing w:before="120" w:line="240" w:lineRule="auto"/>')  # fmt: skip
        return drawing + self._caption("图", caption, keep=False)


def _mark(place: int) -> str:
    return f"_Toc{place:06d}"


def _page_break() -> str:
    return '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'


def _contents_begin(depth: int) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
