"""Pictures on pages, with their names below."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from greenlist.documents.papers import FontSet
from greenlist.documents.papers.glyphs import MissingGlyph
from greenlist.documents.papers.pdf import font_folders

LAYOUT = Path(__file__).with_name("picture.typ")
UNKNOWN = "□"  # for a character of a file name that the font does not have
LONGEST = 2400  # pixels: A4 at 210 dpi


def picture_page(files: Sequence[Path], names: Sequence[str], on: date, *, across: bool) -> bytes:
    """One or two pictures (PNG or JPG) on an A4 page as PDF/A-2b; the page lies across if asked to.

    Raises whatever typst has against a picture that is none.
    """
    fonts = FontSet()
    data = {"names": [printable(name, fonts) for name in names], "flipped": across, "fonts": fonts.families}
    stamp = int(datetime.combine(on, time(), UTC).timestamp())
    with tempfile.TemporaryDirectory(prefix="greenlist-picture-") as folder:
        for number, file in enumerate(files):
            shutil.copyfile(file, Path(folder) / f"picture{number}")
        layout = Path(folder) / LAYOUT.name
        layout.write_bytes(LAYOUT.read_bytes())
        made = typst.compile(
            str(layout), root=folder, format="pdf", sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            timestamp=stamp, font_paths=font_folders(fonts), ignore_system_fonts=True, pdf_standards=["a-2b"],
        )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError(names)
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
