"""Page, styles, header and footer of a DOCX. Fonts are named as the standard asks; who lacks them sees another."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from .docx_xml import escaped, field, run

TITLE, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"  # GB/T 9704-2012 7.2, 7.3
LATIN = "Times New Roman"
AMBER = "9A5B00"
# name of the style -> (face, size in points, line pitch, space before, space after, bold)
FACES: dict[str, tuple[str, float, float, float, float, bool]] = {
    "Normal": (FANG, 12, 19, 0, 0, False),
    "Title": (TITLE, 26, 34, 110, 0, False),
    "Heading 1": (HEI, 15.75, 24, 14, 8, False),
    "Heading 2": (KAI, 14, 21, 11, 6, True),
    "Heading 3": (FANG, 12, 19, 8, 5, True),
    "Caption": (HEI, 10.5, 15, 10, 4, False),
}


def lay_out(document: Document, *, trial: str, remark: str, cover: bool, counted: bool = True) -> None:
    """Set page and styles, and write what stands on every page."""
    _page(document, cover=cover)
    for name, face in FACES.items():
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _style(style, face)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")  # which also chooses the shapes of characters where a face is lacking
    section = document.sections[0]
    headers = [section.header, section.first_page_header] if cover else [section.header]
    for header in headers:
        replace_children(header._element, head_mark(trial))  # noqa: SLF001 - python-docx has no way to write a field here
    replace_children(section.footer._element, _foot(remark, numbered=counted))  # noqa: SLF001
    if cover:
        replace_children(section.first_page_footer._element, _foot(remark, numbered=False))  # noqa: SLF001


def _page(document: Document, *, cover: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(30)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(14), Mm(13)
    section.different_first_page_header_footer = cover
    start = 0 if cover else 1  # the page after the cover is the first
    number = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="{start}"/>')
    section._sectPr.find(qn("w:cols")).addprevious(number)  # noqa: SLF001 - where the schema has its place


def _style(style: ParagraphStyle, face: tuple[str, float, float, float, float, bool]) -> None:
    name, size, pitch, before, after, bold = face
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.name = Pt(size), bold, False, LATIN
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[theme]
    for place in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(place), LATIN)
    fonts.set(qn("w:eastAsia"), name)
    for colour in properties.findall(qn("w:color")):
        properties.remove(colour)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    form.space_before, form.space_after = Pt(before), Pt(after)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def replace_children(part: object, paragraphs: str) -> None:
    """Put paragraphs, given as XML, in the place of whatever a header or footer held."""
    element = parse_xml(f"<w:hdr {nsdecls('w')}>{paragraphs}</w:hdr>")
    for child in list(part):  # type: ignore[call-overload]
        part.remove(child)  # type: ignore[attr-defined]
    part.extend(list(element))  # type: ignore[attr-defined]


def head_mark(trial: str) -> str:
    """The mark of a trial result in the head of a page, an empty paragraph without one."""
    if not trial:
        return "<w:p/>"
    border = f'<w:bdr w:val="single" w:sz="6" w:space="2" w:color="{AMBER}"/>'
    return (
        '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r>'
        f'<w:rPr><w:b/><w:color w:val="{AMBER}"/><w:sz w:val="18"/>{border}</w:rPr>'
        f'<w:t xml:space="preserve">{escaped(trial)}</w:t></w:r></w:p>'
    )


def _foot(remark: str, *, numbered: bool) -> str:
    number = run("— ", size=9) + field("PAGE", "1", size=9) + run(" —", size=9) if numbered else ""
    page = f'<w:p><w:pPr><w:spacing w:line="220" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>{number}</w:p>'
    if not remark:
        return page
    spacing = '<w:pPr><w:spacing w:line="190" w:lineRule="exact"/></w:pPr>'
    return page + f"<w:p>{spacing}{run(remark, size=7.5, colour='555555')}</w:p>"
