"""A list file in, a snapshot out: what was read, what was new, what was refused and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from greenlist.engine.lawbook.schema import ListSource
from greenlist.engine.messages import Message

from .snapshots import Snapshot

Progress = Callable[[int, int], None]  # bytes done, bytes in all


class Unreadable(Exception):
    """A file of which nothing at all can be taken; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, or was taken with a part of it not understood: its line and why."""

    line: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Imported:
    """What the reading of one file brought."""

    snapshot: Snapshot
    taken: int  # records kept
    added: int  # of them: not in any earlier file of the source
    changed: int  # known before with other content
    unchanged: int
    refused: int
    passed_over: int  # natural persons, empty rows, the same row again
    refusals: tuple[Refusal, ...] = ()  # the first thousand
    noted: int = 0  # rows taken of which a date or amount was not understood
    notes: tuple[Refusal, ...] = ()  # the first thousand


def import_list(
    path: Path,
    source: ListSource,
    folder: Path,
    *,
    name: str = "",
    as_of: date | None,
    earlier: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Imported:
    """Read one file into `folder`."""
    raise NotImplementedError(path, source, folder, name, as_of, earlier, progress)


def load(path: Path) -> Imported:
    """What an earlier reading stored."""
    raise NotImplementedError(path)


_DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?:[-_.]?|年)(0?[1-9]|1[0-2])(?:[-_.]?|月)(0?[1-9]|[12]\d|3[01])(?!\d)")


def date_in_name(name: str) -> date | None:
    """The day a file name tells (20240710, 2024-07-10, 2024年7月10日); None where it tells none."""
    for found in _DATE_IN_NAME.finditer(name):
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            continue
    return None
