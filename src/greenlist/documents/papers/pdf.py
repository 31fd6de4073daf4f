"""A paper as PDF, with typst and the bundled font; the same paper gives the same bytes."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from .content import Paper
from .glyphs import FontSet
from .plain import plain

LAYOUT = Path(__file__).with_name("paper.typ")
log = logging.getLogger(__name__)
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
    return typst.Compiler(
        input=str(layout),
        root=str(layout.parent),
        font_paths=[str(folder) for folder in fonts.folders],
        ignore_system_fonts=True,
    )
