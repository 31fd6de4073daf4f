"""Our own writers by the shape of a content: what a document looks like without an uploaded template."""

from __future__ import annotations

from greenlist.documents.letters import Letter
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.noticing import PublicNotice, notice_docx, notice_pdf
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.documents.papers import Contents, FontSet
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.pdf import pdf, typeset

from .kinds import Content


def own_docx(content: Content, fonts: FontSet | None = None) -> bytes:
    """The DOCX as we write it. Raises MissingGlyph, UnusableFont."""
    if isinstance(content, Letter):
        return letter_docx(content, fonts)
    if isinstance(content, PublicNotice):
        return notice_docx(content, fonts)
    counted = any(isinstance(block, Contents) for block in content.blocks)  # its entries show the pages of the PDF
    return docx(content, fonts, pages=typeset(content, fonts).pages if counted else ())


def own_pdf(content: Content, fonts: FontSet | None = None) -> bytes:
    """The PDF, which is always ours. Raises MissingGlyph, UnusableFont."""
    if isinstance(content, Letter):
        return letter_pdf(content, fonts)
    return notice_pdf(content, fonts) if isinstance(content, PublicNotice) else pdf(content, fonts)
