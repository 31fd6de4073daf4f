"""Items computed by a formula over the case as a whole."""

from __future__ import annotations

from decimal import Decimal

from greenlist.engine.case import Given
from greenlist.engine.fields import Fields
from greenlist.engine.formula import Formula, Scope, Undetermined
from greenlist.engine.messages import Message, say
from greenlist.engine.units import ANY, UnitError, convert

from . import methods
from .bench import Bench, labelled
from .plan import ItemPlan, WayPlan
from .points import points_for
from .result import ItemResult, State
from .traces import item_trace


def fill_computed(plan: ItemPlan, way: WayPlan, bench: Bench, result: ItemResult) -> None:
    """Fill `result` by one formula; a value only declared stands in where inputs are missing, and says so.

    Inputs that are handed in and give no result (a division by zero) leave the item undetermined.
    """
    value, why = compute(way.formula, bench.scope, bench.fields)
    result.origin = "computed"
    declared = None
    lacking = why is not None and why.code == "scoring.missing_inputs"
    if lacking and bench.year == bench.case.evaluation_year:
        declared = bench.case.declared.get(plan.item.id)
        if declared is not None:
            value, why = _declared_value(declared, result.unit, why)
            result.origin = "declared"
    result.value = value
    if bench.traced:
        result.trace = item_trace(plan, way, bench, value, why, declared)
    if value is None:
        result.reason = why
        return
    _points(plan, way, bench.scope, bench.fields, result)


def _declared_value(declared: Given, unit: str, why: Message | None) -> tuple[Decimal | None, Message | None]:
    assert isinstance(declared.value, Decimal)  # noqa: S101 - the reader keeps only numbers here
    if declared.unit in ("", ANY, unit):
        return declared.value, None
    try:
        return convert(declared.value, declared.unit, unit or "1"), None
    except UnitError as error:
        return None, error.message or why


def compute(formula: Formula, scope: Scope, fields: Fields) -> tuple[Decimal | None, Message | None]:
    """The formula's number (a test counts 1 or 0), or why there is none."""
    try:
        answer = formula.run(scope)
    except Undetermined as why:
        return None, labelled(why, fields)
    if isinstance(answer, bool):
        return (methods.ONE if answer else methods.ZERO), None
    if not isinstance(answer, Decimal):
        return None, say("scoring.wrong_type", formula=formula.text)
    return answer, None


def _points(plan: ItemPlan, way: WayPlan, scope: Scope, fields: Fields, result: ItemResult) -> None:
    if plan.item.report_only or plan.method == "ratio":
        result.state = State.DONE
        result.facts = way.all_facts
        return
    points, why, facts = points_for(plan, way, scope, fields, result.value or methods.ZERO)
    if facts is not way.facts:  # a band brought facts of its own
        result.facts = plan.facts + facts
        if result.trace is not None:
            result.trace.facts = result.facts
    else:
        result.facts = way.all_facts
    result.points = points
    result.reason = why
    result.state = State.DONE if points is not None else State.UNDETERMINED
