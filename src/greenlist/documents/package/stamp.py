"""Page numbers stamped at the foot of every page, whatever its size and however it is turned; as text, in our font."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import pikepdf
import typst
from pikepdf import Name, Pdf

from greenlist.documents.cleaning.boxes import Box, visible_box
from greenlist.documents.papers import FontSet
from greenlist.documents.papers.pdf import font_folders

LAYOUT = Path(__file__).with_name("stamp.typ")
WIDTH, HEIGHT = 90 / 25.4 * 72, 6 / 25.4 * 72  # points; as in the layout
FOOT = 4 / 25.4 * 72  # from the edge of an A4 page
A4_SIDE = 595.276
SMALLEST, LARGEST = 0.25, 4.0


def stamp(pdf: Pdf, labels: Sequence[str], on: date) -> None:
    """Stamp the pages of a PDF, one label each.

    Raises MissingGlyph for a label with a character that the font does not have.
    """
    with pikepdf.open(io.BytesIO(_typeset(labels, on))) as stamps:
        for number, (page, mark) in enumerate(zip(pdf.pages, stamps.pages, strict=True)):
            drawing = pdf.copy_foreign(stamps.make_indirect(mark.as_form_xobject()))
            name = page.add_resource(drawing, Name.XObject, Name(f"/Stamp{number}"))
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(_placed(visible_box(page), page.rotation % 360, str(name)))


def _typeset(labels: Sequence[str], on: date) -> bytes:
    fonts = FontSet()
    fonts.check([("页码", label) for label in labels])
    data = {"labels": list(labels), "fonts": fonts.families}
    made = typst.compile(
        str(LAYOUT), root=str(LAYOUT.parent), format="pdf", sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime.combine(on, time(), UTC).timestamp()), font_paths=font_folders(fonts),
        ignore_system_fonts=True, pdf_standards=["a-2b"], pdf_tags=False,
    )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError(LAYOUT)
    return made


def _placed(box: Box, turned: int, name: str) -> bytes:
    """The stamp in the middle of the foot as the page is looked at; larger on large sheets, smaller on small ones."""
    left, low, right, high = box
    wide, tall = right - left, high - low
    scale = min(max(min(wide, tall) / A4_SIDE, SMALLEST), LARGEST)
    scale = min(scale, (tall if turned in {90, 270} else wide) / WIDTH)
    half, foot = WIDTH * scale / 2, FOOT * scale
    middle, centre = (left + right) / 2, (low + high) / 2
    turn, at = {
        0: ((1, 0, 0, 1), (middle - half, low + foot)),
        90: ((0, 1, -1, 0), (right - foot, centre - half)),
        180: ((-1, 0, 0, -1), (middle + half, high - foot)),
        270: ((0, -1, 1, 0), (left + foot, centre + half)),
    }[turned]
    matrix = " ".join(f"{number:.4f}" for number in (*(scale * one for one in turn), *at))
    return f"\nQ q {matrix} cm {name} Do Q\n".encode()
