"""Items of the pack as the checks need them: which formula and unit compute one for this case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from greenlist.engine.formula import Formula, Scope, Undetermined, compile_formula
from greenlist.engine.lawbook.schema import Item, Variant
from greenlist.engine.units import ANY, UnitError, convert

from .catalogue import Words
from .context import CheckContext

NO_UNIT = frozenset({"", ANY})  # a declared value without a unit is in that of its indicator
QUALITATIVE = frozenset({"qualitative", "yes_no"})


@dataclass(frozen=True, slots=True)
class Computed:
    """How one item is computed for this case: formula, unit, table whose rows it runs over ('' none)."""

    formula: Formula
    unit: str
    per: str


def computed_by(context: CheckContext, item: Item) -> Computed | None:
    """The item's formula, or that of its first variant that applies; None where neither can be told."""
    kept: dict[str, Computed | None] = context.kept.setdefault("computed", {})
    if item.id not in kept:
        kept[item.id] = _computed_by(context, item)
    return kept[item.id]


def _computed_by(context: CheckContext, item: Item) -> Computed | None:
    if item.formula is not None and item.formula.value:
        return Computed(compile_formula(item.formula.value), item.unit, "")
    variant = chosen_variant(context, item)
    if variant is None or not variant.formula.value:
        return None
    return Computed(compile_formula(variant.formula.value), variant.unit or item.unit, variant.per)


def chosen_variant(context: CheckContext, item: Item) -> Variant | None:
    """The first variant whose `when` holds; None where none does or one cannot be told."""
    for variant in item.variants:
        holds = variant_holds(context, variant)
        if holds is None:
            return None
        if holds:
            return variant
    return None


def variant_holds(context: CheckContext, variant: Variant) -> bool | None:
    """Whether a variant applies (to any row of its table); None where an input to tell it is missing."""
    if not variant.when:
        return True
    test, scope = compile_formula(variant.when), context.scope()
    rows = (scope.tables.get(variant.per) if variant.per else None) or [{}]
    try:
        return any(bool(test.run(_bound(scope, variant.per, row))) for row in rows)
    except Undetermined:
        return None


def _bound(scope: Scope, table: str, row: dict[str, Any]) -> Scope:
    rows = {"products": {}, table: row} if table else {}
    return Scope(scope.values, scope.tables, scope.previous, rows)


def quantitative(context: CheckContext) -> Iterator[Item]:
    """The items of the pack that this case has to compute: no judged ones, none excused or not chosen."""
    for item in context.pack.items:
        judged = item.mode.value in QUALITATIVE or not (item.formula or item.variants)
        left_out = item.choice_group is not None and item.id not in context.case.chosen
        if not (judged or item.report_only or left_out or excused(context, item)):
            yield item


def excused(context: CheckContext, item: Item) -> bool:
    """Declared not applicable, with a reason."""
    return bool(context.case.not_applicable.get(item.id, "").strip())


def declared_value(context: CheckContext, item: Item) -> Decimal | None:
    """The declared value in the indicator's own unit; None where there is none or its unit does not fit."""
    given = context.case.declared.get(item.id)
    if given is None or not isinstance(given.value, Decimal):
        return None
    by = computed_by(context, item)
    own = (by.unit if by else item.unit) or "1"
    try:
        return given.value if given.unit in NO_UNIT else convert(given.value, given.unit, own)
    except UnitError:
        return None


def name_of(item: Item) -> Words:
    """What an item is called in either language."""
    return Words(item.name, item.name_en or item.name)


def half_unit(number: Decimal) -> Decimal:
    """Half a unit of the last digit written: what rounding may have taken away or added."""
    exponent = number.as_tuple().exponent
    return Decimal(5).scaleb(min(exponent, 0) - 1) if isinstance(exponent, int) else Decimal(0)
