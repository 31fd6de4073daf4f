"""Keys that names are looked up by, and how a key and the number of a name share 63 bits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .tokens import MIX, Ints


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
    """The keys of every choice of `joint` tokens of each row, and which of them are of tokens the index knows."""
    if joint == 1:
        return _mixed(places, np.zeros_like(places), length, bits), places >= 0
    one, other = np.triu_indices(places.shape[1], 1)
    first, second = places[:, one], places[:, other]
    return _mixed(first, second, length, bits), first >= 0  # rows ascend: the second is known where the first is


def _mixed(first: Ints, second: Ints, length: int, bits: int) -> Ints:
    """A key of `bits` bits out of two numbers and a length. Different ones may meet: that only costs a look."""
    key = (first.astype(np.uint64) << np.uint64(32)) + second.astype(np.uint64)
    key = (key ^ (key >> np.uint64(29))) * MIX
    key = ((key ^ (key >> np.uint64(32))) + np.uint64(length)) * MIX
    return ((key ^ (key >> np.uint64(32))) * MIX >> np.uint64(64 - bits)).astype(np.int64)
