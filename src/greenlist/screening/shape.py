"""Rows brought to the width of their header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greenlist.engine.messages import Message, say

from .reading import Batch

_TALLEST = 100  # lines of one row; a quote that was opened and not closed swallows more


def squared(batch: Batch, width: int) -> tuple[Batch, list[tuple[int, Message, list[str]]], int]:
    """The rows with exactly `width` cells, those that have no place in it, and how many were empty.

    A short row lacks its last cells. One that is too long, or too short and several lines tall, has slipped: what
    stands in it stands under other headers, and nothing of it is taken.
    """
    if set(map(len, batch.rows)) == {width}:
        return batch, [], 0
    lines: list[int] = []
    rows: list[list[str]] = []
    slipped: list[tuple[int, Message, list[str]]] = []
    empty = 0
    for line, row in zip(batch.lines, batch.rows, strict=True):
        if not any(row):
            empty += 1
        elif (reason := _slipped(row, width)) is not None:
            slipped.append((line, reason, row))
        else:
            lines.append(line)
            rows.append(row[:width] + [""] * (width - len(row)))
    return Batch(lines, rows), slipped, empty


def _slipped(row: Sequence[str], width: int) -> Message | None:
    if any(row[width:]):
        return say("lists.more_cells", cells=len(row), columns=width)
    tall = sum(cell.count("\n") for cell in row)
    if tall > _TALLEST or (tall and len(row) < width):
        return say("lists.quote_row")
    return None


def shown(row: Sequence[str]) -> Iterator[str]:
    """A slipped row for the report: no cell longer than a person reads."""
    return (cell[:200] for cell in row)
