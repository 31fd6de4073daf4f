"""Which expert must not review which case, and why.

A conflict is a *tie* of the expert - employer, former employer, staff list of an agency, shared work, a hat - that
leads to the unit or to the agency that evaluated. Tie and body meet under a key: the code (USCC), a name or former
name as names are compared (`screening.names`), the organisation, or the name of a legal representative. One common
key is enough: a mistyped code must not open a door that the name keeps shut.

Names of people are shared by many. A conflict found by such a name alone, and a former employer while the law leaves
the years open, is not `certain`: it keeps the expert away until the province has found, with a reason, that it is none.
Shared works count whatever their age; no text sets an end to them.

There are two ways to ask, with the same answer: one expert and one case, and all experts and all cases at once, where
ties and bodies are joined on their keys and nothing is looked at pair by pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from greenlist.engine.conditions.windows import years_before
from greenlist.engine.messages import Message, say
from greenlist.screening.names import keys_of

from .facts import About, Body, Case, Conflict, Reviewer, Rule, Sort, Tie

Key = tuple[str, str | int]
Pair = tuple[int, int]  # expert, case
_ORDER = {sort: place for place, sort in enumerate(Sort)}


def conflicts(reviewer: Reviewer, case: Case, rule: Rule) -> tuple[Conflict, ...]:
    """Every reason why one expert must not review one case, gravest first; empty: the expert may."""
    found = [*_declared(reviewer, case)]
    for about, body in _sides(case):
        keys = body_keys(body)
        ties = (tie for tie in reviewer.ties if not keys.isdisjoint(tie_keys(tie)))
        found += [one for tie in ties if (one := _conflict(tie, about, body, reviewer, rule)) is not None]
    return _ordered(found)


def all_conflicts(reviewers: Iterable[Reviewer], cases: Iterable[Case], rule: Rule) -> dict[Pair, tuple[Conflict, ...]]:
    """The same of every expert and every case that must not meet, by (expert, case); pairs that may meet are not in it.

    Work grows with experts + cases + conflicts, not with experts x cases.
    """
    known = {case.key: case for case in cases}
    index = _index(known.values())
    found: dict[Pair, list[Conflict]] = defaultdict(list)
    for reviewer in reviewers:
        for key in reviewer.declared:
            if key in known:
                found[reviewer.key, key] += _declared(reviewer, known[key])
        for tie in reviewer.ties:
            for about, body, touched in _met(tie, index):
                one = _conflict(tie, about, body, reviewer, rule)
                if one is not None:
                    for key in touched:
                        found[reviewer.key, key].append(one)
    return {pair: _ordered(those) for pair, those in found.items()}


Side = tuple[About, Body]
Index = Mapping[Key, Mapping[Side, list[int]]]


def _index(cases: Iterable[Case]) -> Index:
    """Key -> the bodies that bear it, each with the cases it is a side of."""
    touched: dict[Side, list[int]] = defaultdict(list)
    for case in cases:
        for side in _sides(case):
            touched[side].append(case.key)
    index: dict[Key, dict[Side, list[int]]] = defaultdict(dict)
    for side, those in touched.items():
        for key in body_keys(side[1]):
            index[key][side] = those
    return index


def _met(tie: Tie, index: Index) -> Iterator[tuple[About, Body, list[int]]]:
    """The bodies a tie leads to, each once however many keys agree."""
    seen: dict[Side, list[int]] = {}
    for key in tie_keys(tie):
        seen.update(index.get(key, {}))
    for (about, body), touched in seen.items():
        yield about, body, touched


def _sides(case: Case) -> Iterator[Side]:
    yield About.UNIT, case.unit
    if case.agency is not None:
        yield About.AGENCY, case.agency


@lru_cache(maxsize=65536)
def body_keys(body: Body) -> frozenset[Key]:
    """Everything under which a body can be met."""
    keys: set[Key] = {("name", key) for name in (body.name, *body.former_names) for key in _name_keys(name)}
    if body.uscc:
        keys.add(("uscc", body.uscc.upper()))
    if body.id is not None:
        keys.add(("id", body.id))
    if body.legal_rep:
        keys.add(("rep", person_key(body.legal_rep)))
    return frozenset(keys)


@lru_cache(maxsize=65536)
def tie_keys(tie: Tie) -> frozenset[Key]:
    """Everything under which a tie leads to a body."""
    keys: set[Key] = {("name", key) for key in _name_keys(tie.name)}
    if tie.uscc:
        keys.add(("uscc", tie.uscc.upper()))
    if tie.id is not None:
        keys.add(("id", tie.id))
    if tie.rep:
        keys.add(("rep", person_key(tie.rep)))
    return frozenset(keys)


def _name_keys(name: str) -> Iterator[str]:
    yield from (key for key in keys_of(name.strip()) if key)


def person_key(name: str) -> str:
    """A person's name as compared."""
    return keys_of(name.strip())[0].replace(" ", "")


def _declared(reviewer: Reviewer, case: Case) -> Iterator[Conflict]:
    reason = reviewer.declared.get(case.key)
    if reason is not None:
        yield Conflict(Sort.DECLARED, About.CASE, certain=True, message=say("panel.declared", reason=reason))


def _conflict(tie: Tie, about: About, body: Body, reviewer: Reviewer, rule: Rule) -> Conflict | None:
    """The conflict that a tie to a body makes; None where it is over, or found to be none."""
    certain, message = _judged(tie, about, body, rule)
    if message is None:
        return None
    if not certain and body.id is not None and (tie.sort, body.id) in reviewer.cleared:
        return None
    return Conflict(tie.sort, about, certain=certain, message=message, organisation=body.id)


def _judged(tie: Tie, about: About, body: Body, rule: Rule) -> tuple[bool, Message | None]:
    side = say(f"panel.{about}", name=body.name)
    if tie.until is not None and rule.years is not None and tie.until < years_before(rule.on, rule.years):
        return True, None
    if tie.sort is Sort.EMPLOYER_REP and not body_keys(body).isdisjoint(("name", key) for key in _name_keys(tie.what)):
        return True, None  # the employer is the body itself: said as such
    if tie.sort is not Sort.FORMER:
        return tie.certain, say(f"panel.{tie.sort}", side=side, what=tie.what)
    if rule.years is None:
        return False, say("panel.former_open", side=side, until=tie.until or "")
    return tie.certain, say("panel.former", side=side, until=tie.until or "", years=rule.years)


def _ordered(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Gravest first; the same thing said twice is said once."""
    ordered = sorted(found, key=lambda one: (_ORDER[one.sort], one.about, not one.certain, str(one.message)))
    told: list[Conflict] = []
    for one in ordered:
        if not told or one != told[-1]:
            told.append(one)
    return tuple(told)
