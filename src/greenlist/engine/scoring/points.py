"""Points of one value by the item's method, or the reason why there are none."""

from __future__ import annotations

from decimal import Decimal

from greenlist.engine.facts import AnyFact
from greenlist.engine.fields import Fields
from greenlist.engine.formula import Formula, Scope, Undetermined
from greenlist.engine.messages import Message, say

from . import methods
from .bench import labelled
from .plan import Bound, ItemPlan, WayPlan

Points = tuple[Decimal | None, Message | None, tuple[AnyFact, ...]]  # points, why none, law facts used


def points_for(
    plan: ItemPlan, way: WayPlan, scope: Scope, fields: Fields, value: Decimal
) -> tuple[Decimal | None, Message | None, tuple[AnyFact, ...]]:
    """The points of one value by the item's method, or why there are none, and the law facts used."""
    if plan.max is None:
        return None, points_open(plan), way.facts
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


def points_open(plan: ItemPlan) -> Message:
    """Why an item whose points are open gives none."""
    return say("scoring.points_open", item=plan.item.name)
