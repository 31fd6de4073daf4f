"""Energy and carbon: stated against recomputed totals, plausible ratio, band of the renewable share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from greenlist.engine.formula import Undetermined, compile_formula
from greenlist.engine.lawbook.schema import Band
from greenlist.engine.units import UnitError, convert

from .catalogue import Check, Strike
from .comparison import HUNDRED, slip_factor
from .context import CheckContext
from .items import NO_UNIT, computed_by, declared_value, half_unit, name_of
from .registry import named

ENERGY_INTENSITY, CARBON_INTENSITY = "tce/万元", "tCO2/万元"


def _far(context: CheckContext, check: Check, stated: Decimal, computed: Decimal) -> bool:
    """Further apart than rounding and the tolerance of the policy (else of the catalogue) explain."""
    of_policy = context.policy.energy.tolerance.value
    tolerance = of_policy if of_policy is not None else check.tolerance or Decimal(0)
    return abs(stated - computed) > abs(computed) * tolerance / HUNDRED + half_unit(stated)


@named("energy_total")
def energy_total(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The stated comprehensive energy is what the energy lines give (K04), unit slips left aside."""
    stated, computed = context.case.number("energy_total"), context.energy_total
    if stated is None or computed is None or not _far(context, check, stated, computed):
        return
    if slip_factor(context, stated, computed) is None:
        yield Strike(check.place, {"stated": stated, "computed": computed})


@named("energy_slip")
def energy_slip(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Stated and recomputed energy differ by the factor of a unit slip (kgoe/kgce, kgce/tce, 万)."""
    stated, computed = context.case.number("energy_total"), context.energy_total
    if stated is None or computed is None or not _far(context, check, stated, computed):
        return
    factor = slip_factor(context, stated, computed)
    if factor is not None:
        yield Strike(check.place, {"stated": stated, "computed": computed, "factor": factor})


@named("co2_below")
def co2_below(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Stated CO2 is not below that of the energy lines. Above is usual (process emissions)."""
    stated, computed = context.case.number("co2_total"), context.co2_total
    if stated is None or computed is None or stated >= computed:
        return
    if _far(context, check, stated, computed):
        yield Strike(check.place, {"stated": stated, "computed": computed})


@named("carbon_ratio")
def carbon_ratio(context: CheckContext, check: Check) -> Iterator[Strike]:
    """CO2 per unit of coal equivalent lies in the plausible range (K02).

    Asked where the energy lines do not give both totals; with the fuel split at hand K04 and CHK-15b decide.
    Renewable energy carries coal equivalent and no CO2: its share lowers the lower end.
    """
    known = context.energy_total is not None and context.co2_total is not None
    ratio = None if known else _ratio(context)
    bounds = check.named()
    basis = context.case.deciding("energy_value_basis")
    low = bounds.get("low_equivalent" if basis is not None and basis.value == "等价值" else "low")
    if ratio is None or low is None or "high" not in bounds:
        return
    low *= 1 - _renewable_share(context)
    if not low <= ratio <= bounds["high"]:
        yield Strike(check.place, {"ratio": ratio, "low": low, "high": bounds["high"]})


def _ratio(context: CheckContext) -> Decimal | None:
    energy, carbon = context.case.number("energy_total"), context.case.number("co2_total")
    if energy is None or carbon is None:
        energy, carbon = _declared_in(context, ENERGY_INTENSITY), _declared_in(context, CARBON_INTENSITY)
    if energy is None or carbon is None or energy <= 0:
        return None
    return carbon / energy


def _declared_in(context: CheckContext, unit: str) -> Decimal | None:
    """The declared intensity that converts to `unit`."""
    for item in context.pack.items:
        given = context.case.declared.get(item.id)
        if given is None or not isinstance(given.value, Decimal):
            continue
        by = computed_by(context, item)
        try:
            return convert(given.value, _unit_of(given.unit, by.unit if by else item.unit), unit)
        except UnitError:
            continue
    return None


def _unit_of(stated: str, own: str) -> str:
    return (own if stated in NO_UNIT else stated) or "1"


def _renewable_share(context: CheckContext) -> Decimal:
    """0..1: from the two totals, else as declared, else none known."""
    renewable, energy = context.case.number("renewable_total"), context.case.number("energy_total")
    share = renewable / energy if renewable is not None and energy is not None and energy > 0 else None
    if share is None:
        share = (_declared_renewable(context) or Decimal(0)) / HUNDRED
    return min(max(share, Decimal(0)), Decimal(1))


def _declared_renewable(context: CheckContext) -> Decimal | None:
    for item in context.pack.items:
        by = computed_by(context, item)
        if by is not None and any(ref.name == "renewable_total" for ref in by.formula.refs):
            return declared_value(context, item)
    return None


@named("energy_band")
def energy_band(context: CheckContext, _check: Check) -> Iterator[Strike]:
    """Stated and recomputed energy fall in the same band of every banded item (platform row 6)."""
    stated, computed = context.case.number("energy_total"), context.energy_total
    if stated is None or computed is None:
        return
    for item in context.pack.items:
        bands = [*item.bands, *(band for variant in item.variants for band in variant.bands)]
        by_energy = [band for band in bands if "energy_total" in band.when]
        if by_energy and _band(context, by_energy, stated) != _band(context, by_energy, computed):
            values = {"label": name_of(item), "stated": stated, "computed": computed}
            yield Strike(f"indicators.{item.id}", values)


def _band(context: CheckContext, bands: list[Band], energy: Decimal) -> int | None:
    scope = context.with_values(energy_total=energy)
    for number, band in enumerate(bands):
        try:
            if compile_formula(band.when).run(scope) is True:
                return number
        except Undetermined:
            return None
    return None
