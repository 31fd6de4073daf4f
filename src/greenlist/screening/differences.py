"""Where two names differ, for a person who has to say whether they are one firm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from .keys import keys_of
from .outcomes import Match
from .subjects import Subject

Where = Literal["same", "only_left", "only_right"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters, and on which side it stands."""

    text: str
    where: Where


def differences(left: str, right: str) -> tuple[Segment, ...]:
    """Both names as one row of segments, in reading order; of a change the left side stands first.

    What is `same` is a longest common subsequence, the one that the score of a fuzzy match counts: left is the `same`
    and `only_left` segments put together, right the `same` and `only_right` ones.
    """
    operations = Indel.opcodes(left, right)
    segments: list[Segment] = []
    for same, run in groupby(operations, key=lambda one: one.tag == "equal"):
        changed = list(run)
        ours = "".join(left[one.src_start : one.src_end] for one in changed)
        theirs = "".join(right[one.dest_start : one.dest_end] for one in changed)
        segments += [Segment(ours, "same")] if same else _change(ours, theirs)
    return tuple(segments)


def of_match(subject: Subject, match: Match) -> tuple[Segment, ...]:
    """A subject's name (left) beside the record's name that met it (right), both as they are compared.

    Of several names of the subject, former ones among them, the one nearest to the record's.
    """
    names = [name for name, how in keys_of(subject).names.items() if how != "head_office"] or [""]
    return differences(max(names, key=lambda name: fuzz.ratio(name, match.on)), match.on)


def _change(ours: str, theirs: str) -> Iterator[Segment]:
    if ours:
        yield Segment(ours, "only_left")
    if theirs:
        yield Segment(theirs, "only_right")
