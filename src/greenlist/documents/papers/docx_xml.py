"""Runs, fields, paragraphs and bookmarks of WordprocessingML as text: parsed once for a whole paper."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

PINE, INK, SOFT, LINE = "1F5C4A", "000000", "EEF2F0", "8A8A8A"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML 1.0 has no room for them; the font check refuses them


def escaped(text: str) -> str:
    """Text as XML."""
    return escape(_CONTROL.sub("", text), {'"': "&quot;"})


def run(text: str, *, size: float | None = None, bold: bool = False, colour: str = "") -> str:
    """A run; line breaks in the text are breaks."""
    look = "<w:b/>" if bold else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    parts = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{properties}{parts}</w:r>"


def field(code: str, shown: str, *, size: float | None = None, dirty: bool = False) -> str:
    """A field with the result shown until somebody updates it."""
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown, size=size)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(
    inner: str, *, style: str = "", align: str = "", pitch: float = 0, indent: str = "", more: str = "",
    keep: bool = False, before: float = 0,
) -> str:  # fmt: skip
    """A paragraph; `pitch` is its exact line height, `indent` and `more` are ready XML of its properties."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    look += "<w:keepNext/>" if keep else ""
    look += more
    if pitch or before:
        above = f' w:before="{round(before * 20)}"' if before else ""
        line = f' w:line="{round(pitch * 20)}" w:lineRule="exact"' if pitch else ""
        look += f"<w:spacing{above}{line}/>"
    look += indent
    look += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{inner}</w:p>" if look else f"<w:p>{inner}</w:p>"


def bookmarked(inner: str, number: int, name: str) -> str:
    """Something a reference can point to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
