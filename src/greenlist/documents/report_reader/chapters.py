"""Chapters: by heading styles, or by the numbers their titles begin with where styles are missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from greenlist.engine.messages import say

from .labels import section_of
from .shape import Block, Grid, Paragraph, Report, Text

_FIRST = re.compile(r"^(?:第[一二三四五六七八九十]{1,3}[章节部分]+|[一二三四五六七八九十]{1,3}\s*[、.．])")
_SECOND = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]|^\d{1,2}(?:\.\d{1,2}){0,2}[\s　.、．](?!\d)")
_STOP = re.compile(r"[。；;，,：:]$")
BEFORE = "（第一个标题以前）"
LONGEST_TITLE = 40
MAX_CHAPTERS = 400
MAX_TEXT = 20_000


def read_chapters(blocks: Sequence[Block], known: Collection[int], report: Report) -> None:
    """Take the texts under the headings, and what stands before the first one.

    Tables are read elsewhere; `known` are the numbers of paragraphs that were: title, lines of the cover, captions.
    """
    has_styles = styled(blocks)
    contents = {one.text for one in blocks if isinstance(one, Paragraph) and level_of(one, styled=has_styles)} | {
        "目录"
    }
    title, at = BEFORE, ""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            continue
        if level_of(block, styled=has_styles):
            _close(title, at, lines, report)
            title, at, lines = block.text, block.at, []
        elif block.number not in known and not (title == BEFORE and block.text in contents):
            at = at or block.at
            lines.append(block.text)
    _close(title, at, lines, report)


def styled(blocks: Sequence[Block]) -> bool:
    """Whether a document has heading styles."""
    return sum(1 for one in blocks if isinstance(one, Paragraph) and one.level) > 1


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


def _close(title: str, at: str, lines: Sequence[str], report: Report) -> None:
    text = "\n".join(line for line in lines if not section_of(line)).strip()
    if not text:
        return
    if len(report.texts) >= MAX_CHAPTERS:
        report.miss(at, title, say("reading.chapters_many", most=MAX_CHAPTERS))
        return
    if len(text) > MAX_TEXT:
        report.miss(at, title, say("reading.chapter_cut", length=len(text), most=MAX_TEXT))
    report.texts.append(Text(title, text[:MAX_TEXT], at))
