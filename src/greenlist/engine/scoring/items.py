"""One item of one case: value, points, trace - or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from greenlist.engine.case import Case, Given
from greenlist.engine.facts import AnyFact
from greenlist.engine.fields import Fields
from greenlist.engine.formula import Formula, Ref, Scope, Undetermined
from greenlist.engine.messages import Message, say
from greenlist.engine.trace import Trace
from greenlist.engine.units import ANY, UnitError, convert

from . import methods
from .plan import Bound, ItemPlan, WayPlan
from .result import ItemResult, State


@dataclass(slots=True)
class Bench:
    """What every item of one case and year is computed on."""

    case: Case
    scope: Scope
    fields: Fields
    year: int
    derived: dict[str, Trace]  # figures that were computed from rows, not stated
    inputs: dict[str, Trace] = field(default_factory=dict)  # one node per input, shared by the items that use it


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
        _judged(plan, bench, result)
    return result


# -- judged items ---------------------------------------------------------------------------------------------


def _judged(plan: ItemPlan, bench: Bench, result: ItemResult) -> None:
    judged = bench.case.judged.get(plan.item.id)
    result.origin = "judged"
    if judged is None or (judged.points is None and judged.answer in (None, "unknown")):
        result.reason = say("scoring.not_judged", item=result.name)
        return
    given: Any = judged.points if judged.points is not None else judged.answer
    result.trace = Trace(
        plan.item.id, plan.item.name, given, clause=plan.item.clause, witness=judged.assessor,
        evidence=judged.evidence, note=say("scoring.judged_because", reason=judged.reason) if judged.reason else None,
        facts=plan.facts,
    )  # fmt: skip
    _judged_points(plan, result, judged.points, judged.answer)


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
        result.reason = _open(plan)
    elif not methods.ZERO <= points <= plan.max:
        result.reason = say("scoring.points_out_of_range", item=result.name, points=points, max=plan.max)
    else:
        result.points = points
        result.state = State.DONE


def _open(plan: ItemPlan) -> Message:
    return say("scoring.points_open", item=plan.item.name)


# -- computed items -------------------------------------------------------------------------------------------


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
        _per_row(plan, way, bench, result)
    else:
        _single(plan, way, bench, result)


def _way(plan: ItemPlan, bench: Bench) -> WayPlan | None:
    for way in plan.ways:
        if way.when is None or way.when.run(bench.scope) is True:
            return way
    return None


def _single(plan: ItemPlan, way: WayPlan, bench: Bench, result: ItemResult) -> None:
    value, why = _compute(way.formula, bench.scope, bench.fields)
    result.origin = "computed"
    declared = None
    if value is None and bench.year == bench.case.evaluation_year:
        declared = bench.case.declared.get(plan.item.id)
        if declared is not None:
            value, why = _declared_value(declared, result.unit, why)
            result.origin = "declared"
    result.value = value
    result.trace = _trace(plan, way, bench, value, why, declared)
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


def _compute(formula: Formula, scope: Scope, fields: Fields) -> tuple[Decimal | None, Message | None]:
    try:
        answer = formula.run(scope)
    except Undetermined as why:
        return None, labelled(why, fields)
    if isinstance(answer, bool):
        return (methods.ONE if answer else methods.ZERO), None
    if not isinstance(answer, Decimal):
        return None, say("scoring.wrong_type", formula=formula.text)
    return answer, None


def labelled(why: Undetermined, fields: Fields) -> Message:
    """The reason of an undetermined formula with the inputs called by their labels."""
    if why.missing:
        return say("scoring.missing_inputs", names=fields.labels(why.missing))
    return why.message


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


def points_for(
    plan: ItemPlan, way: WayPlan, scope: Scope, fields: Fields, value: Decimal
) -> tuple[Decimal | None, Message | None, tuple[AnyFact, ...]]:
    """The points of one value by the item's method, or why there are none, and the law facts used."""
    if plan.max is None:
        return None, _open(plan), way.facts
    if plan.method == "proportional":
        return methods.proportional(value, plan.max), None, way.facts
    if plan.method == "step":
        return methods.step(value, plan.steps, up=plan.direction == "up"), None, way.facts
    if plan.method == "range":
        return methods.interval(value, plan.steps), None, way.facts
    return _linear(plan, way, scope, fields, value)


def _linear(
    plan: ItemPlan, way: WayPlan, scope: Scope, fields: Fields, value: Decimal
) -> tuple[Decimal | None, Message | None, tuple[AnyFact, ...]]:
    facts = way.facts
    lead: Decimal | None
    base: Decimal | None
    if way.fixed is not None:
        lead, base = way.fixed
    else:
        try:
            lead, base, facts = _bounds(way, scope)
        except Undetermined as why:
            return None, labelled(why, fields), facts
        if base is None and plan.method == "counted":
            base = methods.ZERO
    if lead is None or base is None:
        return None, say("scoring.bounds_open", item=plan.item.name), facts
    if lead == base or (lead > base) != (plan.direction == "up"):
        return None, say("scoring.bounds_wrong", item=plan.item.name, leading=lead, baseline=base), facts
    return methods.linear(value, lead, base, plan.max or methods.ZERO), None, facts


def _bounds(way: WayPlan, scope: Scope) -> tuple[Decimal | None, Decimal | None, tuple[AnyFact, ...]]:
    """Leading and baseline value of the band that holds, else of the way. Raises Undetermined."""
    for band in way.bands:
        if band.when.run(scope) is True:
            return bound_value(band.leading, scope), bound_value(band.baseline, scope), way.facts + band.facts
    return bound_value(way.leading, scope), bound_value(way.baseline, scope), way.facts


def bound_value(bound: Bound, scope: Scope) -> Decimal | None:
    """A leading or baseline value in a scope. Raises Undetermined where it is a formula without its inputs."""
    if isinstance(bound, Formula):
        number = bound.run(scope)
        return number if isinstance(number, Decimal) else None
    return bound


# -- items computed row by row --------------------------------------------------------------------------------

WEIGHT_COLUMN = {"by_energy": "energy", "by_output": "qualified_output", "by_water": "water_intake"}


def _per_row(plan: ItemPlan, way: WayPlan, bench: Bench, result: ItemResult) -> None:
    rows = bench.scope.tables.get(way.per) or []
    declared = bench.case.declared.get(plan.item.id)
    result.origin = "computed"
    if not rows and declared is not None:
        _single(plan, way, bench, result)
        return
    if not rows:
        result.reason = say("scoring.table_empty", table=way.per)
        return
    parts, why = _weighted_rows(plan, way, rows)
    if parts is None:
        result.reason = why
        return
    _sum_rows(plan, way, bench, result, parts)


def _weighted_rows(
    plan: ItemPlan, way: WayPlan, rows: list[dict[str, Any]]
) -> tuple[list[tuple[dict[str, Any], Decimal]] | None, Message | None]:
    """The rows that count, each with its share; the largest `top` by the weighting column."""
    if len(rows) == 1:
        return [(rows[0], methods.ONE)], None
    column = WEIGHT_COLUMN.get(plan.weighting, "")
    if way.per != "products" or not column:
        return [(row, methods.ZERO) for row in rows], None  # shown row by row, no single figure
    names = [str(row.get("name", position + 1)) for position, row in enumerate(rows) if column not in row]
    if names:
        return None, say("scoring.weight_missing", products=names)
    ordered = sorted(rows, key=lambda row: (-row[column], str(row.get("name", ""))))
    counted = ordered[: plan.top] if plan.top else ordered
    total = sum((row[column] for row in counted), methods.ZERO)
    if not total:
        return None, say("scoring.no_result", formula=f"sum({way.per}.{column})")
    return [(row, row[column] / total) for row in counted], None


def _sum_rows(
    plan: ItemPlan, way: WayPlan, bench: Bench, result: ItemResult, parts: list[tuple[dict[str, Any], Decimal]]
) -> None:
    points: Decimal | None = methods.ZERO
    traces: list[Trace] = []
    facts: tuple[AnyFact, ...] = way.facts
    for row, share in parts:
        scope = _row_scope(bench.scope, way.per, row)
        value, why = _compute(way.formula, scope, bench.fields)
        earned: Decimal | None = None
        if value is not None and not plan.item.report_only:
            earned, why, facts = points_for(plan, way, scope, bench.fields, value)
        traces.append(_row_trace(way, bench, scope, row, value, why, share))
        result.reason = result.reason or why
        points = points + share * earned if points is not None and earned is not None else None
        result.value = value if len(parts) == 1 else None
    result.facts = plan.facts + facts
    result.trace = Trace(
        plan.item.id, way.name, result.value, result.unit, clause=way.clause, inputs=tuple(traces), facts=result.facts
    )
    _settle_rows(plan, result, points, single_figure=any(share for _, share in parts))


def _settle_rows(plan: ItemPlan, result: ItemResult, points: Decimal | None, *, single_figure: bool) -> None:
    if plan.item.report_only:
        result.state = State.DONE if result.reason is None else State.UNDETERMINED
    elif not single_figure:
        result.reason = result.reason or say("scoring.several_rows", item=result.name)
    elif points is not None and result.reason is None:
        result.points = points
        result.state = State.DONE


def _row_scope(scope: Scope, table: str, row: dict[str, Any]) -> Scope:
    bound = {table: row}
    if table != "products":
        bound["products"] = _product_of(scope, row)
    return Scope(scope.values, scope.tables, scope.previous, bound)


def _product_of(scope: Scope, row: dict[str, Any]) -> dict[str, Any]:
    """The product a row of materials or pollutants names; the only product where it names none."""
    products = scope.tables.get("products") or []
    wanted = row.get("product")
    if wanted is None:
        return products[0] if len(products) == 1 else {}
    return next((product for product in products if product.get("name") == wanted), {})


# -- traces ---------------------------------------------------------------------------------------------------


def _trace(
    plan: ItemPlan, way: WayPlan, bench: Bench, value: Decimal | None, why: Message | None, declared: Given | None
) -> Trace:
    known, inputs = bench.inputs, []
    for key, ref in way.inputs:
        node = known.get(key)
        if node is None:
            node = known[key] = _input(ref, bench)
        inputs.append(node)
    note = why
    if declared is not None:
        note = say("scoring.declared_only", item=way.name)
    return Trace(
        plan.item.id, way.name, value, way.unit or plan.item.unit, way.formula.text, way.clause,
        declared.witness.value if declared else "", "", "", note, tuple(inputs), way.all_facts,
    )  # fmt: skip


def _input(ref: Ref, bench: Bench) -> Trace:
    key, label, unit = bench.fields.heading(ref)
    if ref.table:
        column = [row.get(ref.name) for row in bench.scope.tables.get(ref.table, [])]
        return Trace(key, label, column or None, unit)
    given = bench.case.deciding(ref.name, bench.year + ref.offset)
    if given is None:
        derived = bench.derived.get(ref.name) if not ref.offset else None
        return derived or Trace(key, label, None, unit)
    return Trace(
        key, label, given.value, given.unit or unit, witness=given.witness.value, evidence=given.evidence,
        stated=given.stated,
    )  # fmt: skip


def _row_trace(
    way: WayPlan, bench: Bench, scope: Scope, row: dict[str, Any], value: Decimal | None, why: Message | None,
    share: Decimal,
) -> Trace:  # fmt: skip
    inputs = tuple(
        Trace(
            *bench.fields.heading(ref)[:2],
            scope.row.get(ref.table, {}).get(ref.name) if ref.table else scope.values.get(ref.name),
            bench.fields.heading(ref)[2],
        )
        for ref in way.formula.refs
    )  # fmt: skip
    note = why or say("scoring.row_share", share=share * 100)
    return Trace(
        way.id, str(row.get("name", "")) or way.name, value, way.unit, formula=way.formula.text, note=note, inputs=inputs
    )
