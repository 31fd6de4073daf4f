"""Passages that reports share: shingles of characters, MinHash, banding. A lead, never a verdict."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A report as its paragraphs. `key` tells it from the others."""

    key: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that share much: estimated and exact share of equal shingles (Jaccard, 0 to 1)."""

    one: str
    other: str
    estimated: float
    share: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Two paragraphs with the spans (start, end in characters) that are equal in both."""

    one: int
    other: int
    one_spans: tuple[tuple[int, int], ...]
    other_spans: tuple[tuple[int, int], ...]
    share: float


def pairs(texts: Sequence[Text], *, threshold: float = 0.5, leave_out: Collection[str] = ()) -> list[Pair]:
    """Pairs of texts whose share of equal shingles is at least `threshold`, the most alike first."""
    del texts, threshold, leave_out
    return []


def passages(one: Text, other: Text, *, leave_out: Collection[str] = ()) -> list[Passage]:
    """The paragraphs that two texts share, side by side."""
    del one, other, leave_out
    return []
