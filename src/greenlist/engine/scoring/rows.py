"""Items computed row by row: weighted over products, or shown for each material or pollutant."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from greenlist.engine.formula import Scope
from greenlist.engine.messages import Message, say
from greenlist.engine.trace import Trace

from . import methods
from .bench import Bench
from .computed import compute, fill_computed
from .plan import ItemPlan, WayPlan
from .points import points_for
from .result import ItemResult, State
from .traces import row_trace

WEIGHT_COLUMN = {"by_energy": "energy", "by_output": "qualified_output", "by_water": "water_intake"}


def fill_rows(plan: ItemPlan, way: WayPlan, bench: Bench, result: ItemResult) -> None:
    """Fill `result` over the rows of the way's table; without a weighting, several rows give no single figure."""
    rows = bench.scope.tables.get(way.per) or []
    declared = bench.case.declared.get(plan.item.id)
    result.origin = "computed"
    if not rows and declared is not None:
        fill_computed(plan, way, bench, result)
        return
    if not rows:
        result.reason = say("scoring.table_empty", table=way.per)
        return
    parts, whole, why = _weighted_rows(plan, way, rows)
    if parts is None:
        result.reason = why
        return
    _sum_rows(plan, way, bench, result, parts, whole)


def _weighted_rows(
    plan: ItemPlan, way: WayPlan, rows: list[dict[str, Any]]
) -> tuple[list[tuple[dict[str, Any], Decimal]] | None, Decimal, Message | None]:
    """The rows that count, each with its weight, and the sum of weights; the largest `top` by the weighting column."""
    if len(rows) == 1:
        return [(rows[0], methods.ONE)], methods.ONE, None
    column = WEIGHT_COLUMN.get(plan.weighting, "")
    if way.per != "products" or not column:
        return [(row, methods.ZERO) for row in rows], methods.ONE, None  # shown row by row, no single figure
    names = [str(row.get("name", position + 1)) for position, row in enumerate(rows) if column not in row]
    if names:
        return None, methods.ONE, say("scoring.weight_missing", products=names)
    ordered = sorted(rows, key=lambda row: (-row[column], str(row.get("name", ""))))
    counted = ordered[: plan.top] if plan.top else ordered
    total = sum((row[column] for row in counted), methods.ZERO)
    if not total:
        return None, methods.ONE, say("scoring.no_result", formula=f"sum({way.per}.{column})")
    return [(row, row[column]) for row in counted], total, None


def _sum_rows(
    plan: ItemPlan,
    way: WayPlan,
    bench: Bench,
    result: ItemResult,
    parts: list[tuple[dict[str, Any], Decimal]],
    whole: Decimal,
) -> None:
    points: Decimal | None = methods.ZERO
    traces: list[Trace] = []
    facts = {fact.id: fact for fact in way.facts}
    for row, weight in parts:
        scope = _row_scope(bench.scope, way.per, row)
        value, why = compute(way.formula, scope, bench.fields)
        earned: Decimal | None = None
        if value is not None and not plan.item.report_only:
            earned, why, used = points_for(plan, way, scope, bench.fields, value)
            facts |= {fact.id: fact for fact in used}
        traces.append(row_trace(way, bench, scope, row, value, why, weight / whole))
        result.reason = result.reason or why
        points = points + weight * earned if points is not None and earned is not None else None
        result.value = value if len(parts) == 1 else None
    result.facts = plan.facts + tuple(facts.values())
    result.trace = Trace(
        plan.item.id,
        way.name,
        result.value,
        result.unit,
        clause=way.clause,
        inputs=tuple(traces),
        facts=result.facts,
    )
    points = None if points is None else points / whole  # divided once: three thirds are one
    _settle_rows(plan, result, points, single_figure=any(weight for _, weight in parts))


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
