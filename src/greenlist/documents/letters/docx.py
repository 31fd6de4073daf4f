"""A letter as DOCX: the faces and sizes the standard names, 22 lines of 28 characters, three sections."""

from __future__ import annotations

from math import ceil

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
from .docx_page import CHARACTER, PITCH, WIDTH, lay_page, plain_style, signed_xml, width_of
from .docx_page import words as _words

RED, LANDSCAPE, HEIGHT = "E60012", 12756, 12757
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
    if letter.annex:
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_section(WD_SECTION.EVEN_PAGE)
    for place, section in enumerate(document.sections):
        lay_page(section, letter.trial, landscape=place == 1 and letter.annex is not None)
    foot = _colophon(letter)
    # without an attachment the foot stands on the last page of the text, be it even or odd: Word knows no condition
    parts = [_letter(letter), _annex(letter.annex), foot] if letter.annex else [_letter(letter) + foot]
    _fill(document, parts)
    return packed(document, letter.meta, letter.meta.subject)


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
    size = min(48.0, 430 / (len(letter.office) + 2))
    head = _words(f"{letter.office}文件", TITLE, size=size, colour=RED, squeeze=0)
    out = paragraph(head, align="center", before=99.2 - size * 0.14, pitch=size * 1.14)  # 35 mm [7.2.4]
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="{RED}"/></w:pBdr>'  # 4 mm below [7.2.7]
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH - CHARACTER}"/></w:tabs>'
    if letter.upward:
        signed = _words("签发人：") + _words(letter.signer or "　　　　", KAI)
        number = f"{_words('　' + letter.number)}<w:r><w:tab/></w:r>{signed}"
        out += paragraph(number, more=rule + tab, before=2 * PITCH, pitch=PITCH)
    else:
        out += paragraph(_words(letter.number), more=rule, align="center", before=2 * PITCH, pitch=PITCH)
    title = _words(letter.title, TITLE, size=22, squeeze=0)
    out += paragraph(title, align="center", before=2 * PITCH, pitch=33) + _empty()
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


def _colophon(letter: Letter) -> str:
    """Rules of 0.35 mm above and below, 0.25 mm between copies and the line of who printed it when [7.4.1].

    Frames at the lower edge of the text area: the last rule is the last line of the page. They are two, for some word
    processors lose a frame of several paragraphs.
    """
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH - 280}"/></w:tabs>'
    office, _, rest = letter.printed.partition("　")
    words = f"{_small('　' + office)}<w:r><w:tab/></w:r>{_small(rest)}"
    edges = _edges(top=6 if letter.copies else 8, bottom=8)
    last = paragraph(words, more=_frame('w:yAlign="bottom"') + edges + tab, pitch=22)
    tied = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'  # what the frames are tied to
    return _copies(letter) + last + tied


def _copies(letter: Letter) -> str:
    """To whom it is sent for information, right above; turned lines stand under the first name [7.4.2]."""
    if not letter.copies:
        return ""
    sent = f"{'，'.join(letter.copies)}。"
    lines = ceil(width_of(sent) / 26)
    turned = '<w:ind w:left="1120" w:right="280" w:hanging="840"/>'
    frame = _frame(f'w:y="{HEIGHT - 640 - 440 * lines - 80}"')
    return paragraph(_small(f"抄送：{sent}"), more=frame + _edges(top=8), indent=turned, pitch=22)


def _frame(where: str) -> str:
    return f'<w:framePr w:w="{WIDTH}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" {where}/>'


def _small(text: str) -> str:
    return _words(text, size=14, squeeze=0)


def _edges(**eighths: int) -> str:
    """Rules over and under a paragraph, in eighths of a point: 8 are 0.35 mm, 6 about 0.25 mm."""
    lines = (f'<w:{side} w:val="single" w:sz="{wide}" w:space="4" w:color="000000"/>' for side, wide in eighths.items())
    return f"<w:pBdr>{''.join(lines)}</w:pBdr>"
