"""Passages that reports share: shingles of characters, MinHash, banding. A lead, never a verdict."""

from .pairs import pairs, share
from .passages import passages
from .texts import Pair, Passage, Span, Text

__all__ = ["Pair", "Passage", "Span", "Text", "pairs", "passages", "share"]
