"""A letter as DOCX: the faces and sizes the standard names, 22 lines of 28 characters, three sections."""

from __future__ import annotations

import docx as python_docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm

from greenlist.documents.papers import FontSet
from greenlist.documents.papers.docx_pack import packed
from greenlist.documents.papers.docx_styles import AMBER, FANG, HEI, KAI, LATIN, TITLE, head_mark, replace_children
from greenlist.documents.papers.docx_tables import table_xml
from greenlist.documents.papers.docx_xml import escaped, field, paragraph, run

from .content import Annex, Clause, Letter

PITCH = 28.95  # points: 22 lines in 225 mm [5.2.3]
THREE, SQUEEZE = 16.0, -5  # Word's 三号 is 16 pt; a quarter of a point less between characters makes 28 to the line
CHARACTER = 315  # twips
RED, WIDTH, LANDSCAPE = "E60012", 8845, 12756
FACES = {0: FANG, 1: HEI, 2: KAI}  # [7.3.3]


def letter_docx(letter: Letter, fonts: FontSet | None = None) -> bytes:
    """The DOCX of a letter; the same letter gives the same bytes.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`.
    """
    (fonts or FontSet()).check(letter.texts())
    document = python_docx.Document()
    document.settings.odd_and_even_pages_header_footer = True
    _plain(document)
    if letter.annex:
        document.add_section(WD_SECTION.NEW_PAGE)
        document.add_section(WD_SECTION.EVEN_PAGE)
    for place, section in enumerate(document.sections):
        section.header.is_linked_to_previous = section.even_page_header.is_linked_to_previous = False
        _page(section, letter, landscape=place == 1 and letter.annex is not None)
    foot = _colophon(letter)
    # without an attachment the foot stands on the last page of the text, be it even or odd: Word knows no condition
    parts = [_letter(letter), _annex(letter.annex), foot] if letter.annex else [_letter(letter) + foot]
    _fill(document, parts)
    return packed(document, letter.meta, letter.meta.subject)


def _plain(document: Document) -> None:
    """No space but what is asked for, and none between Chinese and digits: 28 characters stay 28."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    style = document.styles["Normal"].element.get_or_add_pPr()
    spacing = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0"/>'
    for one in list(parse_xml(f"<w:pPr {nsdecls('w')}>{spacing}</w:pPr>")):
        style.append(one)


def _page(section: Section, letter: Letter, *, landscape: bool) -> None:
    margins = (28, 26, 35, 37) if landscape else (37, 35, 28, 26)  # top, bottom, left, right [5.2.1, 7.5]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    section.header_distance, section.footer_distance = Mm(12), Mm(14 if landscape else 23)
    for header in (section.header, section.even_page_header):
        replace_children(header._element, head_mark(letter.trial))  # noqa: SLF001 - python-docx writes no fields here
    number = run("— ", size=14) + field("PAGE", "1", size=14) + run(" —", size=14)
    outside = f'<w:ind w:left="{CHARACTER}" w:right="{CHARACTER}"/>'  # one character from the edge [7.5]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        replace_children(footer._element, paragraph(number, align=side, indent=outside))  # noqa: SLF001


def _fill(document: Document, parts: list[str]) -> None:
    """Put each part before the mark that ends its section."""
    body = document.element.body
    ends = [one for one in body if one.tag == qn("w:p")] + [body.sectPr]
    for part, end in zip(parts, ends, strict=True):
        for element in list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{part}</w:body>")):
            end.addprevious(element)
    for end in ends[:-1]:  # the paragraphs that carry a section: as small as can be
        end.get_or_add_pPr().insert(0, parse_xml(f'<w:spacing {nsdecls("w")} w:line="20" w:lineRule="exact"/>'))


def _words(text: str, face: str = FANG, *, size: float = THREE, colour: str = "", squeeze: int = SQUEEZE) -> str:
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}"/>'
    hue = f'<w:color w:val="{colour}"/>' if colour else ""
    apart = f'<w:spacing w:val="{squeeze}"/>' if squeeze else ""
    look = f'<w:rPr>{fonts}{hue}{apart}<w:sz w:val="{round(size * 2)}"/></w:rPr>'
    parts = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{look}{parts}</w:r>"


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
    out += "".join(_clause(clause) for clause in letter.body)
    if letter.annex:
        out += _empty() + _body(_words(f"附件：{letter.annex.title}"))
    out += _empty() + _empty()
    # signature and date centred on each other, the date four characters from the edge [7.3.5]
    block = f'<w:ind w:left="{WIDTH - 15 * CHARACTER}" w:right="{3 * CHARACTER}"/>'
    for text in (letter.office, letter.date):
        out += paragraph(_words(text), indent=block, align="center", pitch=PITCH, keep=text == letter.office)
    return out


def _clause(clause: Clause) -> str:
    return _body(_words(clause.text, FACES[clause.level], colour=AMBER if clause.todo else ""), keep=clause.level > 0)


def _body(words: str, *, keep: bool = False) -> str:
    return paragraph(words, indent=f'<w:ind w:firstLine="{2 * CHARACTER}"/>', align="both", pitch=PITCH, keep=keep)


def _empty() -> str:
    return paragraph("", pitch=PITCH)


def _annex(annex: Annex) -> str:
    out = paragraph(_words("附件", HEI), pitch=PITCH)
    out += paragraph(_words(annex.title, TITLE, size=20, squeeze=0), align="center", pitch=30)
    for table in annex.tables:
        out += paragraph(_words(table.caption, HEI, size=10.5, squeeze=0), pitch=16, before=12, keep=True)
        out += table_xml(table, width=LANDSCAPE, size=7.5)
    return out


def _colophon(letter: Letter) -> str:
    edge = '<w:{side} w:val="single" w:sz="8" w:space="4" w:color="000000"/>'  # about 0.35 mm [7.4.1]
    border = f"<w:pBdr>{edge.format(side='top')}{edge.format(side='bottom')}</w:pBdr>"
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH - 280}"/></w:tabs>'
    office, _, rest = letter.printed.partition("　")
    words = f"{_words('　' + office, size=14, squeeze=0)}<w:r><w:tab/></w:r>{_words(rest, size=14, squeeze=0)}"
    # a frame at the lower edge of the text area: its last line is the last line of the page [7.4.1]
    frame = f'<w:framePr w:w="{WIDTH}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:yAlign="bottom"/>'
    return paragraph(words, more=frame + border + tab, pitch=22)
