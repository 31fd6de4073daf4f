"""What a person looked up about one unit and one condition (吉工信资源〔2024〕196号 一.2: 等).

What was found counts as a record of a list does; a look-up that found nothing counts as a list without a record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from greenlist.engine.messages import Message, say

from .decisions import Decisions, decided, with_decision
from .outcomes import Match, Outcome, Ruling, UnitAnswer
from .records import Record
from .rules import Rule, Rules
from .rulings import Weighed, counted
from .snapshots import Snapshot
from .subjects import Subject

BY_HAND: Literal["by_hand"] = "by_hand"  # what stands for a source where none of the policy's was asked
_CLEAR = Outcome.CLEAR
_SHORT = 60  # characters of what was found in a sentence; the whole stands beside it


@dataclass(frozen=True, slots=True)
class Lookup:
    """One look-up: where, on which day, what was found (`found`) or that nothing was, who says so."""

    id: str  # 32 hex digits
    subject: str  # Subject.identity
    condition: str  # fine id, NEG-1b
    found: bool
    source: str  # id of the ListSource that was asked at its own place, '' where it was none
    place: str  # what was looked at, in words
    address: str  # web address, number of the file; '' where there is none
    looked_on: date
    dated_on: date | None  # the day of what was found
    what: str  # what was found, or a remark
    document: str  # name of the proof, '' without one
    by: str  # name and hat
    on: date  # recorded


@dataclass(frozen=True, slots=True)
class Desk:
    """What look-ups are held against."""

    rules: Rules
    as_of: date
    decisions: Decisions

    def fresh(self, one: Lookup) -> bool:
        """Whether a look-up is as new as a list must be (capture_max_age_days)."""
        days = self.rules.max_age_days
        return days is None or (self.as_of - one.looked_on).days <= days


def with_looked_up(rules: Rules, lookups: Iterable[Lookup]) -> Rules:
    """The rules, with those conditions no list feeds that somebody looked up, in the order of the policy."""
    asked = {one.condition for one in lookups}
    more = [one for one in rules.by_people if one.id in asked]
    order = {one.id: place for place, one in enumerate(rules.policy.exclusion.conditions)}
    every = sorted((*rules.conditions, *more), key=lambda one: (order[one.condition], one.id))
    return replace(rules, conditions=tuple(every)) if more else rules


def looked_up(
    lookups: Sequence[Lookup], everybody: Mapping[str, Subject], desk: Desk
) -> Iterator[tuple[str, str, Ruling]]:
    """The key of a subject, a condition, and what a look-up means there; of conditions of the policy only."""
    rules = {one.id: one for one in desk.rules.conditions}
    told: dict[tuple[str, str], list[Lookup]] = {}
    for one in lookups:
        told.setdefault((one.subject, one.condition), []).append(one)
    identities = {subject for subject, _ in told}
    for key, subject in everybody.items():
        if subject.identity not in identities:
            continue
        for condition, rule in rules.items():
            some = told.get((subject.identity, condition), ())
            settled = any(not one.found and desk.fresh(one) for one in some)
            yield from ((key, condition, _ruling(one, subject, rule, desk, settled=settled)) for one in some)


def _ruling(one: Lookup, subject: Subject, rule: Rule, desk: Desk, *, settled: bool) -> Ruling:
    weighed = _found(one, rule, desk) if one.found else _nothing(one, rule, desk, settled=settled)
    snapshot = Snapshot(_source(one), one.place, "", one.looked_on, 1, Path())
    match = Match(subject.key, _record(one, subject), BY_HAND, one.place, snapshot=snapshot)
    reason = say(
        "screening.by_hand", by=one.by, on=one.on, looked_on=one.looked_on, where=_where(one), result=_result(one),
        paper=say("screening.by_hand_paper", document=one.document) if one.document else "", effect=weighed.effect,
    )  # fmt: skip
    decision = desk.decisions.get((subject.identity, one.id, rule.id))
    if decision is None:
        return Ruling(match, weighed.outcome, reason, weighed.history, weighed.window)
    outcome, _, history = decided(weighed, decision)  # a look-up never changes, so no decision lapses
    reason = with_decision(reason, decision, lapsed=False)
    return Ruling(match, outcome, reason, history, weighed.window, decision)


def _found(one: Lookup, rule: Rule, desk: Desk) -> Weighed:
    """Like a record of a list that counts: a state holds, an event is asked for its day."""
    if one.dated_on is not None and one.dated_on > desk.as_of:
        return Weighed(_CLEAR, say("screening.not_yet", on=one.dated_on, day=desk.as_of), history=True)
    if rule.feeds and all(feed.type == "state" for feed in rule.feeds.values()):
        return Weighed(Outcome.HIT, say("screening.state_counts", day=desk.as_of))
    if rule.graded and desk.rules.severity_floor is not None:
        return Weighed(Outcome.CANDIDATE, say("screening.judge_plain"))
    if one.dated_on is None:
        return Weighed(Outcome.UNDETERMINED, say("screening.undated"))
    return counted(one.dated_on, desk.rules.window(desk.as_of))


def _nothing(one: Lookup, rule: Rule, desk: Desk, *, settled: bool) -> Weighed:
    """Like a list without a record. One that is too old leaves open what only people answer, until asked anew."""
    if desk.fresh(one):
        return Weighed(_CLEAR, say("screening.by_hand_clears"))
    old = say("screening.by_hand_old", on=one.looked_on, day=desk.as_of, days=desk.rules.max_age_days)
    if settled or rule.feeds:
        return Weighed(_CLEAR, old, history=True)
    return Weighed(Outcome.UNDETERMINED, old)


def clears(ruling: Ruling) -> bool:
    """Whether a ruling is a look-up that found nothing, and counts."""
    plain = ruling.outcome is _CLEAR and not ruling.history
    return plain and ruling.match.how == BY_HAND and ruling.decision is None


def answered(unit: UnitAnswer, rules: Rules) -> UnitAnswer:
    """Without the conditions that no list feeds and nobody looked up for this unit or its tenants."""
    unfed = {one.id for one in rules.conditions if not one.feeds}
    if not unfed:
        return unit
    told = tuple(one for one in unit.conditions if one.id not in unfed or one.sources or one.outcome is not _CLEAR)
    return replace(unit, conditions=told, tenants=tuple(answered(one, rules) for one in unit.tenants))


def _source(one: Lookup) -> str:
    return one.source or BY_HAND


def _where(one: Lookup) -> str:
    return f"{one.place}（{one.address}）" if one.address else one.place


def _result(one: Lookup) -> Message:
    what = one.what if len(one.what) <= _SHORT else one.what[:_SHORT] + "…"
    if one.found:
        return say("screening.by_hand_found", what=what)
    return say("screening.by_hand_remark", what=what) if what else say("screening.by_hand_nothing")


def _record(one: Lookup, subject: Subject) -> Record:
    """The look-up in the shape of a record: its own words stand where a list has its row."""
    row = {
        "核实结果": "查到" if one.found else "没有查到", "查询来源": one.place, "网址或文号": one.address,
        "查询日期": one.looked_on.isoformat(), "情形日期": one.dated_on.isoformat() if one.dated_on else "",
        "内容": one.what, "佐证": one.document, "记录人": one.by, "记录日期": one.on.isoformat(),
    }  # fmt: skip
    return Record(
        source=_source(one), id=one.id, digest=one.id, line=0, name=subject.name, name_key="", former_key="",
        uscc=subject.uscc, org_code="", region="", doc_no="", dated_on=one.dated_on, ended_on=None, status="",
        category="", grade="", reason=one.what, authority="", amount=None, batch="", listed_kind="",
        original=json.dumps(row, ensure_ascii=False),
    )  # fmt: skip
