"""What stands around the tables of a report: their caption, or the heading they are under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .chapters import level_of, styled
from .data_tables.quantities import units_in_caption
from .shape import Block, Grid, Paragraph

_CAPTION = re.compile(r"^(?:续?附?表|table)\s*[\d一二三四五六七八九十.\-—()（）]*", re.IGNORECASE)
_NUMBER = re.compile(r"^附?表\s*[\d.\-]+\s*")
_UNIT_LINE = re.compile(r"^[（(]?\s*(?:计量)?单位\s*[:：]")
LONGEST_CAPTION = 60


@dataclass(frozen=True, slots=True)
class Around:
    """The caption over a table, the heading it stands under, '' for none, and the units that are named over it."""

    caption: str
    heading: str
    units: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """How the table is called: its caption, else the heading."""
        return self.caption or self.heading


def around_tables(blocks: Sequence[Block]) -> dict[int, Around]:
    """Caption and heading of each table, by its number."""
    found: dict[int, Around] = {}
    has_styles = styled(blocks)
    heading, above = "", list[str]()
    for block in blocks:
        if isinstance(block, Grid):
            found[block.number] = Around(_caption(above), heading, units_in_caption("\n".join(above[-2:])))
            above = []
        elif level_of(block, styled=has_styles):
            heading, above = block.text, []
        else:
            above.append(block.text)
    return found


def _caption(above: Sequence[str]) -> str:
    """The last short line over a table; a line that names units is left to the one before it."""
    lines = [text for text in above[-2:] if not _UNIT_LINE.match(text)]
    text = lines[-1] if lines else ""
    return text if text and len(text) <= LONGEST_CAPTION and not re.search(r"[。；;]$", text) else ""


def is_caption(paragraph: Paragraph, below: Block | None) -> bool:
    """Whether a line is the caption of the table that follows it: no text of its chapter."""
    return isinstance(below, Grid) and bool(
        _NUMBER.match(paragraph.text) or (len(paragraph.text) <= LONGEST_CAPTION and _CAPTION.match(paragraph.text))
    )


def title_of(caption: str) -> str:
    """A caption without its number: 评价概况 for 表 5 评价概况."""
    return _NUMBER.sub("", caption).strip()
