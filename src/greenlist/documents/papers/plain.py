"""A paper as plain data, as the PDF layout reads it."""

from __future__ import annotations

import re
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from .content import Bars, Block, Line, Lines, Paper

LEAST_SPAN = Decimal("0.5")  # of the greatest figure
CAMEL = re.compile(r"(?<!^)(?=[A-Z])")


def plain(paper: Paper) -> dict[str, Any]:
    """Title, marks and blocks; each block under its name in `block`."""
    return {
        "title": paper.title,
        "author": paper.meta.author,
        "subject": paper.meta.subject,
        "trial": paper.trial,
        "remark": paper.remark,
        "counted": paper.counted,
        "blocks": [_block(block) for block in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    data = asdict(block) | {"block": CAMEL.sub("_", type(block).__name__).lower()}
    if isinstance(block, Bars):
        data["bars"] = [{"label": bar.label, "share": share(bar.share), "shown": bar.shown} for bar in block.bars]
    if isinstance(block, Lines):
        low, high = span(block.lines)
        data["lines"] = [
            {"label": line.label, "shown": list(line.shown), "at": [_height(value, low, high) for value in line.values]}
            for line in block.lines
        ]
    return data


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
