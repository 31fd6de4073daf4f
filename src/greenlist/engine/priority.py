"""Priority in recommendation: ordered rules of the policy, never points (REQ-22, 23, 38, 39, 40)."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.engine.case import Answer, Case
from greenlist.engine.fields import Fields
from greenlist.engine.formula import Undetermined, compile_formula
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.lawbook.schema.policy import PriorityRule
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import EnergyLevel, FactLog, Met, Tier
from greenlist.engine.scope import case_scope
from greenlist.engine.scoring.bench import labelled


@dataclass(frozen=True, slots=True)
class PriorityAnswer:
    """One rule's answer with its reason."""

    id: str
    name: str
    clause: str
    answer: Met
    reason: Message


@dataclass(frozen=True, slots=True)
class Priority:
    """A unit's tier with every rule that was asked."""

    tier: Tier
    answers: tuple[PriorityAnswer, ...] = ()


def priority_of(case: Case, policy: Policy, energy: EnergyLevel, fields: Fields, log: FactLog) -> Priority:
    """PRIORITY where a rule holds; UNKNOWN where the energy level is not decided; else ORDINARY."""
    answers = [_answer(rule, case, energy, fields, log) for rule in policy.priority if case.kind in rule.kinds]
    if any(one.answer is Met.MET for one in answers):
        return Priority(Tier.PRIORITY, tuple(answers))
    energy_asked = any(rule.type == "energy_level" and case.kind in rule.kinds for rule in policy.priority)
    tier = Tier.UNKNOWN if energy_asked and energy.tier is Tier.UNKNOWN else Tier.ORDINARY
    return Priority(tier, tuple(answers))


def _answer(rule: PriorityRule, case: Case, energy: EnergyLevel, fields: Fields, log: FactLog) -> PriorityAnswer:
    log.add([rule.cite(rule.name)])
    if rule.type == "energy_level":
        answer = {Tier.PRIORITY: Met.MET, Tier.ORDINARY: Met.NOT_MET}.get(energy.tier, Met.UNDETERMINED)
        return PriorityAnswer(rule.id, rule.name, rule.clause, answer, energy.reason)
    test = log.use(rule.test) if rule.type == "formula" and rule.test else None
    if test:
        answer, reason = _tested(test, case, fields)
        return PriorityAnswer(rule.id, rule.name, rule.clause, answer, reason)
    answer, reason = _judged(case.conditions.get(rule.id))
    return PriorityAnswer(rule.id, rule.name, rule.clause, answer, reason)


def _judged(given: Answer | None) -> tuple[Met, Message]:
    answer = Met(given.answer) if given and given.answer in {"met", "not_met"} else Met.UNDETERMINED
    word = "not_judged" if answer is Met.UNDETERMINED else "judged"
    if given is None or not given.reason:
        return answer, say(f"scoring.priority_{word}")
    return answer, say(f"scoring.priority_{word}_because", reason=given.reason)


def _tested(test: str, case: Case, fields: Fields) -> tuple[Met, Message]:
    try:
        holds = compile_formula(test).value(case_scope(case)) is True
    except Undetermined as why:
        return Met.UNDETERMINED, labelled(why, fields)
    return (Met.MET if holds else Met.NOT_MET), say("scoring.priority_tested", test=test)
