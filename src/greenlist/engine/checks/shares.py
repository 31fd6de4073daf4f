"""Sums and shares: a stated total beside its parts, the industrial share of a park (REQ-27)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .catalogue import Check, Strike
from .context import CheckContext
from .items import half_unit
from .registry import named

PERCENT = Decimal(100)


@named("sum_of_parts")
def sum_of_parts(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The field `place` is the sum of the fields in params, as far as the digits written can tell."""
    values = context.scope().values
    total = values.get(check.place)
    parts = [values.get(name) for name in check.params]
    numbers = [part for part in parts if isinstance(part, Decimal)]
    if not isinstance(total, Decimal) or len(numbers) < len(parts):
        return
    added = sum(numbers, Decimal(0))
    slack = sum((half_unit(number) for number in numbers), half_unit(total))
    if abs(added - total) > slack:
        yield Strike(check.place, {"total": total, "sum": added})


@named("park_share")
def park_share(context: CheckContext, check: Check) -> Iterator[Strike]:
    """The stated industrial share is value added over GDP, year by year, within the digits written."""
    for year, stated, computed, slack in _shares(context):
        if abs(stated - computed) > slack:
            yield Strike(check.place, {"stated": stated, "computed": computed}, year)


@named("park_share_verdict")
def park_share_verdict(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Stated and recomputed share stand on the same side of the policy's threshold, with its own operator."""
    rule = context.policy.prerequisite.park_industrial_share
    if rule.value.value is None or rule.operator.value is None:
        return
    threshold, strict = rule.value.value, rule.operator.value == ">"

    def meets(share: Decimal) -> bool:
        return share > threshold if strict else share >= threshold

    for year, stated, computed, _ in _shares(context):
        if meets(stated) != meets(computed):
            values = {
                "stated": stated,
                "computed": computed,
                "operator": rule.operator.value,
                "threshold": threshold,
            }
            yield Strike(check.place, values, year)


def _shares(context: CheckContext) -> Iterator[tuple[int, Decimal, Decimal, Decimal]]:
    """Years for which all three are stated: year, stated share, computed share, slack of rounding."""
    for year in context.years:
        values = context.scope(year).values
        added, gdp, stated = (values.get(name) for name in ("park_va", "park_gdp", "park_va_share"))
        if not (isinstance(added, Decimal) and isinstance(gdp, Decimal) and isinstance(stated, Decimal)) or gdp <= 0:
            continue
        computed = added / gdp * PERCENT
        relative = half_unit(gdp) / gdp + (half_unit(added) / added if added > 0 else Decimal(0))
        yield year, stated, computed, half_unit(stated) + computed * relative
