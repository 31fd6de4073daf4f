"""Points and weights: each score within its maximum, sums that close, the park's inverse indicator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from greenlist.engine.facts import Fact
from greenlist.engine.lawbook.schema import Pack

from .catalogue import Check, Strike
from .context import CheckContext
from .items import half_unit, name_of
from .registry import named

HUNDRED = Decimal(100)


@named("points_in_range")
def points_in_range(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """Each judged score lies in 0..max of its item (SYN-C4)."""
    for item in context.pack.items:
        judged = context.case.judged.get(item.id)
        most = item.points.value if item.points else None
        if judged is None or judged.points is None or most is None:
            continue
        if not 0 <= judged.points <= most:
            values = {"label": name_of(item), "points": judged.points, "most": most}
            yield Strike(f"judged.{item.id}", values)


@named("claimed_total")
def claimed_total(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The total of the signed report is the computed one at the digits written."""
    claimed, computed = context.case.claimed_score, context.total
    if claimed is None or computed is None:
        return
    slack = max(half_unit(claimed.total), check.tolerance or Decimal(0))
    if abs(claimed.total - computed) > slack:
        yield Strike(check.place, {"claimed": claimed.total, "computed": computed})


@named("weights_sum")
def weights_sum(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Weights of blocks sum to 100 and points to what the pack says (K10). Open weights are not asked."""
    for name, parts, whole in _sums(context.pack):
        added = sum(parts, Decimal(0))
        if added != whole:
            yield Strike(check.place, {"name": name, "sum": added, "whole": whole})


def _sums(pack: Pack) -> Iterator[tuple[str, list[Decimal], Decimal]]:
    weights = _known([block.weight for block in pack.blocks])
    if weights:
        yield pack.title, weights, HUNDRED
    for block in pack.blocks:
        points = _known([item.points for item in pack.items if item.block == block.id and not item.report_only])
        if points and block.points is not None and block.points.value is not None:
            yield block.name, points, block.points.value
    total = pack.index.total.value if pack.index.total and pack.index.type == "sum" else None
    of_items = _known([item.points for item in pack.items if not item.report_only])
    for points in (_known([block.points for block in pack.blocks]), of_items):
        if points and total is not None:
            yield pack.title, points, total


def _known(facts: list[Fact[Decimal] | None]) -> list[Decimal]:
    """The values, or none at all where one of them is open."""
    values = [fact.value for fact in facts if fact is not None and fact.value is not None]
    return values if len(values) == len(facts) else []


@named("inverse_not_positive")
def inverse_not_positive(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """A lower-is-better ratio at or below zero needs the rule of the pack (park no. 24, CHK-30)."""
    index = context.pack.index
    rule = index.inverse_when_actual_le_zero
    if index.type != "ratio_mean" or (rule is not None and rule.value is not None):
        return
    for item in context.pack.items:
        value = context.indicators.get(item.id)
        if item.direction is not None and item.direction.value == "down" and value is not None and value <= 0:
            yield Strike(f"indicators.{item.id}", {"label": name_of(item), "value": value})
