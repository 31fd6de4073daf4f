"""Candidates by nearly equal names: subjects against the snapshots of the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from greenlist.screening.keys import Keys, keys_of
from greenlist.screening.matching import in_order, newest
from greenlist.screening.outcomes import Match
from greenlist.screening.records import Record
from greenlist.screening.snapshots import Snapshot
from greenlist.screening.subjects import Subject

from .index import THRESHOLD
from .kept import index_of
from .rows import rows_named


class FuzzyFinder(Protocol):
    """Whoever finds candidates by nearly equal names."""

    def candidates(self, subjects: Sequence[Subject]) -> list[Match]:
        """Every record whose name comes near a subject's, or near one of its tenants'."""


def finder(snapshots: Sequence[Snapshot], *, threshold: int = THRESHOLD) -> FuzzyFinder:
    """Over these snapshots, for names whose rapidfuzz ratio reaches `threshold` (1 to 100).

    Nothing is read before the first question. The index of a snapshot is then kept beside its Parquet file as
    `<parquet>.fuzzy.npz`; where that cannot be written it is made again next time.
    """
    return _Finder(tuple(snapshots), threshold)


@dataclass(frozen=True, slots=True)
class _Finder:
    snapshots: tuple[Snapshot, ...]
    threshold: int

    def candidates(self, subjects: Sequence[Subject]) -> list[Match]:
        """By subject, then snapshot from the oldest, the best score first; `on` is the record's name key that is near.

        The names of a subject are its own and its former ones; those of a record its own and the former one printed
        behind it. Left out are records that meet the subject exactly (a name is equal), those whose code says what
        the name cannot (equal codes decide, different ones rule out), and rows that a newer one has replaced.
        """
        units = list({unit.key: _Unit(unit.key, keys_of(unit)) for unit in _with_tenants(subjects)}.values())
        spellings = list(dict.fromkeys(name for unit in units for name in unit.names))
        near = [_near(spellings, snapshot, self.threshold) for snapshot in in_order(self.snapshots)]
        return newest([match for unit in units for one in near for match in unit.matches(one)], self.snapshots)


@dataclass(frozen=True, slots=True)
class _Near:
    """A record, which of its names is near, and how near."""

    record: Record
    snapshot: Snapshot
    on: str
    score: float


@dataclass(frozen=True, slots=True)
class _Unit:
    """A subject's key, and what is compared of it."""

    subject: str
    keys: Keys

    @property
    def names(self) -> list[str]:
        """The names to look near. A head office is another unit: only its very name says anything."""
        return [name for name, how in self.keys.names.items() if how != "head_office"]

    def matches(self, near: Mapping[str, Sequence[_Near]]) -> list[Match]:
        """One match per record, by its best score."""
        open_ = [one for name in self.names for one in near.get(name, ()) if not self._settled(one.record)]
        best: dict[tuple[str, int], _Near] = {}
        for one in sorted(open_, key=lambda one: (-one.score, one.record.line, one.on)):
            best.setdefault((one.record.id, one.record.line), one)
        return [Match(self.subject, one.record, "fuzzy", one.on, one.score, one.snapshot) for one in best.values()]

    def _settled(self, record: Record) -> bool:
        """Whether exact matching has said all there is to say about this record."""
        by_code = self.keys.uscc and (record.uscc or record.org_code)
        return bool(by_code) or not self.keys.names.keys().isdisjoint((record.name_key, record.former_key))


def _near(spellings: Sequence[str], snapshot: Snapshot, threshold: int) -> dict[str, list[_Near]]:
    """For each of our spellings the records that are near."""
    index = index_of(snapshot.path, threshold)
    pairs = index.search(spellings, threshold)
    alike: dict[str, list[tuple[str, float]]] = defaultdict(list)  # a spelling on the list -> ours, score
    for query, name, score in zip(pairs.query.tolist(), pairs.name.tolist(), pairs.score.tolist(), strict=True):
        alike[index.spelling(name)].append((spellings[query], score))
    del index  # large, and no longer needed
    near: dict[str, list[_Near]] = defaultdict(list)
    for record in rows_named(snapshot, alike):
        for theirs in {record.name_key, record.former_key} & alike.keys():
            for ours, score in alike[theirs]:
                near[ours].append(_Near(record, snapshot, theirs, score))
    return near


def _with_tenants(subjects: Sequence[Subject]) -> Iterator[Subject]:
    for subject in subjects:
        yield subject
        yield from _with_tenants(subject.tenants)
