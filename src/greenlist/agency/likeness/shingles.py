"""Paragraphs as shingles: every run of six characters that count, hashed to 64 bits, all at once.

Characters that count are letters, Chinese characters and digits; a run of digits counts as one whatever its figures,
so that a passage copied with other figures is still the same passage. No shingle crosses from one paragraph into the
next.
Two different shingles fall on one hash with a chance of 2^-64: among the 15,000 of a long report about never.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

LENGTH = 6  # characters: three or four Chinese words
Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
_DIGIT = ord("0")
_TABLE = 0x10000  # the basic plane; what lies above counts as it is
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # splitmix64


@dataclass(frozen=True, slots=True)
class Shingled:
    """The shingles in the order of the text: hash, paragraph, first character and the one behind the last."""

    hashes: Hashes
    paragraph: Places
    start: Places
    end: Places

    def only(self, kept: NDArray[np.bool_]) -> Shingled:
        """Some of them."""
        return Shingled(self.hashes[kept], self.paragraph[kept], self.start[kept], self.end[kept])


def shingled(paragraphs: Sequence[str]) -> Shingled:
    """The shingles of paragraphs; a paragraph with fewer than six characters that count has none."""
    codes, home, first, last = _counted(paragraphs)
    many = max(len(codes) - LENGTH + 1, 0)
    value = np.zeros(many, np.uint64)
    for place in range(LENGTH):
        value = value * _BASE + codes[place : place + many]
    ends = slice(LENGTH - 1, LENGTH - 1 + many)
    whole = Shingled(mixed(value), home[:many], first[:many], last[ends])
    return whole.only(home[:many] == home[ends])


def without(text: Shingled, common: Hashes) -> Shingled:
    """What is left once paragraphs are gone of which two thirds of the shingles are among `common` (sorted).

    Two thirds: a sentence of the template stays one with its blanks filled in.
    """
    if not len(common) or not len(text.hashes):
        return text
    known = among(text.hashes, common)
    many = int(text.paragraph[-1]) + 1
    all_of, known_of = np.bincount(text.paragraph, minlength=many), np.bincount(text.paragraph[known], minlength=many)
    return text.only((known_of * 3 < all_of * 2)[text.paragraph])


def among(hashes: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Which of the hashes are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(hashes), np.bool_)
    place = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found: NDArray[np.bool_] = known[place] == hashes
    return found


def different(hashes: Hashes) -> Hashes:
    """Each hash once, in order. numpy's own `unique` goes through a table, which takes four times as long here."""
    ordered = np.sort(hashes)
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def mixed(value: Hashes) -> Hashes:
    """Every bit of the result depends on every bit of the value; no two values fall together."""
    value = (value ^ (value >> np.uint64(30))) * _MIX[0]
    value = (value ^ (value >> np.uint64(27))) * _MIX[1]
    return value ^ (value >> np.uint64(31))


def _counted(paragraphs: Sequence[str]) -> tuple[Hashes, Places, Places, Places]:
    """The characters that count: folded code, paragraph, where it stands and where it ends."""
    raw = np.frombuffer("".join(paragraphs).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.array([len(one) for one in paragraphs], np.int64)
    home = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(raw)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    codes = np.where(raw < _TABLE, _folds()[np.minimum(raw, _TABLE - 1)], raw)
    counts = codes != 0
    codes, home, place = codes[counts], home[counts], place[counts]
    digit = codes == _DIGIT
    heads = np.ones(len(codes), np.bool_)
    heads[1:] = ~(digit[1:] & digit[:-1] & (home[1:] == home[:-1]))
    at = np.flatnonzero(heads)
    ends = place[np.append(at[1:], len(codes)) - 1] + 1 if len(at) else at
    return codes[at].astype(np.uint64), home[at], place[at], ends


@cache
def _folds() -> NDArray[np.uint32]:
    """What a code point counts as: 0 for blanks, punctuation and signs, one digit for all digits, small letters."""
    return np.fromiter((_fold(chr(code)) for code in range(_TABLE)), np.uint32, _TABLE)


def _fold(character: str) -> int:
    if unicodedata.category(character)[0] not in "LN":
        return 0
    plain = unicodedata.normalize("NFKC", character).casefold()
    if plain.isdigit():
        return _DIGIT
    return ord(plain) if len(plain) == 1 else ord(character)
