"""Where the header of a list stands, and what its columns mean.

Lists come with titles above the header, often over merged cells, and with headers in two rows (列入 over 日期 and
原因). The header is the row, or the pair of rows, among the first twenty that names most of the source's columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenlist.engine.lawbook.headers import header_key
from greenlist.engine.lawbook.schema import ListSource
from greenlist.engine.lawbook.schema.lists import Column

SEARCHED = 20  # rows
MAX_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: how many rows it ends after, the label of each column, the columns of each content."""

    rows: int  # from the top of the table, titles included
    labels: tuple[str, ...]
    columns: dict[Column, tuple[int, ...]]  # the header the source names first comes first

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.labels)


def find_header(first: Sequence[Sequence[str]], source: ListSource) -> Header | None:
    """The header among the first rows; None where no row names a unit and what else the source requires."""
    best: Header | None = None
    for labels, end in _candidates(first[:SEARCHED]):
        header = Header(end, labels, columns_of(labels, source))
        if _usable(header, source) and (best is None or len(header.columns) > len(best.columns)):
            best = header
    return best


def columns_of(labels: Sequence[str], source: ListSource) -> dict[Column, tuple[int, ...]]:
    """The columns of each content, in the order of the source's headers."""
    places: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        places.setdefault(header_key(label), []).append(place)
    found = {
        column: tuple(place for header in headers for place in places.get(header_key(header), ()))
        for column, headers in source.columns.items()
    }
    return {column: named for column, named in found.items() if named}


def _usable(header: Header, source: ListSource) -> bool:
    there = header.columns.keys()
    return bool({"name", "uscc", "org_code"} & there) and all(set(group) & there for group in source.required)


def _candidates(rows: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Labels and the row they end after: single rows first, for a pair must name more to be preferred."""
    for number, row in enumerate(rows, start=1):
        yield tuple(label.strip() for label in row), number
    for number in range(len(rows) - 1):
        yield _joined(rows[number], rows[number + 1]), number + 2


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Two rows as one: a label over merged cells stands before each label below it."""
    width = max(len(upper), len(lower))
    labels, group = [], ""
    for place in range(width):
        above = upper[place].strip() if place < len(upper) else ""
        below = lower[place].strip() if place < len(lower) else ""
        group = above or group
        labels.append(f"{group}{below}" if below and not below.startswith(group) else below or above)
    return tuple(labels)
