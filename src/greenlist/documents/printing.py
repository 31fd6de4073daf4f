"""A paper in one of the forms people ask for."""

from __future__ import annotations

from .papers import FontSet, Paper
from .papers.docx import docx
from .papers.pdf import typeset

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def printed_paper(paper: Paper, form: str, fonts: FontSet | None = None) -> bytes:
    """The paper in one of `FORMS`; the same paper gives the same bytes.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`.
    """
    made = typeset(paper, fonts)
    return made.content if form == "pdf" else docx(paper, fonts, pages=made.pages)
