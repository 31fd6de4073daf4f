"""The end of a filled template: a last section that had something to say and says nothing now leaves no empty page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

Element = Any  # lxml, whose elements are not annotated
_SHOWN = tuple(qn(name) for name in ("w:tbl", "w:drawing", "w:pict", "w:object"))


def ends_with_words(document: Document) -> bool:
    """Whether there is anything but empty paragraphs in the last of several sections."""
    mark = _mark(document)
    return mark is not None and any(map(_says, _behind(mark)))


def drop_last_section(document: Document) -> None:
    """Let the section before the last one end the document; nothing where there is but one."""
    mark = _mark(document)
    if mark is None:
        return
    for one in list(_behind(mark)):
        one.getparent().remove(one)
    sect = document.element.body.sectPr
    sect.getparent().replace(sect, mark.pPr.find(qn("w:sectPr")))


def _mark(document: Document) -> Element | None:
    """The paragraph that ends the section before the last one."""
    marks = (one for one in document.element.body.iterchildren(qn("w:p"), reversed=True) if _ends(one))
    return next(marks, None)


def _ends(paragraph: Element) -> bool:
    return paragraph.pPr is not None and paragraph.pPr.find(qn("w:sectPr")) is not None


def _behind(mark: Element) -> Iterator[Element]:
    return (one for one in mark.itersiblings() if one.tag != qn("w:sectPr"))


def _says(element: Element) -> bool:
    return bool("".join(element.itertext()).strip()) or next(element.iter(*_SHOWN), None) is not None
