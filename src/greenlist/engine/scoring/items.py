"""One item of one case: value, points, trace - or the reason why not."""

from __future__ import annotations

from greenlist.engine.formula import Undetermined
from greenlist.engine.messages import say

from .bench import Bench, labelled
from .computed import fill_computed
from .judged import fill_judged
from .plan import ItemPlan, WayPlan
from .result import ItemResult, State
from .rows import fill_rows


def item_result(plan: ItemPlan, bench: Bench) -> ItemResult:
    """The result of one item."""
    item = plan.item
    result = ItemResult(
        item.id, item.name, item.block, item.clause, item.unit, State.UNDETERMINED, None, None, plan.max, "", None,
        None, plan.facts,
    )  # fmt: skip
    if item.id in bench.case.not_applicable:
        result.state = State.NOT_APPLICABLE
        result.reason = say("scoring.not_applicable", reason=bench.case.not_applicable[item.id])
    elif plan.ways:
        _computed(plan, bench, result)
    else:
        fill_judged(plan, bench, result)
    return result


def _computed(plan: ItemPlan, bench: Bench, result: ItemResult) -> None:
    try:
        way = _way(plan, bench)
    except Undetermined as why:
        result.reason = labelled(why, bench.fields)
        return
    if way is None:
        result.reason = say("scoring.no_variant", item=result.name)
        return
    result.unit = way.unit or result.unit
    result.clause = way.clause
    if way.per:
        fill_rows(plan, way, bench, result)
    else:
        fill_computed(plan, way, bench, result)


def _way(plan: ItemPlan, bench: Bench) -> WayPlan | None:
    for way in plan.ways:
        if way.when is None or way.when.run(bench.scope) is True:
            return way
    return None
