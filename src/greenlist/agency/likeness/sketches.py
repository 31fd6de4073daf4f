"""Sketches of sets of shingles: one-permutation MinHash, and banding to find sketches that agree.

A set's sketch holds for each of 128 parts of the range of hashes the least hash that falls there; the share of places
at which two sketches agree estimates the Jaccard share of the sets. An empty part borrows from another, the same one
for all sets (Shrivastava 2017, "Optimal Densification for Fast and Accurate Minwise Hashing"), so that the estimate
stays unbiased. Fixed constants: the same text has the same sketch on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .shingles import Hashes, Places, mixed

PLACES = 128
FOUND = 0.99  # of pairs exactly at the threshold, at least so many are found
_BITS = np.uint64(64 - 7)  # 2^7 parts
_EDGES = np.arange(PLACES, dtype=np.uint64) << _BITS
_CHUNK = 20_000


def sketch(hashes: Hashes) -> Hashes:
    """The sketch of a set of hashes, sorted and not empty."""
    starts = np.searchsorted(hashes, _EDGES)
    ends = np.append(starts[1:], len(hashes))
    full = starts < ends
    found = np.where(full, hashes[np.minimum(starts, len(hashes) - 1)], np.uint64(0))
    empty = np.flatnonzero(~full)
    attempt = 0
    while len(empty):
        attempt += 1
        donor = (mixed(empty.astype(np.uint64) * np.uint64(0x10001) + np.uint64(attempt)) >> _BITS).astype(np.int64)
        good = full[donor]
        found[empty[good]] = found[donor[good]]
        empty = empty[~good]
    return found


def rows_for(threshold: float) -> int:
    """How many places make a band: as many as still let `FOUND` of the pairs at the threshold be found."""
    rows = 1
    while chance(threshold, rows + 1) >= FOUND and rows + 1 <= PLACES // 2:
        rows += 1
    return rows


def chance(share: float, rows: int) -> float:
    """How likely two sketches of sets of this share agree in at least one band."""
    return float(1 - (1 - share**rows) ** (PLACES // rows))


def candidates(sketches: Hashes, rows: int) -> tuple[Places, Places]:
    """Pairs of sketches that agree in at least one band, each once, the lower number first."""
    many = len(sketches)
    found = [one for band in range(PLACES // rows) for one in _agreeing(sketches[:, band * rows : (band + 1) * rows])]
    codes = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return codes // many, codes % many


def _agreeing(band: Hashes) -> Iterator[Places]:
    """The pairs within one band, as numbers low * count + high."""
    key = np.zeros(len(band), np.uint64)
    for column in band.T:
        key = mixed(key ^ column)
    order = np.argsort(key, kind="stable")
    cuts = np.flatnonzero(np.diff(key[order])) + 1
    sizes = np.diff(np.concatenate(([0], cuts, [len(band)])))
    starts = np.concatenate(([0], cuts))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        members = order[start : start + size]  # ascending: the sort is stable
        low, high = np.triu_indices(size, 1)
        yield members[low].astype(np.int64) * len(band) + members[high]


def estimates(sketches: Hashes, one: Places, other: Places) -> NDArray[np.float64]:
    """The estimated share of each pair."""
    chunks = range(0, len(one), _CHUNK)
    found = [(sketches[one[at : at + _CHUNK]] == sketches[other[at : at + _CHUNK]]).mean(axis=1) for at in chunks]
    return np.concatenate(found) if found else np.zeros(0)


def deviation(share: float) -> float:
    """The standard deviation of the estimate of a share."""
    return math.sqrt(share * (1 - share) / PLACES)
