"""Points from a value: the methods a pack may name (docs/policy-authoring.md, section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from greenlist.engine.lawbook.schema import Step

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def linear(value: Decimal, leading: Decimal, baseline: Decimal, full: Decimal) -> Decimal:
    """Share of the way from baseline to leading, 0..full (GB/T 36132-2025 5.2; the same for both directions).

    `leading` != `baseline` is checked when the pack is loaded.
    """
    share = (value - baseline) / (leading - baseline)
    if share <= ZERO:
        return ZERO
    return full if share >= ONE else full * (value - baseline) / (leading - baseline)  # exact at thresholds


def step(value: Decimal, steps: Sequence[Step], *, up: bool) -> Decimal:
    """Points of the best step reached; `steps` in rising order of `at`."""
    reached = [one.points for one in steps if (value >= one.at if up else value <= one.at)]
    return max(reached, default=ZERO)


def interval(value: Decimal, steps: Sequence[Step]) -> Decimal:
    """Points of the interval at <= value < next at; below the first: none."""
    points = ZERO
    for one in steps:
        if value >= one.at:
            points = one.points
    return points


def proportional(percent: Decimal, full: Decimal) -> Decimal:
    """Full x percentage, 0..full."""
    return min(full, max(ZERO, full * percent / HUNDRED))


def ratio(value: Decimal, leading: Decimal, *, up: bool, cap: Decimal | None) -> Decimal:
    """Term of a ratio index: value / leading, or leading / value where lower is better; capped if the pack says."""
    term = value / leading if up else leading / value
    return term if cap is None else min(term, cap)
