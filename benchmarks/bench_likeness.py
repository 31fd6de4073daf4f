"""Reports that share passages: 2,000 of 20 pages, beside plain `datasketch` on the same shingles, in one run.

The claims: all 2,000 in 60 s at most, from their paragraphs to the pairs with their exact shares; both find the
planted pairs and nothing else. In parts of 400 ours and the peer run turn about and their times are compared: the peer
makes a `MinHash` with as many places from the same shingles as strings, finds candidates with `MinHashLSH` in the same
bands, and counts the same share out of plain sets. A report is 112 paragraphs of 125 characters out of phrases that
fall with their rank as 1 / rank, behind 12 paragraphs of a template that everybody has; of every 400 reports 8 take
over 80 to 107 of the 112 paragraphs of another one.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from datasketch import MinHash, MinHashLSH

from greenlist.agency.likeness import Text, pairs
from greenlist.agency.likeness.shingles import LENGTH
from greenlist.agency.likeness.sketches import PLACES, rows_for

REPORTS, PART, COPIES = 2000, 400, 8
PARAGRAPHS, CHARACTERS = 112, 125  # 14,000 characters: 20 pages of 28 lines of 25
THRESHOLD = 0.4
SECONDS = 60

Found = set[tuple[str, str]]


def main() -> int:
    """Write, find, compare, print, and fail where a claim does not hold."""
    template = paragraphs(np.random.default_rng(1), 12)
    reports, planted = written(template)
    size = sum(len(one) for one in reports[0].paragraphs)
    print(f"{len(reports):,} reports of {size:,} characters, {len(planted)} pairs planted, share >= {THRESHOLD}")
    whole = []
    for _ in range(3):
        found, took = timed(lambda: pairs(reports, threshold=THRESHOLD, leave_out=template))
        assert {(one.one, one.other) for one in found} == planted, "pairs differ from the planted ones"
        whole.append(took)
    seconds = statistics.median(whole)
    print(f"all of them             {seconds:6.2f} s   shares from {found[-1].share:.3f} to {found[0].share:.3f}")
    turn_about(reports, planted, template)
    return 0 if seconds <= SECONDS else 1


def turn_about(reports: Sequence[Text], planted: Found, template: Sequence[str]) -> None:
    """How many times as fast, by the medians of the parts; the pairs and their shares must be the same."""
    ours, peer = [], []
    for start in range(0, len(reports), PART):
        part = reports[start : start + PART]
        keys = {one.key for one in part}
        found, took = timed(lambda part=part: pairs(part, threshold=THRESHOLD, leave_out=template))
        ours.append(took)
        theirs, took = timed(lambda part=part: plain(part, set(template)))
        peer.append(took)
        mine = {(one.one, one.other): one.share for one in found}
        assert set(theirs) == {pair for pair in planted if pair[0] in keys}, "the peer finds other pairs"
        assert mine == theirs, "shares differ"
    each = statistics.median(ours), statistics.median(peer)
    mine_, theirs_ = (f"{took:.2f} s" for took in each)
    print(f"parts of {PART} in turn    ours {mine_}   datasketch {theirs_}   {each[1] / each[0]:.1f}x")


def plain(reports: Sequence[Text], template: set[str]) -> dict[tuple[str, str], float]:
    """The same by datasketch as its guide does it."""
    rows = rows_for(THRESHOLD)
    index = MinHashLSH(num_perm=PLACES, params=(PLACES // rows, rows))
    sketches = {}
    for one in reports:
        sketch = MinHash(num_perm=PLACES)
        sketch.update_batch([shingle.encode() for shingle in shingles(one, template)])
        sketches[one.key] = sketch
        index.insert(one.key, sketch)
    place = {one.key: at for at, one in enumerate(reports)}
    likely = set()
    for key, sketch in sketches.items():
        for other in index.query(sketch):
            if place[key] < place[other] and sketch.jaccard(sketches[other]) >= THRESHOLD - 0.13:
                likely.add((key, other))
    found = {}
    for one, other in likely:
        mine, theirs = (shingles(reports[place[key]], template) for key in (one, other))
        share = len(mine & theirs) / len(mine | theirs)
        if share >= THRESHOLD:
            found[one, other] = share
    return found


def shingles(report: Text, template: set[str]) -> set[str]:
    """The shingles as strings; these texts are plain characters, so that nothing has to be folded but figures."""
    found: set[str] = set()
    for paragraph in report.paragraphs:
        if paragraph not in template:
            found.update(paragraph[at : at + LENGTH] for at in range(len(paragraph) - LENGTH + 1))
    return found


def written(template: Sequence[str]) -> tuple[list[Text], Found]:
    """The reports, and which pairs of them share much."""
    chance = np.random.default_rng(2)
    reports: list[Text] = []
    planted: Found = set()
    for start in range(0, REPORTS, PART):
        part = [paragraphs(chance, PARAGRAPHS) for _ in range(PART)]
        for copy in range(COPIES):
            one, other = 2 * copy, PART - 1 - 2 * copy
            taken = (100, 90, 80)[copy % 3] + copy
            part[other][:taken] = part[one][:taken]
            planted.add((f"{start + one:04}", f"{start + other:04}"))
        reports += [Text(f"{start + at:04}", (*template, *own)) for at, own in enumerate(part)]
    return reports, planted


def paragraphs(chance: np.random.Generator, count: int) -> list[str]:
    """Paragraphs out of common phrases."""
    words, odds = phrases()
    drawn = chance.choice(len(words), (count, 40), p=odds)
    return ["".join(words[one] for one in row)[:CHARACTERS] for row in drawn.tolist()]


def phrases(many: int = 6000) -> tuple[list[str], Any]:
    """Phrases of two to six characters, the same ones every time, and how often each is taken."""
    if not _PHRASES:
        chance = np.random.default_rng(0)
        codes = chance.integers(0x4E00, 0x4E00 + 1500, (many, 6))
        lengths = chance.integers(2, 7, many)
        words = ["".join(map(chr, row[:length])) for row, length in zip(codes.tolist(), lengths.tolist(), strict=True)]
        odds = 1 / np.arange(1, many + 1)
        _PHRASES.append((words, odds / odds.sum()))
    return _PHRASES[0]


_PHRASES: list[tuple[list[str], Any]] = []


def timed(do: Callable[[], Any]) -> tuple[Any, float]:
    """What came of it, and the seconds it took."""
    started = time.perf_counter()
    came = do()
    return came, time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
