"""Nearly equal names: 10,000 against a million, beside rapidfuzz's own `cdist`, in one run.

The claims: every pair that rapidfuzz's `ratio` scores 85 or more; at least 30 times as fast; an index built in 30 s
at most; no more than 2 GB. `cdist` asked about all 10,000 would take several minutes, so 500 of them are asked of
both, a hundred at a time and turn about, and their times compared. Of all 500 the pairs found must be those of
`cdist`, which leaves nothing out; of 200 of them the scores are compared too. Half of the queries are names of the
million with one or two characters changed, half are new (`firm_names.py` says how names are made).
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from firm_names import firm_names, misspelt
from rapidfuzz import fuzz, process

from greenlist.screening.fuzzy import NameIndex, build_index

NAMES, QUERIES = 1_000_000, 10_000
SAMPLED, AT_ONCE, SCORED = 500, 100, 200
CUTOFF = 85
TIMES, BUILD_SECONDS, MEMORY_MB = 30, 30, 2000

Found = set[tuple[int, int]]


def main() -> int:
    """Build, ask, compare, print, and fail where a claim does not hold."""
    names = firm_names(NAMES, seed=7)
    queries = misspelt(names, QUERIES // 2, seed=8) + firm_names(QUERIES // 2, seed=9)
    queries = np.random.default_rng(10).permutation(queries).tolist()  # a sample holds both kinds
    index, built = timed(lambda: build_index(names, CUTOFF))
    print(f"{len(names):,} names, {len(queries):,} queries, ratio >= {CUTOFF}")
    print(f"build the index         {built:6.2f} s   {len(index.entries):,} entries   largest so far {memory():.0f} MB")
    kept(index)
    whole = [timed(lambda: index.search(queries, CUTOFF)) for _ in range(3)]
    alone = memory()
    seconds = statistics.median(took for _, took in whole)
    print(
        f"all queries             {seconds:6.2f} s   {len(whole[0][0].query):,} pairs   largest so far {alone:.0f} MB"
    )
    ratio = turn_about(index, names, queries[:SAMPLED])
    scores(index, names, queries[:SCORED])
    good = ratio >= TIMES and built <= BUILD_SECONDS and alone <= MEMORY_MB
    return 0 if good else 1


def turn_about(index: NameIndex, names: list[str], queries: list[str]) -> float:
    """How many times as fast, by the medians of the parts; the pairs must be the same."""
    ours, peer = [], []
    for start in range(0, len(queries), AT_ONCE):
        part = queries[start : start + AT_ONCE]
        pairs, took = timed(lambda part=part: index.search(part, CUTOFF))
        ours.append(took)
        table, took = timed(lambda part=part: cdist(part, names, np.uint8))
        peer.append(took)
        assert found(table) == set(zip(pairs.query.tolist(), pairs.name.tolist(), strict=True)), "pairs differ"
    each = statistics.median(ours) / AT_ONCE, statistics.median(peer) / AT_ONCE
    ratio = each[1] / each[0]
    mine, theirs = (f"{seconds * 1e3:.2f} ms each" for seconds in each)
    print(f"{len(queries)} of them in turn    ours {mine}   cdist {theirs}   {ratio:.0f}x")
    print(f"at that rate cdist would take {each[1] * QUERIES:.0f} s for {QUERIES:,}")
    print(f"claim {TIMES}x; all pairs of {len(queries)} queries are those of cdist")
    return ratio


def scores(index: NameIndex, names: list[str], queries: list[str]) -> None:
    """Of some queries the scores too must be rapidfuzz's to the last bit."""
    pairs = index.search(queries, CUTOFF)
    for start in range(0, len(queries), AT_ONCE):
        table = cdist(queries[start : start + AT_ONCE], names, np.float64)
        here = (pairs.query >= start) & (pairs.query < start + AT_ONCE)
        assert np.array_equal(table[pairs.query[here] - start, pairs.name[here]], pairs.score[here]), "scores differ"
        assert np.count_nonzero(table) == np.count_nonzero(here), "pairs differ"
    print(f"scores of {len(queries)} queries are those of cdist")


def kept(index: NameIndex) -> None:
    """How fast an index comes back from where it was kept."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names.npz"
        _, saved = timed(lambda: index.save(file))
        _, loaded = timed(lambda: NameIndex.load(file))
        size = file.stat().st_size / 1e6
    print(f"kept as a file          {saved:6.2f} s   read again {loaded:.2f} s   {size:.0f} MB")


def cdist(queries: list[str], names: list[str], dtype: Any) -> Any:
    """rapidfuzz asked of every pair; 0 below the cutoff."""
    return process.cdist(queries, names, scorer=fuzz.ratio, score_cutoff=CUTOFF, workers=-1, dtype=dtype)


def found(table: Any) -> Found:
    """The pairs of a table that are not 0."""
    query, name = np.nonzero(table)
    return set(zip(query.tolist(), name.tolist(), strict=True))


def timed(do: Callable[[], Any]) -> tuple[Any, float]:
    """What came of it, and the seconds it took."""
    started = time.perf_counter()
    came = do()
    return came, time.perf_counter() - started


def memory() -> float:
    """The most this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    sys.exit(main())
