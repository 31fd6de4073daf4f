"""Laws of the methods: bounded by the points, monotone in the good direction, exact at their thresholds."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.engine.decimals import ARITHMETIC
from greenlist.engine.facts import Mark
from greenlist.engine.lawbook.schema import Step
from greenlist.engine.scoring import methods

D = Decimal
TINY = D("1E-20")

VALUES = st.decimals(-(10**9), 10**9, places=6)
PERCENTS = st.decimals(-50, 150, places=6)
FULL = st.decimals("0.5", 30, places=1)
STEPS = [
    Step(at=D(at), points=D(points), mark=Mark.UNVERIFIED, source="test")
    for at, points in (("1.2", 3), ("1.5", 4), ("2.0", 5))
]


@given(VALUES, VALUES, VALUES, VALUES, FULL)
def test_linear_is_bounded_and_monotone(one: D, other: D, leading: D, baseline: D, full: D) -> None:
    if leading == baseline:
        leading += 1
    with localcontext(ARITHMETIC):
        low, high = (methods.linear(value, leading, baseline, full) for value in sorted((one, other)))
    assert 0 <= low <= full
    assert 0 <= high <= full
    assert (low <= high) if leading > baseline else (high <= low)


@given(VALUES, VALUES, FULL)
def test_linear_is_exact_at_the_thresholds(leading: D, baseline: D, full: D) -> None:
    if leading == baseline:
        leading += 1
    toward = 1 if leading > baseline else -1
    with localcontext(ARITHMETIC):
        assert methods.linear(leading, leading, baseline, full) == full
        assert methods.linear(baseline, leading, baseline, full) == 0
        assert methods.linear(leading - toward * TINY, leading, baseline, full) < full
        assert methods.linear(baseline + toward * TINY, leading, baseline, full) > 0
        assert methods.linear(leading + toward * TINY, leading, baseline, full) == full
        assert methods.linear(baseline - toward * TINY, leading, baseline, full) == 0


@given(PERCENTS, PERCENTS, FULL)
def test_proportional_is_bounded_and_monotone(one: D, other: D, full: D) -> None:
    with localcontext(ARITHMETIC):
        low, high = (methods.proportional(value, full) for value in sorted((one, other)))
    assert 0 <= low <= high <= full


@given(st.decimals(0, 3, places=6), st.decimals(0, 3, places=6))
def test_steps_and_intervals_never_fall(one: D, other: D) -> None:
    low, high = sorted((one, other))
    assert methods.step(low, STEPS, up=True) <= methods.step(high, STEPS, up=True)
    assert methods.step(low, STEPS, up=False) >= methods.step(high, STEPS, up=False)
    assert methods.interval(low, STEPS) <= methods.interval(high, STEPS)


@pytest.mark.parametrize(("value", "points"), [("1.2", 3), ("1.5", 4), ("2.0", 5)])
def test_steps_are_exact_at_their_ends(value: str, points: int) -> None:
    at = D(value)
    assert methods.step(at, STEPS, up=True) == methods.interval(at, STEPS) == points
    assert methods.step(at - TINY, STEPS, up=True) < points
    assert methods.interval(at - TINY, STEPS) < points


@given(st.decimals("0.001", 1000, places=3), st.decimals("0.001", 1000, places=3), st.booleans())
def test_a_ratio_is_one_at_its_leading_value_and_capped(value: D, leading: D, up: bool) -> None:
    with localcontext(ARITHMETIC):
        free = methods.ratio(value, leading, up=up, cap=None)
        capped = methods.ratio(value, leading, up=up, cap=D(1))
        assert methods.ratio(leading, leading, up=up, cap=None) == 1
    assert capped == min(free, 1)
    assert (free >= 1) == (value >= leading if up else value <= leading)
