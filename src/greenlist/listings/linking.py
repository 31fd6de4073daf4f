"""Which line of a list a removal or renaming is about: suggested with the way it was found, confirmed by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from greenlist.screening.names import read_name

from .states import RENAMED, Event, Listed

NEAR = 85  # rapidfuzz ratio of two keys from which one is shown as near; never more than a suggestion
MOST = 8
ORDER = ("uscc", "name", "former_name", "renamed", "pair", "near")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line that may be meant. `how`: uscc, name, former_name, renamed, pair (said to be the same), near."""

    entry: int
    how: str
    score: float

    @property
    def sure(self) -> bool:
        """Whether codes or whole names met; a near name is a guess."""
        return self.how != "near"


def suggest(
    event: Event, uscc: str, listed: Sequence[Listed], events: Iterable[Event], same: Iterable[tuple[str, str]] = ()
) -> list[Suggestion]:
    """The lines of its kind that a change may be about, the surest first. `same`: pairs of keys a person joined.

    A line whose code is another never comes up, whatever it is called.
    """
    printed = read_name(event.name)
    own = {printed.key}
    renamed = _renamed(own, events, event.kind)
    paired = {other for pair in same for one, other in (pair, pair[::-1]) if one in own}
    found = []
    for line in listed:
        if event.kind not in {line.kind, ""} or (uscc and line.uscc and uscc != line.uscc):
            continue
        how = _how(line, uscc, own, {printed.former_key, read_name(event.new_name).former_key} - {""}, renamed, paired)
        score = 100.0 if how else fuzz.ratio(printed.key, line.key, score_cutoff=NEAR)
        if how or score:
            found.append(Suggestion(line.id, how or "near", round(score, 1)))
    found.sort(key=lambda one: (ORDER.index(one.how), -one.score, one.entry))
    return found[:MOST]


def _how(line: Listed, uscc: str, own: set[str], former: set[str], renamed: set[str], paired: set[str]) -> str:
    if uscc and line.uscc == uscc:
        return "uscc"
    if line.key in own:
        return "name"
    if line.former_key in own or line.key in former:
        return "former_name"
    if line.key in renamed:
        return "renamed"
    return "pair" if line.key in paired else ""


def _renamed(own: set[str], events: Iterable[Event], kind: str) -> set[str]:
    """The keys that names of our unit had before or got later by announced renamings."""
    renamings = [one for one in events if one.what == RENAMED and ("" in {kind, one.kind} or kind == one.kind)]
    known = set(own)
    while True:
        more = {
            key for one in renamings if {one.key, one.new_key} & known for key in (one.key, one.new_key) if key
        } - known
        if not more:
            return known - own
        known |= more
