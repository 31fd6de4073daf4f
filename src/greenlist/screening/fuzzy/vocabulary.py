"""The tokens of an index in their order, the rarest first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .tokens import Ints, Names, tables


@dataclass(frozen=True)
class Vocabulary:
    """Every token of the index with its place in the order, the rarest first (ties by the token's number)."""

    tokens: Ints  # ascending
    ranks: Ints  # from 1; 0 is left for "no second token"

    def places(self, tokens: Ints) -> Ints:
        """The places, each row in its order. A token that no name has gets -1: rarer than any."""
        if not len(self.tokens):
            return np.full(tokens.shape, -1, np.int64)
        found = np.minimum(np.searchsorted(self.tokens, tokens), len(self.tokens) - 1)
        return np.sort(np.where(self.tokens[found] == tokens, self.ranks[found], -1), axis=1)


def count_tokens(names: Names) -> Vocabulary:
    """The order of the tokens of these names."""
    tokens, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for table in tables(names):
        some, times = np.unique(table.tokens, return_counts=True)
        both, place = np.unique(np.concatenate([tokens, some]), return_inverse=True)
        counts = np.bincount(place, np.concatenate([counts, times]), len(both)).astype(np.int64)
        tokens = both
    ranks = np.empty(len(tokens), np.int64)
    ranks[np.argsort(counts, kind="stable")] = np.arange(1, len(tokens) + 1)
    return Vocabulary(tokens, ranks)
