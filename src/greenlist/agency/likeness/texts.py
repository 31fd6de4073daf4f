"""What is compared, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]  # first character, and the one behind the last


@dataclass(frozen=True, slots=True)
class Text:
    """A report as its paragraphs. `key` tells it from the others."""

    key: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that share much: the estimated and the exact share of equal shingles (Jaccard, 0 to 1)."""

    one: str
    other: str
    estimated: float
    share: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of each text and the spans that stand in both. `length`: characters of `one` within its spans."""

    one: str
    other: str
    one_spans: tuple[Span, ...]
    other_spans: tuple[Span, ...]
    length: int
