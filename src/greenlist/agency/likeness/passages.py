"""What two texts share, paragraph beside paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

import numpy as np

from .pairs import common_of
from .shingles import Shingled, shingled, without
from .texts import Passage, Span, Text

SHORTEST = 20  # characters that stand in both paragraphs, below which a passage is not worth a look


def passages(one: Text, other: Text, *, leave_out: Collection[str] = ()) -> list[Passage]:
    """Paragraphs that stand in both texts, in the order of the first, each paragraph at most once.

    A paragraph is laid beside the one with which it shares most.
    """
    common = common_of(leave_out)
    mine, theirs = (without(shingled(text.paragraphs), common) for text in (one, other))
    found = []
    for at, there in sorted(_matched(mine, theirs)):
        spans = _spans(mine, at, theirs, there), _spans(theirs, there, mine, at)
        length = sum(end - start for start, end in spans[0])
        if length >= SHORTEST:
            found.append(Passage(one.paragraphs[at], other.paragraphs[there], *spans, length))
    return found


def _matched(mine: Shingled, theirs: Shingled) -> Iterator[tuple[int, int]]:
    """Paragraphs by twos: those that share most first, none twice."""
    shared = Counter(_meetings(mine, theirs))
    taken: tuple[set[int], set[int]] = (set(), set())
    for (at, there), _many in sorted(
        shared.items(), key=lambda item: (-item[1], abs(item[0][0] - item[0][1]), item[0])
    ):
        if at not in taken[0] and there not in taken[1]:
            taken[0].add(at)
            taken[1].add(there)
            yield at, there


def _meetings(mine: Shingled, theirs: Shingled) -> Iterator[tuple[int, int]]:
    """Paragraph and paragraph, once for every shingle that stands in both."""
    both = np.intersect1d(mine.hashes, theirs.hashes)
    here, there = _homes(mine, both), _homes(theirs, both)
    for key in both.tolist():
        yield from ((at, to) for at in here[key] for to in there[key])


def _homes(text: Shingled, wanted: np.typing.NDArray[np.uint64]) -> dict[int, set[int]]:
    kept = np.isin(text.hashes, wanted)
    homes: dict[int, set[int]] = defaultdict(set)
    for key, paragraph in zip(text.hashes[kept].tolist(), text.paragraph[kept].tolist(), strict=True):
        homes[key].add(paragraph)
    return homes


def _spans(text: Shingled, at: int, other: Shingled, there: int) -> tuple[Span, ...]:
    """Where in a paragraph the shingles stand that are in the other one too, joined where they touch."""
    mine = text.only(text.paragraph == at)
    shared = mine.only(np.isin(mine.hashes, other.hashes[other.paragraph == there]))
    found: list[Span] = []
    for start, end in zip(shared.start.tolist(), shared.end.tolist(), strict=True):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
