"""What becomes of the rows of one batch: taken, passed over, refused, or taken with something not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from greenlist.engine.messages import Message, say


@dataclass(frozen=True, slots=True)
class Told:
    """A row to be told of: its line, why, and what stood in it."""

    line: int
    reason: Message
    original: str
    names_unit: bool = True  # False: it speaks of nobody, nothing is lost with it


@dataclass(slots=True)
class Mapped:
    """What became of one batch."""

    text: str = ""  # for DuckDB
    taken: int = 0
    passed_over: int = 0
    refused: list[Told] = field(default_factory=list)
    noted: list[Told] = field(default_factory=list)


@dataclass(slots=True)
class Work:
    """A batch being mapped: rows are named by their number in it."""

    lines: Sequence[int]
    columns: list[tuple[str, ...]]  # as in the file
    reasons: dict[int, Message] = field(default_factory=dict)  # refused, each for one reason
    nameless: set[int] = field(default_factory=set)  # refused, and speaking of nobody
    passed: set[int] = field(default_factory=set)
    notes: dict[int, Message] = field(default_factory=dict)  # taken, and what was not understood

    @property
    def count(self) -> int:
        """How many rows."""
        return len(self.lines)

    @property
    def left_out(self) -> set[int]:
        """The rows that are not kept."""
        return self.passed | self.reasons.keys()

    def refuse(self, row: int, reason: Message, *, names_unit: bool = True) -> None:
        """Do not take a row; the first reason stands."""
        self.reasons.setdefault(row, reason)
        if not names_unit:
            self.nameless.add(row)

    def note(self, row: int, reason: Message) -> None:
        """Take a row, and tell what was not understood in it."""
        before = self.notes.get(row)
        self.notes[row] = say("lists.both", first=before, second=reason) if before else reason
