"""The heads of a letter in DOCX: with 文件 over a red rule, and that of the 信函格式 (GB/T 9704-2012, 7.2 and 10.1)."""

from __future__ import annotations

from docx.section import Section

from greenlist.documents.papers.docx_styles import KAI, TITLE, head_mark, replace_children
from greenlist.documents.papers.docx_xml import paragraph

from .content import Form, Letter
from .docx_page import CHARACTER, PITCH, WIDTH, width_of
from .docx_page import words as _words

RED = "E60012"
MM = 1440 / 25.4  # twips
LONG = round(170 * MM)  # of a double line [10.1]
THICK = 12  # eighths of a point: of the thick line; with it go a gap and a thin line of 3/4 of a point each
DOUBLE = 60  # twips: of both lines and the gap
# points over the title: two lines [7.3.1]; less what an exact line leaves above its characters and below them, where
# they are reckoned from the characters of the number and not from a rule: as many lines as in the PDF are left
ABOVE_TITLE: dict[Form, float] = {"official": 2 * PITCH, "correspondence": 2 * PITCH - 14}


def official_head(letter: Letter) -> str:
    """Office and 文件, number, who signed it where the letter goes upwards, the red rule."""
    size = min(48.0, 430 / (len(letter.office) + 2))
    head = _words(f"{letter.office}文件", TITLE, size=size, colour=RED, squeeze=0)
    out = paragraph(head, align="center", before=99.2 - size * 0.14, pitch=size * 1.14)  # 35 mm [7.2.4]
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="8" w:color="{RED}"/></w:pBdr>'  # 4 mm below [7.2.7]
    below = 2 * PITCH - 16  # two lines [7.2.5], from characters to characters
    if not letter.upward:
        return out + paragraph(_words(letter.number), more=rule, align="center", before=below, pitch=PITCH)
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH - CHARACTER}"/></w:tabs>'
    signed = _words("签发人：") + _words(letter.signer or "　　　　", KAI)
    number = f"{_words('　' + letter.number)}<w:r><w:tab/></w:r>{signed}"
    return out + paragraph(number, more=rule + tab, before=below, pitch=PITCH)


def correspondence_head(letter: Letter) -> str:
    """The office 30 mm below the edge, a double line 4 mm below it, below that the number at the right edge [10.1].

    Clause 10.1 is from memory, unverified. The office stands in a frame, for it begins above the text area.
    """
    size = min(48.0, 430 / max(width_of(letter.office), 1))
    head = _words(letter.office, TITLE, size=size, colour=RED, squeeze=0)
    # four fifths of an exact line stand over its base line: so high that 10 points are left below the characters
    pitch, above = 50 + 0.375 * size, 40 - 0.56 * size
    frame, line = _frame(round(30 * MM - above * 20)), _double("thickThinSmallGap", space=1)
    out = paragraph(head, more=frame + line, align="center", pitch=pitch)
    return out + paragraph(_words(letter.number), align="right", before=3, pitch=PITCH)  # 7/8 of a character below


def lower_line(section: Section, mark: str) -> None:
    """The first page ends with a double line 20 mm from its edge and carries no number [10.1, unverified]."""
    section.different_first_page_header_footer = True
    header, footer = section.first_page_header, section.first_page_footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    replace_children(header._element, head_mark(mark))  # noqa: SLF001 - as `lay_page`
    line = _double("thinThickSmallGap", space=0)
    drawn = paragraph("", more=_frame(round((297 - 20) * MM) - 20 - DOUBLE) + line, pitch=1)
    replace_children(footer._element, drawn + "<w:p/>")  # noqa: SLF001


def _frame(down: int) -> str:
    """170 mm wide in the middle of the paper, `down` twips below its edge; nothing stands beside it."""
    place = f'w:x="{round(20 * MM)}" w:y="{down}"'
    return f'<w:framePr w:w="{LONG}" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page" {place}/>'


def _double(kind: str, *, space: int) -> str:
    """A double line under a paragraph, `space` points below its text."""
    return f'<w:pBdr><w:bottom w:val="{kind}" w:sz="{THICK}" w:space="{space}" w:color="{RED}"/></w:pBdr>'
