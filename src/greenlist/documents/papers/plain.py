"""A paper as plain data, as the PDF layout reads it."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

from .content import Bars, Block, KeyTable, Line, Lines, Paper, Table

LEAST_SPAN = Decimal("0.5")  # of the greatest figure
CAMEL = re.compile(r"(?<!^)(?=[A-Z])")


def plain(paper: Paper) -> dict[str, Any]:
    """Title, marks and blocks; each block as `data` under its `kind`, a table or chart with the `number` it bears.

    A block whose fields are texts and numbers stays as it is: whoever writes JSON can write it.
    """
    numbers: Counter[str] = Counter()
    return {
        "title": paper.title,
        "author": paper.meta.author,
        "subject": paper.meta.subject,
        "trial": paper.trial,
        "remark": paper.remark,
        "counted": paper.counted,
        "blocks": [
            {"kind": _kind(block), "number": _number(block, numbers), "data": _data(block)} for block in paper.blocks
        ],
    }


def _kind(block: Block) -> str:
    return CAMEL.sub("_", type(block).__name__).lower()


def _number(block: Block, numbers: Counter[str]) -> str:
    """“表 3”: tables and charts are counted apart, and one without a caption is not counted."""
    if not isinstance(block, KeyTable | Table | Bars | Lines) or not block.caption:
        return ""
    word = "表" if isinstance(block, KeyTable | Table) else "图"
    numbers[word] += 1
    return f"{word} {numbers[word]}"


def _data(block: Block) -> Any:
    if isinstance(block, Bars):
        return {
            "caption": block.caption,
            "bars": [{"label": bar.label, "share": share(bar.share), "shown": bar.shown} for bar in block.bars],
        }
    if isinstance(block, Lines):
        low, high = span(block.lines)
        return {
            "caption": block.caption,
            "years": block.years,
            "lines": [
                {"label": line.label, "shown": line.shown, "at": [_height(value, low, high) for value in line.values]}
                for line in block.lines
            ],
        }
    return block


def share(value: Decimal | None) -> float | None:
    """A share held between 0 and 1, for drawing only."""
    return None if value is None else float(min(max(value, Decimal(0)), Decimal(1)))


def span(lines: tuple[Line, ...]) -> tuple[Decimal, Decimal]:
    """Between which figures a chart is drawn: its own, but never so close that a tenth of them looks like a leap."""
    known = [value for line in lines for value in line.values if value is not None]
    if not known:
        return Decimal(0), Decimal(1)
    low, high = min(known), max(known)
    room = max(max(abs(low), abs(high)) * LEAST_SPAN - (high - low), Decimal(0)) / 2
    return low - room, (high + room if high + room > low - room else high + 1)


def _height(value: Decimal | None, low: Decimal, high: Decimal) -> float | None:
    return None if value is None else float((value - low) / (high - low))
