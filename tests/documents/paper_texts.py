"""What a PDF and a DOCX say, without white space: for tests that compare the two."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from pypdf import PdfReader

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}v",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}t",
)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pdf_text(content: bytes, *, furniture: tuple[str, ...] = ()) -> str:
    """The running text of all pages; what stands on every page is taken out, so that text over a page end holds."""
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    for text in furniture:
        pages = [page.replace(squeezed(text), "") for page in pages if squeezed(text)] or pages
    return "".join(re.sub(r"—\d+—", "", page) for page in pages)


def docx_parts(content: bytes) -> dict[str, Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return {name: ElementTree.fromstring(archive.read(name)) for name in names}


def docx_text(content: bytes) -> str:
    """Body, headers, footers and charts."""
    parts = docx_parts(content)
    body = [node.text or "" for node in parts["word/document.xml"].iter(f"{W}t")]
    charts = [
        node.text or ""
        for name, part in parts.items()
        if "/charts/" in name
        for node in part.iter()
        if node.tag in DRAWN
    ]
    around = [
        node.text or ""
        for name, part in parts.items()
        if re.match(r"word/(header|footer)", name)
        for node in part.iter(f"{W}t")
    ]
    return squeezed("".join((*body, *charts, *around)))
