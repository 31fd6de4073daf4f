"""A table paper as PDF, with typst and the bundled font; the same paper gives the same bytes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from greenlist.documents.papers import FontSet
from greenlist.documents.papers.pdf import run_layout

from .content import Part, TablePaper
from .dealing import INSET
from .fitting import PAD, PITCH, Fit, Page, fitted
from .measuring import divisible

LAYOUT = Path(__file__).with_name("table.typ")


def table_pdf(paper: TablePaper, fonts: FontSet | None = None) -> bytes:
    """The PDF. Raises MissingGlyph, UnusableFont: see `FontSet.check`."""
    fonts = fonts or FontSet()
    fonts.check(paper.texts())
    page, fits = fitted([part.table for part in paper.parts])
    data = {
        "title": paper.title, "author": paper.meta.author, "subject": paper.meta.subject, "trial": paper.trial,
        "stamp": paper.stamp, "page": asdict(page), "pitch": PITCH, "inset": INSET, "pad": PAD,
        "parts": [_part(part, fit, page) for part, fit in zip(paper.parts, fits, strict=True)],
    }  # fmt: skip
    return run_layout(LAYOUT, data, paper.meta.on, fonts).content


def _part(part: Part, fit: Fit, page: Page) -> dict[str, Any]:
    table = part.table
    heads = [divisible(one.title, fit.room(at), bold=True) for at, one in enumerate(table.columns)]
    return {
        "caption": table.caption, "above": part.above, "below": part.below, "size": fit.size, "widths": fit.widths,
        "aligns": [column.align for column in table.columns], "heads": heads, "head": fit.head(table),
        "rows": [[divisible(text, fit.room(at)) for at, text in enumerate(row)] for row in table.rows],
        "heights": [fit.height(row) for row in table.rows],
        "tall": fit.tall(table, page),  # such a row has to run over the page
    }  # fmt: skip
