"""Keys that names are looked up by, and how a key and the number of a name share 63 bits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from .tokens import MIX, Ints, Words


@dataclass(frozen=True, slots=True)
class Packing:
    """A number in the upper bits, that of one of `count` names in the lower ones: one row sorts both."""

    count: int

    @property
    def name_bits(self) -> int:
        """Bits that hold the number of any name."""
        return max(1, (self.count - 1).bit_length())

    @property
    def key_bits(self) -> int:
        """Bits left for a key: one less than there are, so that a key's successor fits too."""
        return 62 - self.name_bits

    def packed(self, upper: Ints, name: Ints) -> Ints:
        """Both in one."""
        return self.first(upper) | name

    def first(self, upper: Ints) -> Ints:
        """Where the names under this number begin."""
        return upper << self.name_bits

    def upper(self, packed: Ints) -> Ints:
        """The upper number again."""
        return packed >> self.name_bits

    def name(self, packed: Ints) -> Ints:
        """The name's number again."""
        return packed & ((1 << self.name_bits) - 1)


def keys_of(places: Ints, joint: int, length: int, bits: int) -> tuple[Ints, NDArray[np.bool_]]:
    """The keys of every choice of `joint` tokens of each row, and which of them are of tokens the index knows.

    A key has `bits` bits out of the tokens' places and the length. Different ones may meet: that only costs a look.
    """
    choices = np.array(list(combinations(range(places.shape[1]), joint)), np.int64).reshape(-1, joint)
    key = _stirred(np.full((len(places), len(choices)), length, np.uint64))
    for column in choices.T:
        key = _stirred(key + places[:, column].astype(np.uint64))
    known = places[:, choices[:, 0]] >= 0  # rows ascend: all are known where the first is
    return (_stirred(key) >> np.uint64(64 - bits)).astype(np.int64), known


def _stirred(key: Words) -> Words:
    return (key ^ (key >> np.uint64(32))) * MIX
