"""Why this expert for this case, and why nobody: in words that a panel can read aloud."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from greenlist.engine.messages import Message, say

from .seats import Choice, Need, Seat, Shortfall

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Likes:
    """Experts who would do as well for a case, and those of them whose load is full."""

    experts: frozenset[int]
    full: frozenset[int]


def explained(
    needs: Sequence[Need],
    seats: Sequence[Seat],
    barred: frozenset[Pair],
    given: Mapping[int, tuple[int, ...]],
    loads: Mapping[int, int],
) -> Iterator[Choice]:
    """Every choice with its reason, in the order of the cases."""
    seat_of = {seat.key: seat for seat in seats}
    closed: dict[int, set[int]] = defaultdict(set)
    for expert, case in barred:
        closed[case].add(expert)
    known: dict[tuple[str, str, bool], _Likes] = {}
    for need in needs:
        for expert in given[need.key]:
            exact = not need.field or need.field in seat_of[expert].fields
            key = (need.kind, need.field, exact)
            if key not in known:
                known[key] = _likes(need, seats, loads, exact=exact)
            has = need.has.union(given[need.key])
            others = _others(expert, known[key], has, closed.get(need.key, set()))
            load = say("panel.load", load=loads[expert], most=seat_of[expert].most)
            why = say("panel.why", choice=_choice(need, exact=exact), load=load, others=others)
            yield Choice(need.key, expert, exact, why)


def _likes(need: Need, seats: Sequence[Seat], loads: Mapping[int, int], *, exact: bool) -> _Likes:
    """Those of the kind who know the industry, or those who do not."""
    meant = [one for one in seats if _fits(one, need) and (not need.field or (need.field in one.fields) == exact)]
    full = frozenset(one.key for one in meant if loads[one.key] >= one.most)
    return _Likes(frozenset(one.key for one in meant), full)


def _fits(seat: Seat, need: Need) -> bool:
    return need.kind in seat.kinds


def _choice(need: Need, *, exact: bool) -> Message:
    if not need.field:
        return say("panel.no_field")
    return say("panel.exact" if exact else "panel.kind_only", field=need.label or need.field)


def _others(expert: int, likes: _Likes, has: frozenset[int], closed: set[int]) -> Message:
    """What became of those who would have done as well."""
    total = len(likes.experts) - 1
    if total <= 0:
        return say("panel.nobody_else")
    on_case = likes.experts & has - {expert}
    in_conflict = (likes.experts & closed) - has
    full = len(likes.full) - len(likes.full & (on_case | in_conflict | {expert}))
    rest = total - len(on_case) - len(in_conflict) - full
    return say("panel.others", count=total, barred=len(in_conflict), has=len(on_case), full=full, rest=rest)


def shortfall(need: Need, seats: Sequence[Seat], barred: frozenset[Pair], got: int) -> Shortfall:
    """Why a case lacks experts: too few without a conflict, or those are full."""
    able = [seat for seat in seats if _fits(seat, need)]
    has = [seat for seat in able if seat.key in need.has]
    closed = [seat for seat in able if seat.key not in need.has and (seat.key, need.key) in barred]
    free = len(able) - len(has) - len(closed)
    missing = need.count - got
    if free < need.count:
        why = say("panel.too_few", able=len(able), barred=len(closed), has=len(has), free=free)
    else:
        why = say("panel.too_full", free=free)
    return Shortfall(need.key, missing, why)
