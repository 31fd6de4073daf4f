"""An index of names that finds every name whose rapidfuzz ratio with a query reaches the threshold.

`bounds` proves that no pair is lost; rapidfuzz itself gives the scores. In between stand arrays only: one sorted row
of 64-bit entries, the key in the upper bits and the name's number in the lower ones. A key mixes k tokens and the
name's length; a query looks under its own tokens and each length that can reach the threshold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from .bounds import LONGEST, Bounds
from .keys import Packing, keys_of
from .tokens import MARK_WORDS, Ints, Names, Words, lay_out, marks, tables
from .vocabulary import Vocabulary, count_tokens

THRESHOLD = 85
VERSION = 1  # of what is saved; raise it with every change of layout or keys
BATCH = 1 << 14  # queries taken at a time
STEP = 1 << 21  # pairs looked at in one step


@dataclass(frozen=True)
class Pairs:
    """Equal positions belong together: number of the query, number of the name, their score from 0 to 100."""

    query: Ints
    name: Ints
    score: NDArray[np.float64]


@dataclass(frozen=True)
class NameIndex:
    """Made by `build_index`. Names are known by their position in the sequence it was built from."""

    bounds: Bounds
    names: Names
    vocabulary: Vocabulary
    marks: Words
    entries: Ints

    def search(self, queries: Sequence[str], threshold: int = THRESHOLD) -> Pairs:
        """All pairs of a query and a name with `rapidfuzz.fuzz.ratio` >= threshold, by query, then name.

        The threshold may be above the one the index was built for, not below it (ValueError).
        """
        if threshold < self.bounds.threshold:
            raise ValueError(f"index built for ratios from {self.bounds.threshold}, asked for {threshold}")
        found = [self._search(queries[start : start + BATCH], threshold) for start in range(0, len(queries), BATCH)]
        if not found:
            return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
        return Pairs(
            np.concatenate([part.query + start * BATCH for start, part in enumerate(found)]),
            np.concatenate([part.name for part in found]),
            np.concatenate([part.score for part in found]),
        )

    def spelling(self, number: int) -> str:
        """The name of this number."""
        return self._text[self.names.offsets[number] : self.names.offsets[number + 1]]

    def save(self, file: Path) -> None:
        """Write everything as npz."""
        with file.open("wb") as out:
            np.savez(out, **self.arrays())

    @classmethod
    def load(cls, file: Path) -> NameIndex:
        """Read what `save` wrote. ValueError where another version of the program did."""
        with file.open("rb") as kept, np.load(kept, allow_pickle=False) as arrays:
            return cls.of(arrays)

    def arrays(self) -> dict[str, Any]:
        """Everything there is, as arrays under names."""
        return {
            "about": np.array([VERSION, self.bounds.threshold]),
            "codes": self.names.codes,
            "offsets": self.names.offsets,
            "tokens": self.vocabulary.tokens,
            "ranks": self.vocabulary.ranks,
            "marks": self.marks,
            "entries": self.entries,
        }

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> NameIndex:
        """The index of these arrays. ValueError where another version of the program made them."""
        version, threshold = arrays["about"].tolist()
        if version != VERSION:
            raise ValueError(f"index of version {version}, not {VERSION}")
        return cls(
            Bounds(threshold),
            Names(arrays["codes"], arrays["offsets"]),
            Vocabulary(arrays["tokens"], arrays["ranks"]),
            arrays["marks"],
            arrays["entries"],
        )

    @cached_property
    def _text(self) -> str:
        return self.names.text()

    @cached_property
    def _lengths(self) -> frozenset[int]:
        return frozenset(np.unique(self.names.lengths).tolist())

    @property
    def _packing(self) -> Packing:
        return Packing(len(self.names))

    def _search(self, queries: Sequence[str], threshold: int) -> Pairs:
        likely = self._likely(lay_out(queries))
        query, name = self._packing.upper(likely), self._packing.name(likely)
        score = np.zeros(len(likely))
        begin, end = self.names.offsets[name].tolist(), self.names.offsets[name + 1].tolist()
        for start in range(0, len(likely), STEP):
            part = slice(start, start + STEP)
            score[part] = process.cpdist(
                [queries[number] for number in query[part].tolist()],
                [self._text[first:last] for first, last in zip(begin[part], end[part], strict=True)],
                scorer=fuzz.ratio,
                score_cutoff=threshold,
                workers=-1,
                dtype=np.float64,
            )
        good = score >= threshold
        return Pairs(query[good], name[good], score[good])

    def _likely(self, queries: Names) -> Ints:
        """Pairs worth scoring, each once, ascending, query above name."""
        looks = self._looks(queries)
        start = np.searchsorted(self.entries, self._packing.first(looks.key))
        count = np.searchsorted(self.entries, self._packing.first(looks.key + 1)) - start
        own = _marks(queries)
        kept = [np.zeros(0, np.int64)]
        for part in _steps(count):
            query = np.repeat(looks.query[part], count[part])
            apart = np.repeat(looks.apart[part], count[part])
            name = self._packing.name(self.entries[_runs(start[part], count[part])])
            kept.append(_distinct(self._near(own, query, name, apart)))
        return _distinct(np.concatenate(kept))

    def _near(self, own: Words, query: Ints, name: Ints, apart: Ints) -> Ints:
        """Of these pairs those whose marks do not differ in too many bits, packed."""
        differing = np.zeros(len(query), np.uint8)
        for ours, theirs in zip(own, self.marks, strict=True):
            differing += np.bitwise_count(ours[query] ^ theirs[name])
            near = np.flatnonzero(differing <= apart)
            query, name, apart, differing = query[near], name[near], apart[near], differing[near]
        return self._packing.packed(query, name)

    def _looks(self, queries: Names) -> _Looks:
        """Everything to look under, in the order of the keys: neighbours are then found one after the other."""
        found = [_Looks(*(np.zeros(0, np.int64),) * 3)]
        for table in tables(queries):
            places = self.vocabulary.places(table.tokens)
            own = table.length
            partners = range(self.bounds.shortest(own), self.bounds.longest(own) + 1)
            for other in sorted(self._lengths.intersection(partners)):
                prefix, joint = self.bounds.prefix(own, other), self.bounds.joint(own, other)
                keys, known = keys_of(places[:, :prefix], joint, other, self._packing.key_bits)
                query = np.broadcast_to(table.ids[:, None], keys.shape)[known]
                apart = own + other - 2 * self.bounds.shared(own, other)
                found.append(_Looks(keys[known], query, np.full(len(query), apart)))
        key = np.concatenate([looks.key for looks in found])
        order = np.argsort(key)
        return _Looks(
            key[order],
            np.concatenate([looks.query for looks in found])[order],
            np.concatenate([looks.apart for looks in found])[order],
        )


@dataclass(frozen=True, slots=True)
class _Looks:
    """Keys to look under, the query of each, and by how many tokens it and the name found may differ."""

    key: Ints
    query: Ints
    apart: Ints


def build_index(names: Sequence[str], threshold: int = THRESHOLD) -> NameIndex:
    """Index names for searches from this threshold upwards. They need not be distinct."""
    bounds, laid = Bounds(threshold), lay_out(names)
    vocabulary, packing = count_tokens(laid), Packing(len(names))
    entries = []
    for table in tables(laid):
        places = vocabulary.places(table.tokens)
        for joint in (1, *LONGEST):
            prefix = bounds.widest_prefix(table.length, joint)
            if prefix:
                keys, _ = keys_of(places[:, :prefix], joint, table.length, packing.key_bits)
                entries.append(packing.packed(keys, table.ids[:, None]).ravel())
    return NameIndex(bounds, laid, vocabulary, _marks(laid), _sorted(entries))


def _marks(names: Names) -> Words:
    made = np.zeros((MARK_WORDS, len(names)), np.uint64)
    for table in tables(names):
        made[:, table.ids] = marks(table.tokens)
    return made


def _sorted(parts: list[Ints]) -> Ints:
    """All parts in one sorted row; each is let go as soon as it is copied, for the memory."""
    whole = np.empty(sum(map(len, parts)), np.int64)
    end = len(whole)
    while parts:
        part = parts.pop()
        whole[end - len(part) : end] = part
        end -= len(part)
    whole.sort()
    return whole


def _steps(count: Ints) -> Iterator[slice]:
    """Cut looks so that each step expands to about STEP pairs."""
    total = np.cumsum(count)
    wanted = np.arange(STEP, int(total[-1]) if len(total) else 0, STEP)
    for start, end in pairwise(sorted({0, *np.searchsorted(total, wanted).tolist(), len(count)})):
        yield slice(start, end)


def _runs(start: Ints, count: Ints) -> Ints:
    """start, start + 1, ... `count` numbers of each, in one row."""
    ends = np.cumsum(count)
    return np.repeat(start - (ends - count), count) + np.arange(ends[-1] if len(ends) else 0)


def _distinct(numbers: Ints) -> Ints:
    """Each once, ascending; sorting is several times as fast as what np.unique does with numbers."""
    numbers = np.sort(numbers)
    return numbers[np.concatenate([[True], numbers[1:] != numbers[:-1]])] if len(numbers) else numbers
