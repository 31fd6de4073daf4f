"""What the readers hand on: tables, their rows in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from greenlist.engine.messages import Message

BATCH = 10_000  # rows; more cost memory, fewer cost time


@dataclass(slots=True)
class Batch:
    """Some rows of a table as text, with the line on which each begins (the first line of a file is 1)."""

    lines: Sequence[int]
    rows: list[list[str]]

    def after(self, count: int) -> Batch:
        """The batch without its first rows."""
        return Batch(self.lines[count:], self.rows[count:])


class Table(Protocol):
    """One sheet, or the one table of a text file."""

    name: str  # of the sheet, '' in a text file
    trouble: Message | None  # known at the end: it was cut off, it cannot be read on
    open_end: bool  # known at the end: the last line has no line break

    def batches(self) -> Iterator[Batch]:
        """The rows from the top of the table, in order. Asked for once."""
        ...
