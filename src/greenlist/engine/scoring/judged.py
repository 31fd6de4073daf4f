"""Items that a person judges: points with reason and evidence, or met / not met."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from greenlist.engine.messages import say
from greenlist.engine.trace import Trace

from . import methods
from .bench import Bench
from .plan import ItemPlan
from .points import points_open
from .result import ItemResult, State


def fill_judged(plan: ItemPlan, bench: Bench, result: ItemResult) -> None:
    """Fill `result` from what a person judged; nothing is computed in its place."""
    word = bench.case.judged.get(plan.item.id)
    result.origin = "judged"
    if word is None or (word.points is None and word.answer in (None, "unknown")):
        result.reason = say("scoring.not_judged", item=result.name)
        return
    given: Any = word.points if word.points is not None else word.answer
    note = say("scoring.judged_because", reason=word.reason) if word.reason else None
    result.trace = Trace(
        plan.item.id, plan.item.name, given, clause=plan.item.clause, witness=word.assessor, evidence=word.evidence,
        note=note, facts=plan.facts,
    )  # fmt: skip
    _judged_points(plan, result, word.points, word.answer)


def _judged_points(plan: ItemPlan, result: ItemResult, points: Decimal | None, answer: str | None) -> None:
    if plan.mode in {"required", "optional", "yes_no"} and answer in {"met", "not_met"}:
        met = answer == "met"
        if plan.mode == "yes_no":
            result.value = methods.ONE if met else methods.ZERO
        if plan.max is not None and points is None:
            points = plan.max if met else methods.ZERO
        elif points is None:
            result.state = State.DONE
            return
    if points is None:
        result.reason = say("scoring.not_judged", item=result.name)
    elif plan.max is None:
        result.reason = points_open(plan)
    elif not methods.ZERO <= points <= plan.max:
        result.reason = say("scoring.points_out_of_range", item=result.name, points=points, max=plan.max)
    else:
        result.points = points
        result.state = State.DONE
