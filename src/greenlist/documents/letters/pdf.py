"""A letter as PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from greenlist.documents.papers import FontSet
from greenlist.documents.papers.pdf import run_layout

from .content import Letter

LAYOUT = Path(__file__).with_name("letter.typ")


def letter_pdf(letter: Letter, fonts: FontSet | None = None) -> bytes:
    """The PDF of a letter; the same letter gives the same bytes.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`.
    """
    fonts = fonts or FontSet()
    fonts.check(letter.texts())
    data = asdict(letter) | {"author": letter.meta.author, "subject": letter.meta.subject}
    data.pop("meta")
    return run_layout(LAYOUT, data, letter.meta.on, fonts).content
