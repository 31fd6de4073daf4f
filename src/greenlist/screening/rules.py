"""What a policy asks of the lists: its conditions, the sources that bear on each, the window, the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from greenlist.engine.conditions.events import ACCIDENTS
from greenlist.engine.conditions.verdict import citation
from greenlist.engine.conditions.windows import Window, window_from
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.lawbook.schema.lists import Feed, ListSource
from greenlist.engine.lawbook.schema.policy import ExclusionCondition
from greenlist.engine.messages import say

from .outcomes import NotScreened
from .places import Places, places_of

# Parts of a condition that people answer, by the policy's words for them (measures.md 1.2).
_BY_PEOPLE = {"stopped_12_months": "stopped_12_months", "other": "other"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One screened condition in its finest form, with the sources that bear on it."""

    id: str  # NEG-1a
    condition: str  # NEG-1
    clause: str  # 吉工信资源〔2024〕196号 一.2：…
    graded: bool  # an accident, whose grade a severity floor is held against
    reaches_tenants: bool | None  # None: the policy does not settle it
    feeds: Mapping[str, Feed]  # by source


@dataclass(frozen=True, slots=True)
class Rules:
    """A policy as screening reads it."""

    policy: Policy
    policy_id: str
    policy_hash: str
    lists_hash: str  # of tables/sources.yaml as it holds
    sources: Mapping[str, ListSource]  # those asked
    conditions: tuple[Rule, ...]
    not_screened: tuple[NotScreened, ...]
    by_people: tuple[Rule, ...]  # the conditions of `not_screened`, as far as a person looks them up
    places: Places

    @property
    def max_age_days(self) -> int | None:
        """How old a list may be on the day of screening; None: no limit is stated."""
        return self.policy.exclusion.capture_max_age_days.value

    @property
    def severity_floor(self) -> str | None:
        """The grade from which an accident counts; None: every one does."""
        return self.policy.exclusion.severity_floor.value

    def window(self, as_of: date) -> Window:
        """The look-back window where the day of screening stands for the day of application."""
        year = self.policy.evaluation.by_report_year.value
        return window_from(self.policy, as_of, date(year, 12, 31) if year else None)


def rules_of(book: LawBook, policy_id: str) -> Rules:
    """The rules of a policy. Raises UnknownLaw, LawInvalid."""
    policy = book.policy(policy_id)
    sources = _asked(policy, book.list_sources(policy_id))
    rules = tuple(rule for one in policy.exclusion.conditions for rule in _rules(policy, one, sources))
    left = [(one, part) for one in policy.exclusion.conditions for part in _not_screened(one, rules)]
    return Rules(
        policy, policy_id, book.hash_of(policy_id), book.list_sources_hash, sources, rules,
        tuple(part for _, part in left), tuple(_rule(policy, one, part.id, {}) for one, part in left), places_of(book),
    )  # fmt: skip


def _asked(policy: Policy, sources: Mapping[str, ListSource]) -> dict[str, ListSource]:
    """The sources whose records bear on a condition of the policy, or those it names."""
    conditions = {one.id for one in policy.exclusion.conditions}
    named = policy.exclusion.lists.value if policy.exclusion.lists is not None else None
    return {
        source_id: source
        for source_id, source in sources.items()
        if (named is None or source_id in named) and any(feed.condition in conditions for feed in source.feeds)
    }


def _rules(policy: Policy, condition: ExclusionCondition, sources: Mapping[str, ListSource]) -> list[Rule]:
    feeds: dict[str, dict[str, Feed]] = {}
    for source_id, source in sources.items():
        for feed in source.feeds:
            if feed.condition == condition.id:
                feeds.setdefault(feed.id, {})[source_id] = feed
    return [_rule(policy, condition, one, feeds[one]) for one in sorted(feeds)]


def _rule(policy: Policy, condition: ExclusionCondition, id_: str, feeds: Mapping[str, Feed]) -> Rule:
    cited = citation(policy, condition.source, condition.clause)
    graded = any(sub in ACCIDENTS for sub in condition.sub)
    reach = _reaches_tenants(policy, condition)
    return Rule(id_, condition.id, f"{cited}：{condition.text}", graded, reach, feeds)


def _reaches_tenants(policy: Policy, condition: ExclusionCondition) -> bool | None:
    """Whether a tenant's record reaches the park. A condition that is silent follows the policy's scope."""
    switches = [policy.exclusion.scope_park_members, condition.covers_tenants]
    values = [switch.value for switch in switches if switch is not None]
    if False in values:
        return False
    return None if None in values else True


def _not_screened(condition: ExclusionCondition, rules: tuple[Rule, ...]) -> list[NotScreened]:
    """The parts of a condition that no list feeds: all of it, or those of its sub-conditions a, b, c … left over."""
    fed = {rule.id for rule in rules if rule.condition == condition.id}
    if not fed:
        return [NotScreened(condition.id, say("screening.not_screened_no_list"))]
    if condition.id in fed:
        return []
    parts = {f"{condition.id}{chr(ord('a') + place)}": sub for place, sub in enumerate(condition.sub)}
    return [
        NotScreened(part, say(f"screening.not_screened_{_BY_PEOPLE.get(sub, 'no_list')}"))
        for part, sub in parts.items()
        if part not in fed
    ]
