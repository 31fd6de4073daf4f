"""The foot of a letter in DOCX (版记): to whom else it is sent, who printed it when (GB/T 9704-2012, 7.4 and 10.1).

It is a table in a box at the lower edge of the text area, so that it grows upwards with its lines: frames and floating
tables are laid over each other, or upside down, by some word processors.
"""

from __future__ import annotations

from math import ceil

from greenlist.documents.papers.docx_xml import paragraph

from .content import Letter
from .docx_page import WIDTH, width_of
from .docx_page import words as _words

SMALL, PITCH = 14.0, 21.0  # points: 4号 [7.4.2], its lines, as far apart as in the PDF
ONE = 280  # twips: a character of it
ROOM = 80  # twips between text and rule
LINE = 26  # characters of full width in a line of copies, 抄送 and the edges left out
POINT, TWIP = 12700, 635  # EMU
_SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NARROW = '<w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'


def foot_xml(letter: Letter) -> str:
    """The paragraph that holds the foot, '' where there is none: rules of 0.35 mm above and below, 0.25 mm between.

    A letter in 信函格式 has neither rules nor who printed it [10.1, from memory, unverified].
    """
    formal = letter.form == "official"
    if not formal and not letter.copies:
        return ""
    rows = (_copies(letter) if letter.copies else "") + (_printed(letter) if formal else "")
    lines = ceil(width_of(_sent(letter)) / LINE) if letter.copies else 0
    edges = 2 * ROOM / 20 * (bool(letter.copies) + formal) if formal else 0
    high = (lines + formal) * PITCH + edges + 3  # and the narrow paragraph a table ends with, and the rules
    table = _table(rows, _rules(top=8, bottom=8, insideH=6) if formal else "")
    return f"<w:p>{_NARROW}<w:r>{_box(table, high)}</w:r></w:p>"


def _sent(letter: Letter) -> str:
    return f"{'，'.join(letter.copies)}。"


def _box(inner: str, high: float) -> str:
    """A box as wide as the text area at its lower edge, `high` points at first: it takes what its lines need."""
    cx, cy = WIDTH * TWIP, round(high * POINT)
    return (
        f'<w:drawing><wp:anchor {_SPACES} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="3"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="2" name="版记"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{inner}<w:p>{_NARROW}</w:p></w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:spAutoFit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def _copies(letter: Letter) -> str:
    """Turned lines stand under the first name [7.4.2]."""
    turned = f'<w:ind w:left="{4 * ONE}" w:right="{ONE}" w:hanging="{3 * ONE}"/>'
    sent = paragraph(_small(f"抄送：{_sent(letter)}"), indent=turned, pitch=PITCH)
    return _row(sent)


def _printed(letter: Letter) -> str:
    """The office a character from the left edge, the day a character from the right one, on one line [7.4.3]."""
    office, _, rest = letter.printed.partition("　")
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH - ONE}"/></w:tabs>'
    inner = f"{_small(office)}<w:r><w:tab/></w:r>{_small(rest)}"
    line = paragraph(inner, more=tab, indent=f'<w:ind w:left="{ONE}"/>', pitch=PITCH)
    return _row(line)


def _row(inner: str) -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{WIDTH}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _table(rows: str, rules: str) -> str:
    room = f'<w:top w:w="{ROOM if rules else 0}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    room += f'<w:bottom w:w="{ROOM if rules else 0}" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    look = f'<w:tblW w:w="{WIDTH}" w:type="dxa"/>{rules}<w:tblLayout w:type="fixed"/>'
    grid = f'<w:tblGrid><w:gridCol w:w="{WIDTH}"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr>{look}<w:tblCellMar>{room}</w:tblCellMar></w:tblPr>{grid}{rows}</w:tbl>"


def _rules(**eighths: int) -> str:
    """Rules of a table, in eighths of a point: 8 are 0.35 mm, 6 about 0.25 mm."""
    lines = (f'<w:{side} w:val="single" w:sz="{wide}" w:space="0" w:color="000000"/>' for side, wide in eighths.items())
    return f"<w:tblBorders>{''.join(lines)}</w:tblBorders>"


def _small(text: str) -> str:
    return _words(text, size=SMALL, squeeze=0)
