"""Which of many texts share much."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from .shingles import Hashes, different, shingled, without
from .sketches import candidates, deviation, estimates, rows_for, sketch
from .texts import Pair, Text

DOUBT = 3  # standard deviations below the threshold at which a candidate is still counted out exactly


def common_of(leave_out: Collection[str]) -> Hashes:
    """The shingles of what everybody writes: the template, the law."""
    return different(shingled(tuple(leave_out)).hashes)


def set_of(text: Text, common: Hashes) -> Hashes:
    """The different shingles of a text in order, without its paragraphs that come from elsewhere."""
    return different(without(shingled(text.paragraphs), common).hashes)


def share_of(one: Hashes, other: Hashes) -> float:
    """The Jaccard share of two sets, 0 where both are empty."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    either = len(one) + len(other) - both
    return both / either if either else 0.0


def share(one: Text, other: Text, *, leave_out: Collection[str] = ()) -> float:
    """The exact share of equal shingles of two texts."""
    common = common_of(leave_out)
    return share_of(set_of(one, common), set_of(other, common))


def pairs(texts: Sequence[Text], *, threshold: float, leave_out: Collection[str] = ()) -> list[Pair]:
    """Pairs of texts whose share of equal shingles is at least `threshold`, the most alike first.

    Candidates come from banded sketches and are then counted out: what is returned holds exactly. Of pairs right at the
    threshold one in a hundred may be missed, of pairs well above it practically none. Paragraphs of which two thirds
    stand in `leave_out` do not count.
    """
    common = common_of(leave_out)
    sketches, known = [], []
    for text in texts:
        hashes = set_of(text, common)
        if len(hashes):
            sketches.append(sketch(hashes))
            known.append(text)
    if len(known) < 2:
        return []
    table = np.stack(sketches)
    one, other = candidates(table, rows_for(threshold))
    estimated = estimates(table, one, other)
    likely = estimated >= threshold - DOUBT * deviation(threshold)
    found = zip(one[likely].tolist(), other[likely].tolist(), estimated[likely].tolist(), strict=True)
    return _counted_out(known, list(found), threshold, common)


def _counted_out(
    texts: Sequence[Text], likely: Sequence[tuple[int, int, float]], threshold: float, common: Hashes
) -> list[Pair]:
    """The candidates that hold, by their exact share. Sets are made again for these few rather than kept of all."""
    sets = {place: set_of(texts[place], common) for place in sorted({at for pair in likely for at in pair[:2]})}
    found = [
        Pair(texts[one].key, texts[other].key, estimated, exact)
        for one, other, estimated in likely
        if (exact := share_of(sets[one], sets[other])) >= threshold
    ]
    return sorted(found, key=lambda pair: (-pair.share, pair.one, pair.other))
