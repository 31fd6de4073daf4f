"""The page of an official document in DOCX: margins, line pitch, faces, page numbers, signature (GB/T 9704-2012)."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm

from greenlist.documents.papers.docx_styles import FANG, LATIN, head_mark, replace_children
from greenlist.documents.papers.docx_xml import escaped, field, paragraph, run
from greenlist.documents.tables.fitting import Page
from greenlist.documents.tables.side_number import side_number

PITCH = 28.95  # points: 22 lines in 225 mm [5.2.3]
THREE, SQUEEZE = 16.0, -5  # Word's 三号 is 16 pt; a quarter of a point less between characters makes 28 to the line
CHARACTER = 315  # twips
WIDTH = 8845  # twips: 156 mm
LYING = Page(left=35, right=37, top=28, bottom=26)  # the same page turned for a table


def plain_style(document: Document) -> None:
    """No space but what is asked for, and none between Chinese and digits: 28 characters stay 28."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    style = document.styles["Normal"].element.get_or_add_pPr()
    spacing = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="0" w:after="0"/>'
    for one in list(parse_xml(f"<w:pPr {nsdecls('w')}>{spacing}</w:pPr>")):
        style.append(one)


def lay_page(section: Section, mark: str, *, landscape: bool = False) -> None:
    """A4 with its margins, `mark` in the head, the number outside: odd pages right, even ones left [5.2.1, 7.5]."""
    margins = (28, 26, 35, 37) if landscape else (37, 35, 28, 26)  # top, bottom, left, right [5.2.1, 7.5]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
    section.header_distance, section.footer_distance = Mm(12), Mm(12 if landscape else 23)
    for part in (section.header, section.even_page_header, section.footer, section.even_page_footer):
        part.is_linked_to_previous = False
    for header, odd in ((section.header, True), (section.even_page_header, False)):
        turned = side_number(LYING, odd=odd) if landscape else ""
        replace_children(header._element, head_mark(mark) + turned)  # noqa: SLF001 - python-docx writes no fields here
    number = "" if landscape else run("— ", size=14) + field("PAGE", "1", size=14) + run(" —", size=14)
    outside = f'<w:ind w:left="{CHARACTER}" w:right="{CHARACTER}"/>'  # one character from the edge [7.5]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        replace_children(footer._element, paragraph(number, align=side, indent=outside))  # noqa: SLF001


def words(text: str, face: str = FANG, *, size: float = THREE, colour: str = "", squeeze: int = SQUEEZE) -> str:
    """A run of text in a face and size, lines broken at line ends."""
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}"/>'
    hue = f'<w:color w:val="{colour}"/>' if colour else ""
    apart = f'<w:spacing w:val="{squeeze}"/>' if squeeze else ""
    look = f'<w:rPr>{fonts}{hue}{apart}<w:sz w:val="{round(size * 2)}"/></w:rPr>'
    parts = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{look}{parts}</w:r>"


def signed_xml(office: str, date: str) -> str:
    """Signature and date: the date four characters from the edge, the office centred on it where it fits [7.3.5.1]."""
    wide = width_of(date)
    block = round((8 + wide) * CHARACTER)  # centred here is centred on the date
    fits = width_of(office) <= 8 + wide
    indent = f'<w:ind w:left="{WIDTH - block}"/>' if fits else ""
    out = paragraph("", pitch=PITCH, keep=True) * 2  # with the seal it never stands on a page of its own [7.3.5.6]
    out += paragraph(words(office), indent=indent, align="center" if fits else "right", pitch=PITCH, keep=True)
    return out + paragraph(words(date), indent=f'<w:ind w:right="{4 * CHARACTER}"/>', align="right", pitch=PITCH)


def width_of(text: str) -> float:
    """How many characters of full width a text takes."""
    return sum(0.5 if one.isascii() else 1.0 for one in text)
