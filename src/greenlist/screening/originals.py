"""The row a record came from, kept as JSON: every header with its cell, but what may not be kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

import orjson

from greenlist.engine.lawbook.headers import header_key
from greenlist.engine.lawbook.schema import ListSource

from .reading import Header

_PERSON = re.compile(
    r"(?<!\d)([1-8]\d{5})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)


class Originals:
    """What of a table's rows is kept beside their records."""

    def __init__(self, source: ListSource, header: Header) -> None:
        dropped = {header_key(label) for label in source.drop}
        self._places = [
            place for place, label in enumerate(header.labels) if label and header_key(label) not in dropped
        ]
        self._labels = _distinct([header.labels[place] for place in self._places])

    def column(self, columns: Sequence[tuple[str, ...]]) -> list[str]:
        """The JSON of every row."""
        labels, dumps = self._labels, orjson.dumps
        rows = zip(*(columns[place] for place in self._places), strict=True)
        return [dumps(dict(zip(labels, row, strict=True))).decode() for row in rows]

    def row(self, columns: Sequence[tuple[str, ...]], row: int) -> str:
        """The JSON of one row."""
        return orjson.dumps(
            {label: columns[place][row] for label, place in zip(self._labels, self._places, strict=True)}
        ).decode()


def without_persons(text: str) -> str:
    """A text without the identity numbers of persons: a slipped row may hold one under any header."""
    return _PERSON.sub(r"\1************", text)


def _distinct(labels: Sequence[str]) -> list[str]:
    """Labels that stand twice, told apart: 备注, 备注(2)."""
    seen: dict[str, int] = {}
    out = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        out.append(label if seen[label] == 1 else f"{label}({seen[label]})")
    return out
