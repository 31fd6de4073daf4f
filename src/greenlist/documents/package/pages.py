"""Parts as pages: a PDF as it is, a picture on a page of its own."""

from __future__ import annotations

import io
import json
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst
from pypdf import PdfReader

from greenlist.documents.papers import FontSet
from greenlist.documents.papers.glyphs import FONTS, MissingGlyph

from .parts import Part

LAYOUT = Path(__file__).with_name("picture.typ")
UNKNOWN = "□"  # for a character of a file name that the font does not have


@dataclass(frozen=True, slots=True)
class Paged:
    """A part that has pages: how many, how many bytes they take, and the way to them."""

    part: Part
    pages: int
    size: int
    on: date

    def content(self) -> bytes:
        """Its pages as a PDF; read or made anew, so that a large dossier is never in memory as a whole."""
        raw = self.part.open()
        return raw if self.part.media == "pdf" else picture_page(raw, self.part.title, self.on)


def paged(part: Part, on: date) -> Paged | None:
    """A part with its pages; None where it cannot be one: no PDF or picture, or one that does not open."""
    if part.media == "other":
        return None
    try:
        content = Paged(part, 0, 0, on).content()
        reader = PdfReader(io.BytesIO(content), strict=False)
        count = 0 if reader.is_encrypted else len(reader.pages)
    except Exception:  # noqa: BLE001 - parsers fed by strangers raise anything
        return None
    return Paged(part, count, len(content), on) if count else None


def picture_page(content: bytes, title: str, on: date) -> bytes:
    """A picture (PNG or JPG) on an A4 page, upright or across as it lies, with its name below.

    Raises whatever typst has against a picture that is none.
    """
    fonts = FontSet()
    inputs = {"paper": json.dumps({"title": printable(title, fonts), "fonts": fonts.families}, ensure_ascii=False)}
    stamp = int(datetime.combine(on, time(), UTC).timestamp())
    with tempfile.TemporaryDirectory(prefix="greenlist-picture-") as folder:
        (Path(folder) / "picture").write_bytes(content)
        layout = Path(folder) / LAYOUT.name
        layout.write_bytes(LAYOUT.read_bytes())
        made = typst.compile(
            str(layout), root=folder, format="pdf", sys_inputs=inputs, timestamp=stamp, font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError(title)
    return made


def printable(text: str, fonts: FontSet) -> str:
    """A text with what the font lacks replaced: names of files are data, and no reason to make nothing."""
    try:
        fonts.check([("", text)])
    except MissingGlyph:
        return "".join(one if _has(one, fonts) else UNKNOWN for one in text)
    return text


def _has(character: str, fonts: FontSet) -> bool:
    try:
        fonts.check([("", character)])
    except MissingGlyph:
        return False
    return True
