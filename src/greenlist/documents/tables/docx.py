"""A table paper as DOCX for editing: the same page, columns and words as the PDF."""

from __future__ import annotations

from dataclasses import replace

import docx as python_docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm

from greenlist.documents.papers import FontSet
from greenlist.documents.papers.docx_pack import packed
from greenlist.documents.papers.docx_styles import FANG, HEI, LATIN, TITLE, head_mark, replace_children
from greenlist.documents.papers.docx_tables import table_xml
from greenlist.documents.papers.docx_xml import escaped, paragraph

from .content import Part, TablePaper
from .dealing import INSET
from .fitting import Fit, Page, fitted
from .side_number import side_number

TWIPS = 1440 / 25.4  # of a millimetre
PAGE_BREAK = "<w:pageBreakBefore/>"


def table_docx(paper: TablePaper, fonts: FontSet | None = None) -> bytes:
    """The DOCX; the same paper gives the same bytes. Raises MissingGlyph, UnusableFont: see `FontSet.check`."""
    (fonts or FontSet()).check(paper.texts())
    page, fits = fitted([part.table for part in paper.parts])
    document = python_docx.Document()
    _page(document, paper, page)
    parts = enumerate(zip(paper.parts, fits, strict=True))
    _put(document, "".join(_part(paper, part, fit, page, fresh=at > 0) for at, (part, fit) in parts))
    return packed(document, paper.meta, paper.title)


def _put(document: Document, body: str) -> None:
    """Set the body as one text: moving thousands of cells from tree to tree takes seconds."""
    shell = serialize_part_xml(document.element).decode()
    at = shell.index("<w:sectPr")
    document.part._element = parse_xml(f"{shell[:at]}{body}{shell[at:]}".encode())  # noqa: SLF001 - has no setter


def _page(document: Document, paper: TablePaper, page: Page) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    faces = f"<w:rPr {nsdecls('w')}>{_faces(FANG)}</w:rPr>"  # of the cells, else those of the template's theme: Cambria
    document.styles["Normal"].element.get_or_add_rPr().extend(list(parse_xml(faces)))
    style = document.styles["Normal"].element.get_or_add_pPr()
    plain = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0"/>'
    for one in list(parse_xml(f"<w:pPr {nsdecls('w')}>{plain}</w:pPr>")):
        style.append(one)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = _mm(page.top), _mm(page.bottom)
    section.left_margin, section.right_margin = _mm(page.left), _mm(page.right)
    section.header_distance, section.footer_distance = Mm(12), Mm(12)
    for header, odd in ((section.header, True), (section.even_page_header, False)):
        header.is_linked_to_previous = False
        inner = head_mark(paper.trial) + side_number(page, odd=odd)
        replace_children(header._element, inner)  # noqa: SLF001 - python-docx writes no fields here


def _mm(value: float) -> Emu:
    return Emu(round(value * 36000))


def _faces(face: str) -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}"/>'


def _words(text: str, face: str = FANG, size: float = 10.5) -> str:
    look = f'{_faces(face)}<w:sz w:val="{round(size * 2)}"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _part(paper: TablePaper, part: Part, fit: Fit, page: Page, *, fresh: bool) -> str:
    out = paragraph(_words(paper.title, TITLE, 20), align="center", pitch=28, more=PAGE_BREAK if fresh else "")
    if part.table.caption:
        out += paragraph(_words(part.table.caption, HEI), pitch=16, before=6, keep=True)
    out += "".join(paragraph(_words(one, size=9.5), pitch=14, before=3, keep=True) for one in part.above)
    out += paragraph("", pitch=4) + _table(part, fit, page)
    out += "".join(paragraph(_words(one, size=9), pitch=13, before=2) for one in part.below)
    return out + (paragraph(_words(paper.stamp), pitch=16, before=16) if paper.stamp else "")


def _table(part: Part, fit: Fit, page: Page) -> str:
    table = part.table
    widths = [round(one * TWIPS) for one in fit.widths]
    columns = tuple(replace(one, width=wide) for one, wide in zip(table.columns, widths, strict=True))
    rows = zip(table.rows, fit.tall(table, page), strict=True)
    heights = [fit.head(table), *(None if tall else fit.height(row) for row, tall in rows)]
    whole = replace(table, columns=columns)
    return table_xml(whole, width=sum(widths), size=fit.size, sides=INSET * fit.size, heights=heights)
