"""A park with its tenants: the gravest of its own answer and theirs (196号 一.2 含园区内企业, REQ-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from greenlist.engine.messages import Message, say

from .answers import gravest
from .outcomes import ConditionAnswer, Outcome, UnitAnswer
from .rules import Rules
from .subjects import Subject

SHOWN = 5  # names in a sentence; every tenant's answer stands beside it


def with_tenants(park: UnitAnswer, tenants: tuple[UnitAnswer, ...], rules: Rules) -> UnitAnswer:
    """The park's answer with what its tenants bring; their own answers stand beside it."""
    if park.subject.kind != "park" and not tenants:
        return park
    by_rule = zip(park.conditions, rules.conditions, strict=True)
    conditions = tuple(
        own
        if rule.reaches_tenants is False or (not rule.feeds and not tenants)
        else _rolled_up(own, place, tenants, scope=rule.reaches_tenants)
        for place, (own, rule) in enumerate(by_rule)
    )
    return UnitAnswer(park.subject, gravest(one.outcome for one in conditions), conditions, tenants)


def _rolled_up(
    own: ConditionAnswer, place: int, tenants: tuple[UnitAnswer, ...], *, scope: bool | None
) -> ConditionAnswer:
    """`place` is that of the condition, the same in every unit."""
    if not tenants:
        reasons = (*_told(own), say("screening.roster_missing"))
        return replace(own, outcome=gravest((own.outcome, Outcome.UNDETERMINED)), reasons=reasons)
    worst = gravest(one.conditions[place].outcome for one in tenants)
    if worst is Outcome.CLEAR:
        return own
    told = _naming([(one.subject, one.conditions[place]) for one in tenants], worst)
    if scope is None:  # nobody has said that a tenant counts: a hit of one is for a person
        worst = Outcome.CANDIDATE if worst is Outcome.HIT else worst
        told = say("screening.scope_open", tenants=told)
    return replace(own, outcome=gravest((own.outcome, worst)), reasons=(told, *_told(own)))


def _told(own: ConditionAnswer) -> tuple[Message, ...]:
    """What makes the park's own answer not clear; that it has none of its own need not be said."""
    return () if own.outcome is Outcome.CLEAR else own.reasons


def _naming(answers: Sequence[tuple[Subject, ConditionAnswer]], worst: Outcome) -> Message:
    """How many tenants and which, with what one of them stands on."""
    found = [(subject, answer) for subject, answer in answers if answer.outcome is worst]
    first, answer = found[0]
    return say(
        "screening.tenants",
        total=len(answers),
        count=len(found),
        outcome=say(f"screening.tenants_{worst.value}"),
        names=[_label(subject) for subject, _ in found[:SHOWN]],
        name=first.name,
        reason=_reason(answer),
    )


def _reason(answer: ConditionAnswer) -> Message:
    """Of the gravest ruling, or of what makes the answer undetermined."""
    said = [one.reason for one in answer.rulings if one.outcome is answer.outcome]
    return (said or list(answer.reasons))[0]


def _label(subject: Subject) -> str:
    return f"{subject.name}（{subject.uscc}）" if subject.uscc else subject.name
