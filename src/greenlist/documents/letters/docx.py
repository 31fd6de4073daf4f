"""A letter as DOCX: the faces and sizes the standard names, 22 lines of 28 characters, three sections."""

from __future__ import annotations

import docx as python_docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from greenlist.documents.papers import FontSet, Table
from greenlist.documents.papers.docx_pack import packed
from greenlist.documents.papers.docx_styles import AMBER, FANG, HEI, KAI, TITLE
from greenlist.documents.papers.docx_tables import table_xml
from greenlist.documents.papers.docx_xml import paragraph

from .content import Annex, Clause, Letter
from .docx_foot import foot_xml
from .docx_heads import ABOVE_TITLE, correspondence_head, lower_line, official_head
from .docx_page import CHARACTER, PITCH, lay_page, plain_style, signed_xml
from .docx_page import words as _words

LANDSCAPE, HEIGHT = 12756, 12757
FACES = {0: FANG, 1: HEI, 2: KAI}  # [7.3.3]


def letter_docx(letter: Letter, fonts: FontSet | None = None) -> bytes:
    """The DOCX of a letter; the same letter gives the same bytes.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`.
    """
    (fonts or FontSet()).check(letter.texts())
    document = python_docx.Document()
    document.settings.odd_and_even_pages_header_footer = True
    plain_style(document)
    parts = _parts(letter)
    last = WD_SECTION.EVEN_PAGE if letter.form == "official" else WD_SECTION.NEW_PAGE
    for start in (WD_SECTION.NEW_PAGE, last)[: len(parts) - 1]:
        document.add_section(start)
    for place, section in enumerate(document.sections):
        lay_page(section, letter.trial, landscape=place == 1)
    if letter.form == "correspondence":
        lower_line(document.sections[0], letter.trial)
    _fill(document, parts)
    return packed(document, letter.meta, letter.meta.subject)


def _parts(letter: Letter) -> list[str]:
    """What stands in each section: text, attachment, foot.

    Without an attachment the foot stands on the last page of the text, be it even or odd: Word knows no condition.
    """
    foot = foot_xml(letter)
    if letter.annex is None:
        return [_letter(letter) + foot]
    return [_letter(letter), _annex(letter.annex), *([foot] if foot else [])]


def _fill(document: Document, parts: list[str]) -> None:
    """Put each part before the mark that ends its section."""
    body = document.element.body
    ends = [one for one in body if one.tag == qn("w:p")] + [body.sectPr]
    for part, end in zip(parts, ends, strict=True):
        for element in list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{part}</w:body>")):
            end.addprevious(element)
    for end in ends[:-1]:  # the paragraphs that carry a section: as small as can be
        end.get_or_add_pPr().insert(0, parse_xml(f'<w:spacing {nsdecls("w")} w:line="20" w:lineRule="exact"/>'))


def _letter(letter: Letter) -> str:
    out = official_head(letter) if letter.form == "official" else correspondence_head(letter)
    title = _words(letter.title, TITLE, size=22, squeeze=0)
    out += paragraph(title, align="center", before=ABOVE_TITLE[letter.form], pitch=33) + _empty()
    out += paragraph(_words(f"{letter.addressee}："), pitch=PITCH)
    out += "".join(_clause(clause) for clause in letter.body[:-1])
    out += "".join(_clause(clause, keep=True) for clause in letter.body[-1:])
    if letter.annex:
        out += _empty(keep=True) + _body(_words(f"附件：{letter.annex.title}"), keep=True)
    return out + signed_xml(letter.office, letter.date)


def _clause(clause: Clause, *, keep: bool = False) -> str:
    words = _words(clause.text, FACES[clause.level], colour=AMBER if clause.todo else "")
    return _body(words, keep=keep or clause.level > 0)


def clauses_xml(letter: Letter) -> str:
    """The body of a letter alone, as the XML of paragraphs."""
    return "".join(_clause(clause) for clause in letter.body)


def tables_xml(annex: Annex | None, *, width: int = LANDSCAPE) -> str:
    """The tables of an attachment under their captions, `width` wide (twips); '' without any."""
    return "".join(_captioned(table, width) for table in annex.tables) if annex else ""


def _captioned(table: Table, width: int) -> str:
    caption = paragraph(_words(table.caption, HEI, size=10.5, squeeze=0), pitch=16, before=12, keep=True)
    return caption + table_xml(table, width=width, size=7.5)


def _body(words: str, *, keep: bool = False) -> str:
    return paragraph(words, indent=f'<w:ind w:firstLine="{2 * CHARACTER}"/>', align="both", pitch=PITCH, keep=keep)


def _empty(*, keep: bool = False) -> str:
    return paragraph("", pitch=PITCH, keep=keep)


def _annex(annex: Annex) -> str:
    out = paragraph(_words("附件", HEI), pitch=PITCH) + _empty()  # the title on the third line [7.3.7]
    out += paragraph(_words(annex.title, TITLE, size=20, squeeze=0), align="center", pitch=30)
    return out + tables_xml(annex)
