"""Conditions on evaluation results: required items, the pass mark, the energy level where it is a condition."""

from __future__ import annotations

from decimal import Decimal

from greenlist.engine.case import Case
from greenlist.engine.lawbook.schema import Pack, Policy
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import ConditionResult, EnergyLevel, EnergyOutcome, Met


def required_items(case: Case, pack: Pack) -> tuple[ConditionResult, ...]:
    """必选 items of the 2016 and 2018 editions: one that is not met is a gate; a signed score covers the rest."""
    required = [item for item in pack.items if item.mode.value == "required" and item.formula is None]
    results: list[ConditionResult] = []
    silent: list[str] = []
    for item in required:
        judged = case.judged.get(item.id)
        if judged is None or judged.answer in (None, "unknown"):
            silent.append(item.name)
        elif judged.answer == "not_met":
            reason = say("verdict.required_not_met", item=item.name, reason=judged.reason)
            results.append(
                ConditionResult(item.id, "required_item", item.name, Met.NOT_MET, reason, item.clause,
                                (item.cite(item.name),), (judged.evidence,) if judged.evidence else ())
            )  # fmt: skip
    if silent and case.claimed_score is None:
        reason = say("verdict.required_unanswered", count=len(silent), names=silent[:5])
        results.append(
            ConditionResult(
                "required",
                "required_item",
                say("verdict.required_items"),
                Met.UNDETERMINED,
                reason,
                pack.doc_no,
            )
        )
    return tuple(results)


def pass_mark(policy: Policy, pack: Pack, total: Decimal | None, why: Message | None) -> tuple[ConditionResult, ...]:
    """The pass mark, where the policy or the pack sets one; the unrounded total against it."""
    fact = policy.evaluation.pass_mark.get(pack.kind)
    if fact is None or fact.value is None:
        fact = pack.pass_mark
    if fact is None or fact.value is None:
        return ()
    if total is None:
        answer, reason = Met.UNDETERMINED, why or say("scoring.no_score")
    else:
        answer = Met.MET if total >= fact.value else Met.NOT_MET
        code = "verdict.pass_mark" if answer is Met.MET else "verdict.pass_mark_below"
        reason = say(code, total=total, mark=fact.value)
    name = say("verdict.pass_mark_name")
    return (ConditionResult("pass_mark", "prerequisite", name, answer, reason, fact.clause, (fact,)),)


LEVEL_GATE = {
    EnergyOutcome.MEETS: Met.MET,
    EnergyOutcome.FAILS: Met.NOT_MET,
    EnergyOutcome.INCOMPLETE: Met.UNDETERMINED,
}


def energy_gate(policy: Policy, energy: EnergyLevel) -> tuple[ConditionResult, ...]:
    """The energy level as a condition, where the policy reads it so (2022); a priority everywhere else."""
    effect = policy.energy.effect
    if effect.value != "condition" or energy.outcome not in LEVEL_GATE:
        return ()
    answer = LEVEL_GATE[energy.outcome]
    name = say("verdict.energy_level")
    return (ConditionResult("energy_level", "prerequisite", name, answer, energy.reason, effect.clause, (effect,)),)
