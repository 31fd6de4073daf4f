"""Names as arrays: code points in one row, tokens in tables of names of one length, marks that tell names apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

CELLS = 1 << 19  # of one table; bounds the memory of a step
_NOTHING = 0x110000  # stands in an empty name; no character has this number
_CHARACTER_BITS = 21
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits spread evenly: 2**64 divided by the golden ratio
MARK_WORDS = 2


@dataclass(frozen=True, slots=True)
class Names:
    """Names one behind the other: `codes` of all characters, name i at offsets[i] : offsets[i + 1]."""

    codes: NDArray[np.uint32]
    offsets: Ints

    @property
    def lengths(self) -> Ints:
        """Of each name, in characters."""
        return np.diff(self.offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def text(self) -> str:
        """All names in one string."""
        return self.codes.tobytes().decode("utf-32-le", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Table:
    """Names of one length: their numbers, and a row of sorted tokens for each."""

    length: int
    ids: Ints
    tokens: Ints  # of each row


def lay_out(names: Sequence[str]) -> Names:
    """The names as arrays. Lone surrogates are characters like others, as they are to rapidfuzz."""
    lengths = np.fromiter(map(len, names), dtype=np.int64, count=len(names))
    codes = np.frombuffer("".join(names).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return Names(codes, np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]))


def tables(names: Names) -> Iterator[Table]:
    """All names, those of one length together, in tables of bounded size."""
    lengths = names.lengths
    order = np.argsort(lengths, kind="stable")
    distinct, first = np.unique(lengths[order], return_index=True)
    for length, ids in zip(distinct.tolist(), np.split(order, first)[1:], strict=True):
        rows = max(1, CELLS // max(1, length))
        for start in range(0, len(ids), rows):
            some = ids[start : start + rows]
            yield Table(length, some, _tokens(names, some, length))


def _tokens(names: Names, ids: Ints, length: int) -> Ints:
    """Tokens of names of one length: the character, and above it how many of the same stood before it."""
    if length == 0:
        return np.full((len(ids), 1), _NOTHING, np.int64)
    place = np.arange(length)
    characters = np.sort(names.codes[names.offsets[ids][:, None] + place], axis=1)
    begins = np.ones(characters.shape, bool)
    np.not_equal(characters[:, 1:], characters[:, :-1], out=begins[:, 1:])
    before = place - np.maximum.accumulate(np.where(begins, place, 0), axis=1)
    return characters.astype(np.int64) | (before << _CHARACTER_BITS)


def marks(tokens: Ints) -> Words:
    """128 bits for each name in two rows of words, every token setting one of them.

    A bit that is set for one name only was set by a token that the other has not. So two names differ in at least as
    many tokens as their marks differ in bits: a quick look that never refuses a pair wrongly.
    """
    bit = (tokens.astype(np.uint64) * MIX) >> np.uint64(57)
    single = np.uint64(1) << (bit & np.uint64(63))
    word = bit >> np.uint64(6)
    return np.stack(
        [np.bitwise_or.reduce(np.where(word == number, single, np.uint64(0)), axis=1) for number in range(MARK_WORDS)]
    )
