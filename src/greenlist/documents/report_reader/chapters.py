"""Chapters: by heading styles, or by the numbers their titles begin with where styles are missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .labels import section_of
from .shape import Block, Grid, Paragraph, Report, Text

_FIRST = re.compile(r"^(?:第[一二三四五六七八九十]{1,3}[章节部分]+|[一二三四五六七八九十]{1,3}\s*[、.．])")
_SECOND = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]|^\d{1,2}(?:\.\d{1,2}){0,2}[\s　.、．](?!\d)")
_STOP = re.compile(r"[。；;，,：:]$")
LONGEST_TITLE = 40
MAX_CHAPTERS = 400
MAX_TEXT = 20_000


def read_chapters(blocks: Sequence[Block], report: Report) -> None:
    """Take the texts under the headings. Tables are read elsewhere."""
    styled = sum(1 for one in blocks if isinstance(one, Paragraph) and one.level)
    open_title: Paragraph | None = None
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            continue
        if level_of(block, styled=styled > 1):
            _close(open_title, lines, report)
            open_title, lines = block, []
        else:
            lines.append(block.text)
    _close(open_title, lines, report)


def level_of(paragraph: Paragraph, *, styled: bool) -> int:
    """The level of a heading, 0 for running text. `styled`: the document has heading styles."""
    if styled:
        return paragraph.level
    text = paragraph.text
    if len(text) > LONGEST_TITLE or _STOP.search(text) or "\n" in text:
        return 0
    if _FIRST.match(text):
        return 1
    return 2 if _SECOND.match(text) else 0


def _close(title: Paragraph | None, lines: Iterable[str], report: Report) -> None:
    text = "\n".join(lines).strip()
    if title is not None and text and not section_of(title.text) and len(report.texts) < MAX_CHAPTERS:
        report.texts.append(Text(title.text, text[:MAX_TEXT], title.at))
