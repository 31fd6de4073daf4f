"""How many may be chosen: what the policy says, what is taken, what the list asks for.

Places are the recommending office's: counted for its place and the round, by kind, and by county where the policy
says so. A policy that writes none limits nothing. A limit whose number is open has no default: a person enters it
with its source before anybody can be chosen under it. There is no least number anywhere (宁缺毋滥, REQ-08).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from greenlist.engine.case import Kind
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.schema import Policy
from greenlist.parties.domain import Refused

from .models import Batch, Line, Stage, StatedQuota
from .queries import quotas as counted
from .queries.law import policy_of
from .queries.quotas import Key

WHOLE = ""  # the county of a limit that holds for the whole place


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: of a kind, in a county or (county '') in the whole place. `most` None: the number is open."""

    kind: str
    county: str
    most: int | None
    fact: AnyFact  # where it is written
    taken: int
    asked: int
    stated: StatedQuota | None = None

    @property
    def asks(self) -> bool:
        """Whether the policy leaves the number to a person."""
        return not isinstance(self.fact.value, int)

    @property
    def over(self) -> int:
        """How many more are chosen than there are places; while the number is open, everybody who would be."""
        if self.most is None:
            return self.asked
        return max(0, self.taken + self.asked - self.most) if self.asked else 0


@dataclass(frozen=True, slots=True)
class Count:
    """What is taken, asked for, entered, and which counties there are."""

    taken: Counter[Key]
    asked: Counter[Key]
    entered: Mapping[Key, StatedQuota]
    keys: frozenset[Key]


def limits_of(batch: Batch) -> list[Limit]:
    """Every limit on a list as it stands; none for the province's meeting, whose places were counted by the cities."""
    if batch.stage != Stage.SELECTION:
        return []
    policy = policy_of(batch.round)
    if not limited(policy):
        return []
    count = Count(counted.taken(batch), counted.asked(batch), counted.entered(batch), frozenset(counted.on_list(batch)))
    return limits(policy, count)


def limited(policy: Policy) -> bool:
    """Whether a policy limits anything."""
    return policy.quota.rule.value not in {None, "none"} or policy.quota.park_maximum.value is not None


def limits(policy: Policy, count: Count) -> list[Limit]:
    """The limits that a policy sets on a count. No query."""
    quota, found = policy.quota, []
    rule = quota.rule.value
    if rule == "per_kind":
        found += [_limit(count, kind, WHOLE, fact) for kind, fact in quota.per_kind.items()]
    if rule == "per_county":
        keys = sorted(count.keys | set(count.taken))
        found += [_limit(count, Kind(kind), county, quota.formula, whole=False) for kind, county in keys]
    if rule == "park_maximum" or quota.park_maximum.value is not None:
        found.append(_limit(count, Kind.PARK, WHOLE, quota.park_maximum))
    return found


def _limit(count: Count, kind: Kind, county: str, fact: AnyFact, *, whole: bool = True) -> Limit:
    """A limit of the whole place counts every county, one of a county that alone."""
    key = (kind.value, county)
    stated = count.entered.get(key)
    most: Any = fact.value if isinstance(fact.value, int) else (stated.number if stated is not None else None)
    taken, asked = (_sum(one, key, whole=whole) for one in (count.taken, count.asked))
    return Limit(kind.value, county, most, fact, taken, asked, stated)


def _sum(counted_: Counter[Key], key: Key, *, whole: bool) -> int:
    if not whole:
        return counted_[key]
    return sum(number for (kind, _county), number in counted_.items() if kind == key[0])


def refuse_excess(batch: Batch) -> None:
    """Stop where more are chosen than there are places. Raises Refused: which limit, by how many, what to do."""
    for one in limits_of(batch):
        if one.over:
            raise Refused(in_words(one))


def in_words(one: Limit) -> str:
    """Why a limit stops the list."""
    where = {"kind": dict(Line._meta.get_field("kind").flatchoices)[one.kind], "county": one.county}  # noqa: SLF001
    if one.most is None:
        words = _("%(county)s%(kind)s有名额限制，但名额数还没有录入；请先录入名额和依据。")
        return words % where
    words = _(
        "%(county)s%(kind)s名额 %(most)d 家，已用 %(taken)d 家，这次拟选 %(asked)d 家，超出 %(over)d 家；请减少后再办。"
    )
    numbers = {"most": one.most, "taken": one.taken, "asked": one.asked, "over": one.over}
    return words % (where | numbers)
