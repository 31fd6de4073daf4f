"""Lines of the ministry's list met with applications: by code, name, former name, near name. Pure.

Codes and whole names meet by themselves, unless the line prints another region or more than one fits; a near name is
never more than a question to a person (lists.md 5.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from rapidfuzz import fuzz, process

from greenlist.listings.linking import NEAR

USCC, NAME, FORMER, LIKE = "uscc", "name", "former_name", "near"
DOUBT_NEAR, DOUBT_REGION, DOUBT_TWICE = "near", "region", "twice"
STRENGTH = (USCC, NAME, FORMER)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application: its kind, the key of its unit's name, the keys of former names, the code.

    `waits`: it may be on the list; one that does not is looked for by code and whole name only.
    """

    id: int
    kind: str
    key: str
    former: frozenset[str] = frozenset()
    uscc: str = ""
    waits: bool = True


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of the list. `home`: of the province, None where no region is printed."""

    row: int
    kind: str
    key: str
    former_key: str = ""
    uscc: str = ""
    home: bool | None = True


@dataclass(frozen=True, slots=True)
class Met:
    """An application and the line that may be it. `doubt` '': it is. `row` None: on no line."""

    candidate: int
    row: int | None = None
    how: str = ""
    doubt: str = ""
    score: Decimal | None = None


def match(candidates: Sequence[Candidate], lines: Sequence[Printed]) -> list[Met]:
    """What each application met: those that wait have an answer each, the others only where a line is theirs."""
    whole = _whole(candidates, lines)
    taken = {one.row for one in whole.values()}
    left = [one for one in candidates if one.id not in whole and one.waits]
    near = _near(left, [one for one in lines if one.row not in taken and one.home is not False])
    found = []
    for one in candidates:
        met = whole.get(one.id) or near.get(one.id)
        if met is not None or one.waits:
            found.append(met or Met(one.id))
    return found


def _whole(candidates: Sequence[Candidate], lines: Sequence[Printed]) -> dict[int, Met]:
    """By codes and whole names. A line that two could be is given to the first; both are doubtful."""
    index = _Index(lines)
    hits = {one.id: met for one in candidates if (met := index.hits(one))}
    wanted: dict[int, int] = {}
    for _how, rows in hits.values():
        for row in rows:
            wanted[row.row] = wanted.get(row.row, 0) + 1
    found: dict[int, Met] = {}
    given: set[int] = set()
    for pk, (how, rows) in hits.items():
        free = next((one for one in rows if one.row not in given), None)
        if len(rows) > 1 or any(wanted[one.row] > 1 for one in rows):
            doubt = DOUBT_TWICE
        else:
            doubt = DOUBT_REGION if rows[0].home is False else ""
        if free is not None:
            given.add(free.row)
        found[pk] = Met(pk, free.row if free else None, how, doubt)
    return found


class _Index:
    """The lines by kind and code, kind and key."""

    def __init__(self, lines: Iterable[Printed]) -> None:
        self.codes: dict[tuple[str, str], list[Printed]] = {}
        self.keys: dict[tuple[str, str], list[Printed]] = {}
        self.formers: dict[tuple[str, str], list[Printed]] = {}
        for one in lines:
            for index, key in ((self.codes, one.uscc), (self.keys, one.key), (self.formers, one.former_key)):
                if key:
                    index.setdefault((one.kind, key), []).append(one)

    def hits(self, one: Candidate) -> tuple[str, list[Printed]] | None:
        """The lines that meet an application in the surest way that any does. Another code is another unit."""
        if one.uscc and (coded := self.codes.get((one.kind, one.uscc))):
            return USCC, coded
        if named := self._named(one, [one.key], [self.keys]):
            return NAME, named
        former = [*self._named(one, sorted(one.former), [self.keys, self.formers])]
        former += [row for row in self._named(one, [one.key], [self.formers]) if row not in former]
        return (FORMER, former) if former else None

    def _named(
        self, one: Candidate, keys: Iterable[str], indexes: Iterable[dict[tuple[str, str], list[Printed]]]
    ) -> list[Printed]:
        found: dict[int, Printed] = {}
        for index in indexes:
            for key in keys:
                for row in index.get((one.kind, key), ()):
                    if not (one.uscc and row.uscc and one.uscc != row.uscc):
                        found.setdefault(row.row, row)
        return list(found.values())


def _near(candidates: Sequence[Candidate], lines: Sequence[Printed]) -> dict[int, Met]:
    """The most alike pairs first; each application and each line once."""
    if not candidates or not lines:
        return {}
    scores = process.cdist(
        [one.key for one in candidates], [one.key for one in lines], scorer=fuzz.ratio, score_cutoff=NEAR,
        dtype=np.float32,
    )  # fmt: skip
    pairs = sorted(((-float(scores[left, right]), int(left), int(right)) for left, right in np.argwhere(scores > 0)))
    found: dict[int, Met] = {}
    given: set[int] = set()
    for score, left, right in pairs:
        one, row = candidates[left], lines[right]
        other_code = one.uscc and row.uscc and one.uscc != row.uscc
        if one.kind != row.kind or other_code or one.id in found or row.row in given:
            continue
        given.add(row.row)
        found[one.id] = Met(one.id, row.row, LIKE, DOUBT_NEAR, Decimal(str(round(-score, 1))))
    return found
