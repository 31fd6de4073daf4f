"""Tables across A4 landscape pages, as PDF and DOCX from the same content: summary tables, lists, reports."""

from .content import Part, TablePaper
from .docx import table_docx
from .pdf import table_pdf

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

__all__ = ["FORMS", "Part", "TablePaper", "table_docx", "table_file", "table_pdf"]


def table_file(paper: TablePaper, form: str) -> bytes:
    """A table in one of `FORMS`. Raises MissingGlyph, UnusableFont."""
    return table_pdf(paper) if form == "pdf" else table_docx(paper)
