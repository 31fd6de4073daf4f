"""Which bodies are one legal person, and which are affiliated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import combinations

from greenlist.engine.codes import normalise_uscc

from .contacts import address_key, person_key, phone_keys
from .facts import Body
from .names import is_branch, legal_person
from .unions import Unions


def one_legal_person(bodies: Iterable[Body]) -> Unions[str]:
    """Keys of bodies that are one legal person: one code, one name where no codes differ, a branch and its office."""
    everybody = list(bodies)
    unions = Unions(one.key for one in everybody)
    _join_equal(unions, ((normalise_uscc(one.uscc), one.key) for one in everybody))
    named: dict[str, list[Body]] = defaultdict(list)
    for one in everybody:
        if one.name.strip():
            named[legal_person(one.name)].append(one)
    for same_name in named.values():
        for one, other in combinations(same_name, 2):
            if not _codes_differ(one, other) or is_branch(one.name) or is_branch(other.name):
                unions.join(one.key, other.key)
    return unions


def affiliated(bodies: Iterable[Body], links: Iterable[tuple[str, str]]) -> Unions[str]:
    """Keys of bodies that count together with affiliates: declared links, one legal person, and, among all of them,
    equal legal representatives, addresses or phones; whoever is linked to somebody linked is linked.
    """
    everybody = list(bodies)
    unions = one_legal_person(everybody)
    for one, other in links:
        unions.join(one, other)
    _join_equal(unions, ((person_key(one.legal_rep), one.key) for one in everybody))
    _join_equal(unions, ((address_key(one.address), one.key) for one in everybody))
    _join_equal(unions, ((phone, one.key) for one in everybody for phone in sorted(phone_keys(one.phone))))
    return unions


def _join_equal(unions: Unions[str], pairs: Iterable[tuple[Hashable, str]]) -> None:
    """Join the keys that come with one value; a blank value joins nothing."""
    first: dict[Hashable, str] = {}
    for value, key in pairs:
        if value:
            unions.join(first.setdefault(value, key), key)


def _codes_differ(one: Body, other: Body) -> bool:
    codes = {normalise_uscc(one.uscc), normalise_uscc(other.uscc)} - {""}
    return len(codes) > 1
