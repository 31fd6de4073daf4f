"""Units against the lists: every condition of a policy answered, with what the answer rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from greenlist.engine.messages import Message

from . import by_hand
from .answers import Desk, asks
from .decisions import Decisions, by_key, ruled
from .keys import contradicts
from .matching import exact_matches, newest
from .outcomes import Decision, Match, Ruling, Screening, UnitAnswer
from .parks import with_tenants
from .rules import Rules
from .rulings import Question, weigh
from .snapshots import Snapshot
from .states import coded_sources, source_states, usable
from .subjects import Subject

if TYPE_CHECKING:  # it brings numpy and an index, which exact screening does not wait for
    from .fuzzy import FuzzyFinder

Rulings = dict[str, dict[str, list[Ruling]]]  # key of the subject -> fine condition -> rulings


def screen(
    subjects: Sequence[Subject],
    snapshots: Sequence[Snapshot],
    rules: Rules,
    *,
    as_of: date,
    decisions: Sequence[Decision] = (),
    lookups: Sequence[by_hand.Lookup] = (),
    fuzzy: FuzzyFinder | None = None,
    troubles: Mapping[str, Message] = {},
) -> Screening:
    """Screen units, and the tenants of parks, as of a day.

    `snapshots` stand in the order they were taken in; those of sources the policy does not ask are left alone.
    `lookups`: what people looked up themselves, about these units or others.
    `troubles`: source -> why its file could not be read; such a source clears nobody, and its hits stay hits.
    Raises ValueError where two different units carry the same key.
    """
    everybody = _everybody(subjects)
    known = {one.identity for one in everybody.values()}
    lookups = [one for one in lookups if one.subject in known]
    rules = by_hand.with_looked_up(rules, lookups)
    good, damaged = usable([one for one in snapshots if one.source in rules.sources])
    states = source_states(rules, good, damaged, troubles, as_of)
    coded = coded_sources(good) if any(not one.uscc for one in everybody.values()) else frozenset()
    matches = exact_matches(list(everybody.values()), good)
    if fuzzy is not None:
        matches += _alike(fuzzy.candidates(subjects), matches, everybody, good)
    decided = by_key(decisions)
    rulings = _rulings(matches, everybody, rules, as_of, decided)
    for key, condition, one in by_hand.looked_up(lookups, everybody, by_hand.Desk(rules, as_of, decided)):
        rulings[key][condition].append(one)
    desk = Desk(rules, {one.source: one for one in states}, coded)
    units = tuple(_answer(one, desk, rulings) for one in subjects)
    return Screening(as_of, rules.policy_id, rules.policy_hash, rules.lists_hash, states, units, rules.not_screened)


def _everybody(subjects: Iterable[Subject]) -> dict[str, Subject]:
    """Units and tenants by their keys."""
    found: dict[str, Subject] = {}
    for one in (each for subject in subjects for each in (subject, *subject.tenants)):
        other = found.setdefault(one.key, one)
        if (other.name, other.uscc, other.former_names) != (one.name, one.uscc, one.former_names):
            raise ValueError(f"two units with the key {one.key}: {other.name}, {one.name}")
    return found


def _alike(
    found: Iterable[Match], exact: Iterable[Match], everybody: Mapping[str, Subject], snapshots: Sequence[Snapshot]
) -> list[Match]:
    """Names alike where nothing exact joins the pair, no code tells them apart and no later row has replaced it."""
    met = {_pair(one) for one in exact}
    alike = {
        _pair(one): one
        for one in found
        if _pair(one) not in met
        and not contradicts(everybody[one.subject].uscc, one.how, one.record.uscc, one.record.org_code)
    }
    return newest(list(alike.values()), snapshots)


def _pair(match: Match) -> tuple[str, str, str]:
    return match.subject, match.record.source, match.record.id


def _rulings(
    matches: Iterable[Match], everybody: Mapping[str, Subject], rules: Rules, as_of: date, decisions: Decisions
) -> Rulings:
    window = rules.window(as_of)
    rulings: Rulings = defaultdict(lambda: defaultdict(list))
    feeding = {
        source_id: [
            Question(rule, source, as_of, window, rules.severity_floor)
            for rule in rules.conditions
            if source_id in rule.feeds
        ]
        for source_id, source in rules.sources.items()
    }
    for match in matches:
        subject = everybody[match.subject]
        if not asks(rules, match.record.source, subject):
            continue
        for question in feeding[match.record.source]:
            decision = decisions.get((subject.identity, match.record.id, question.rule.id))
            ruling = ruled(match, weigh(match, question), subject, question.source, decision, rules.places)
            rulings[match.subject][question.rule.id].append(ruling)
    return rulings


def _answer(subject: Subject, desk: Desk, rulings: Rulings) -> UnitAnswer:
    own = desk.answer(subject, rulings.get(subject.key, {}))
    tenants = tuple(desk.answer(one, rulings.get(one.key, {})) for one in subject.tenants)
    return by_hand.answered(with_tenants(own, tenants, desk.rules), desk.rules)
