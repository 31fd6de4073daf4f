"""Declared against computed indicator values: how each difference is best explained.

One declared value gets one explanation, the most telling first: it agrees (rounding of the digits written);
a unit slip; a known misreading of the formula; rounded inputs; a small or a plain difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from greenlist.engine.decimals import round_half_up
from greenlist.engine.formula import Formula, Scope, Undetermined, compile_formula
from greenlist.engine.lawbook.schema import Item
from greenlist.engine.units import UnitError, convert

from .catalogue import Check, Strike, catalogue
from .context import CheckContext
from .items import NO_UNIT, computed_by, half_unit, name_of
from .registry import named

HUNDRED = Decimal(100)
MOST_ROUNDING = Decimal("0.02")  # a figure of one digit fits too many factors
INTERMEDIATE_PLACES = 2  # people carry figures on with two decimals


@dataclass(frozen=True, slots=True)
class Compared:
    """One declared value beside the computed one, both in the unit it was declared in."""

    item: Item
    declared: Decimal
    computed: Decimal
    unit: str
    explanation: str
    factor: Decimal = Decimal(1)


def _compared(context: CheckContext) -> tuple[Compared, ...]:
    """Every declared value that could be computed, explained; worked out once for all checks."""
    if "compared" not in context.kept:
        pairs = (_pair(context, item) for item in context.pack.items)
        context.kept["compared"] = tuple(pair for pair in pairs if pair is not None)
    kept: tuple[Compared, ...] = context.kept["compared"]
    return kept


def _pair(context: CheckContext, item: Item) -> Compared | None:
    given, computed = context.case.declared.get(item.id), context.indicators.get(item.id)
    if given is None or computed is None or not isinstance(given.value, Decimal):
        return None
    by = computed_by(context, item)
    own_unit = (by.unit if by else item.unit) or ""
    unit = own_unit if given.unit in NO_UNIT else given.unit
    try:
        computed = convert(computed, own_unit, unit) if own_unit and unit else computed
    except UnitError:
        return None  # the reader of the file speaks about units

    def again(formula: Formula, scope: Scope) -> Decimal | None:
        try:
            value = formula.value(scope)
            return convert(value, own_unit, unit) if own_unit and unit else value
        except (Undetermined, UnitError):
            return None

    formula = by.formula if by is not None and not by.per else None
    explanation, factor = _explain(context, formula, again, given.value, computed)
    return Compared(item, given.value, computed, unit, explanation, factor)


Again = Callable[[Formula, Scope], Decimal | None]


def _explain(
    context: CheckContext, formula: Formula | None, again: Again, declared: Decimal, computed: Decimal
) -> tuple[str, Decimal]:
    if _same(declared, computed):
        return "agrees", Decimal(1)
    factor = slip_factor(context, declared, computed)
    if factor is not None:
        return "slip", factor
    if formula is not None:
        for name, reading in _READINGS.items():
            value = reading(context, formula, again)
            if value is not None and _same(declared, value):
                return name, Decimal(1)
    close = abs(declared - computed) <= abs(computed) * _tolerance(context) / HUNDRED
    return ("close" if close else "differs"), Decimal(1)


def _same(declared: Decimal, computed: Decimal) -> bool:
    """Equal at the digits written."""
    return abs(declared - computed) <= half_unit(declared)


def _tolerance(context: CheckContext) -> Decimal:
    """Percent: what the policy allows between stated and computed, else the tolerance of the catalogue."""
    of_policy = context.policy.evaluation.declared_tolerance.value
    own = next((check.tolerance for check in catalogue(context.book) if check.function == "declared_differs"), None)
    return of_policy if of_policy is not None else own or Decimal(0)


def slip_factor(context: CheckContext, stated: Decimal, computed: Decimal) -> Decimal | None:
    """The factor of a known unit slip between two values, None where there is none."""
    if not stated or not computed or (stated < 0) != (computed < 0):
        return None
    check = next((check for check in catalogue(context.book) if check.function == "declared_slip"), None)
    if check is None:
        return None
    ratio = max(stated / computed, computed / stated)
    # the digits written leave a part of the ratio open, next to the tolerance of the catalogue
    rounding = min(half_unit(stated) / abs(stated), MOST_ROUNDING)
    slack = (check.tolerance or Decimal(0)) / HUNDRED + rounding
    return next((factor for factor in check.numbers() if abs(ratio / factor - 1) <= slack), None)


# -- other readings of the same formula -----------------------------------------------------------------


def _without_high_storeys(context: CheckContext, formula: Formula, again: Again) -> Decimal | None:
    """容积率 without counting storeys over 8 m twice (GB/T 36132-2025 B.27)."""
    if not any(ref.name == "floor_area_over_8m" for ref in formula.refs):
        return None
    scope = context.with_values(floor_area_over_8m=Decimal(0))
    return again(formula, scope)


def _mean_of_margins(context: CheckContext, formula: Formula, again: Again) -> Decimal | None:
    """The mean over outlets instead of the lowest margin (platform rows 14a, 14b)."""
    if not formula.text.startswith("min(") or not any(ref.name == "permit_limit" for ref in formula.refs):
        return None
    return again(compile_formula("mean(" + formula.text.removeprefix("min(")), context.scope())


def _best_of_margins(context: CheckContext, formula: Formula, again: Again) -> Decimal | None:
    """The highest margin instead of the lowest."""
    if not formula.text.startswith("min(") or not any(ref.name == "permit_limit" for ref in formula.refs):
        return None
    return again(compile_formula("max(" + formula.text.removeprefix("min(")), context.scope())


def _rounded_inputs(context: CheckContext, formula: Formula, again: Again) -> Decimal | None:
    """Every input rounded to two decimals before computing."""
    scope = context.scope()
    values = {name: _rounded(value) for name, value in scope.values.items()}
    tables = {table: [{k: _rounded(v) for k, v in row.items()} for row in rows] for table, rows in scope.tables.items()}
    previous = {name: _rounded(value) for name, value in scope.previous.items()}
    return again(formula, Scope(values, tables, previous))


def _rounded(value: object) -> object:
    return round_half_up(value, INTERMEDIATE_PLACES) if isinstance(value, Decimal) else value


_READINGS: dict[str, Callable[[CheckContext, Formula, Again], Decimal | None]] = {
    "far_without_8m": _without_high_storeys,
    "margin_mean": _mean_of_margins,
    "margin_best": _best_of_margins,
    "rounded": _rounded_inputs,
}


# -- the checks -----------------------------------------------------------------------------------------


def _strikes(context: CheckContext, *explanations: str) -> Iterator[Strike]:
    for pair in _compared(context):
        if pair.explanation in explanations:
            values = {
                "label": name_of(pair.item), "declared": pair.declared, "computed": pair.computed,
                "unit": "" if pair.unit in {"", "-", "1"} else pair.unit, "factor": pair.factor,
            }  # fmt: skip
            yield Strike(f"indicators.{pair.item.id}", values)


@named("declared_differs")
def declared_differs(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """The declared value differs by more than the tolerance, without a better explanation."""
    return _strikes(context, "differs")


@named("declared_close")
def declared_close(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """Within the tolerance, but not what rounding of the computed value gives (K05)."""
    return _strikes(context, "close")


@named("declared_slip")
def declared_slip(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """The two differ by the factor of a unit slip."""
    return _strikes(context, "slip")


@named("declared_rounded")
def declared_rounded(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """The declared value follows from inputs rounded to two decimals, not from the exact ones."""
    return _strikes(context, "rounded")


@named("declared_far")
def declared_far(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """容积率 declared without the 8 m rule."""
    return _strikes(context, "far_without_8m")


@named("declared_margin")
def declared_margin(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """The mean or best margin over outlets declared instead of the lowest."""
    return _strikes(context, "margin_mean", "margin_best")


@named("declared_variant")
def declared_variant(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """A value declared in the unit of a variant that does not apply to this unit (platform rows 4a, 9)."""
    for item in context.pack.items:
        given = context.case.declared.get(item.id)
        by = computed_by(context, item)
        if given is None or by is None or given.unit in NO_UNIT or len(item.variants) < 2:
            continue
        others = [v for v in item.variants if _fits(given.unit, v.unit) and not _fits(given.unit, by.unit)]
        if others:
            values = {"label": name_of(item), "unit": given.unit, "expected": by.unit}
            yield Strike(f"indicators.{item.id}", values)


def _fits(unit: str, other: str) -> bool:
    try:
        convert(Decimal(1), unit, other)
    except UnitError:
        return False
    return True
