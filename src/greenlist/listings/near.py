"""Spellings that may be one unit or one agency: equal keys written otherwise, and keys that are nearly alike.

No threshold separates the true ones from the false (lists.md 5.3), so they are only ever shown to a person. Agencies
are also printed in short and long forms (北京化工大学 and 北京化工大学…评价中心), which share too little to be alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, process

from greenlist.screening.names import Name, read_name

THRESHOLD = 85
BLOCK = 500  # names compared with all others at a time: bounds the memory
SHORTEST = 6  # characters of a name that says something inside another: 研究院 does not


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """Two printed spellings, the lesser one left, with their keys and the likeness of the keys (100: equal)."""

    left: str
    right: str
    left_key: str
    right_key: str
    score: float


def near_pairs(new: Iterable[str], known: Iterable[str] = (), *, short_forms: bool = False) -> list[Near]:
    """The pairs among `new` spellings, and between them and `known` ones; most alike first.

    With `short_forms` also a name of some length that stands inside another.
    """
    fresh = {printed: read_name(printed) for printed in sorted(set(new))}
    every = fresh | {printed: read_name(printed) for printed in sorted(set(known) - fresh.keys())}
    pairs = {(one.left, one.right): one for one in _spelt_otherwise(fresh, every)}
    for one in (*_alike(fresh, every), *(_inside(fresh, every) if short_forms else ())):
        pairs.setdefault((one.left, one.right), one)
    return sorted(pairs.values(), key=lambda one: (-one.score, one.left, one.right))


def _spelt_otherwise(fresh: dict[str, Name], every: dict[str, Name]) -> list[Near]:
    """One key under several spellings, and a former name in brackets that is another's name."""
    by_key: dict[str, list[Name]] = {}
    for name in every.values():
        for key in {name.key, name.former_key} - {""}:
            by_key.setdefault(key, []).append(name)
    return [
        _pair(one, other, 100.0)
        for names in by_key.values()
        for one, other in combinations(names, 2)
        if one.printed in fresh or other.printed in fresh
    ]


def _alike(fresh: dict[str, Name], every: dict[str, Name]) -> list[Near]:
    keys = _by_key(every)
    wanted, others = sorted({name.key for name in fresh.values()}), sorted(keys)
    found: list[Near] = []
    for start in range(0, len(wanted), BLOCK):
        block = wanted[start : start + BLOCK]
        scores = process.cdist(block, others, scorer=fuzz.ratio, score_cutoff=THRESHOLD, dtype=np.float32)
        for row, column in np.argwhere(scores > 0):
            left, right = block[row], others[column]
            if left != right:
                found.append(_pair(keys[left], keys[right], float(scores[row, column])))
    return found


def _inside(fresh: dict[str, Name], every: dict[str, Name]) -> list[Near]:
    keys = _by_key(every)
    new = {name.key for name in fresh.values()}
    return [
        _pair(keys[short], keys[long], fuzz.ratio(short, long))
        for short in keys
        if len(short) >= SHORTEST
        for long in keys
        if short != long and (short in new or long in new) and short in long
    ]


def _by_key(names: dict[str, Name]) -> dict[str, Name]:
    """One spelling for each key: equal keys are pairs of their own."""
    found: dict[str, Name] = {}
    for name in names.values():
        found.setdefault(name.key, name)
    return found


def _pair(one: Name, other: Name, score: float) -> Near:
    left, right = sorted((one, other), key=lambda name: name.printed)
    return Near(left.printed, right.printed, left.key, right.key, round(score, 1))
