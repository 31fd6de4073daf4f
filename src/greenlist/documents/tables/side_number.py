"""The number of a landscape page in a DOCX: a box at the edge that is the foot of the bound page, its text turned.

A table laid across an A4 page carries its number where the document's other pages do; odd pages have the head of the
table at the binding side, even ones at the cut (GB/T 9704-2012, 7.5 and 8; clause numbers from memory, unverified).
"""

from __future__ import annotations

from greenlist.documents.papers.docx_xml import field, paragraph, run

from .fitting import Page

EMU = 36000  # of a millimetre
OFF, SIZE, LONG = 7.0, 14.0, 24.0  # millimetres off the text area, points, millimetres of the box along the edge
ONE = SIZE * 25.4 / 72  # a character's width, in millimetres
_SPACES = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}


def side_number(page: Page, *, odd: bool) -> str:
    """The paragraph that holds the box, for the header of odd or even pages."""
    words = run("— ", size=SIZE) + field("PAGE", "1", size=SIZE) + run(" —", size=SIZE)
    inner = paragraph(words, align="right" if odd else "left", pitch=SIZE + 3)
    left = page.left - OFF - ONE - 1
    top = 210 - page.bottom - ONE - LONG if odd else page.top + ONE
    return f"<w:p><w:r>{_box(inner, left, top, ONE + 2, LONG)}</w:r></w:p>"


# LibreOffice puts a box of fixed size into the corner of the page where the document has only one: it fits its text
def _box(inner: str, left: float, top: float, width: float, height: float) -> str:
    x, y, cx, cy = (round(one * EMU) for one in (left, top, width, height))
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    return (
        f'<w:drawing><wp:anchor {spaces} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="页码"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{_SPACES["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:spAutoFit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
