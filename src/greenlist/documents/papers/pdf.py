"""A paper as PDF, with typst and the bundled font; the same paper gives the same bytes."""

from __future__ import annotations

import atexit
import json
import logging
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from greenlist.engine.messages import say

from .content import Paper
from .glyphs import FONTS, FontSet, UnusableFont
from .plain import plain

LAYOUT = Path(__file__).with_name("paper.typ")
log = logging.getLogger(__name__)
_until_the_end = ExitStack()
atexit.register(_until_the_end.close)
_one_at_a_time = Lock()  # a compiler answers questions about the paper it set last


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, and the printed page number of each heading in order."""

    content: bytes
    pages: tuple[int, ...]


def pdf(paper: Paper, fonts: FontSet | None = None) -> bytes:
    """The PDF of a paper.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`.
    """
    return typeset(paper, fonts).content


def typeset(paper: Paper, fonts: FontSet | None = None) -> Typeset:
    """The PDF of a paper with the pages of its headings, which the DOCX shows until Word lays it out.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`.
    """
    fonts = fonts or FontSet()
    fonts.check(paper.texts())
    return run_layout(LAYOUT, plain(paper), paper.meta.on, fonts)


def run_layout(layout: Path, data: dict[str, Any], on: date, fonts: FontSet) -> Typeset:
    """Run one of our layouts over checked data. `on` is the time written into the file."""
    log.info("fonts of the standard replaced by %s in %s", fonts.families[0], layout.name)
    inputs = {"paper": json.dumps(data | {"fonts": fonts.families}, ensure_ascii=False)}
    stamp = int(datetime.combine(on, time(), UTC).timestamp())
    with _one_at_a_time:
        compiler = _compiler(layout, fonts)
        made = compiler.compile(format="pdf", sys_inputs=inputs, timestamp=stamp)
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
    if not isinstance(made, bytes):
        raise TypeError(layout)
    return Typeset(made, tuple(pages))


@lru_cache(maxsize=4)
def _compiler(layout: Path, fonts: FontSet) -> typst.Compiler:
    """One compiler for each layout and set of fonts; opening the fonts costs more than a page."""
    folders = [str(FONTS), *_folder_of(fonts.extra)]
    taken = {font.family for font in typst.Fonts(font_paths=folders, include_system_fonts=False).fonts()}
    if not taken.issuperset(fonts.families):  # else its characters would be left out without a word
        raise UnusableFont(say("papers.font_unusable", file="、".join(path.name for path in fonts.extra)))
    return typst.Compiler(input=str(layout), root=str(layout.parent), font_paths=folders, ignore_system_fonts=True)


def _folder_of(files: tuple[Path, ...]) -> list[str]:
    """A folder with nothing but these fonts: typst looks into folders, and passes over a file without a word.

    It stays until the program ends, for typst opens a font when it first needs it.
    """
    if not files:
        return []
    folder = Path(_until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="greenlist-fonts-")))
    for number, file in enumerate(files):
        shutil.copyfile(file, folder / f"{number}{file.suffix}")
    return [str(folder)]
