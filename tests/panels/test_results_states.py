"""How far the experts of a case are apart: exact at the limits, whatever the order of the sheets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenlist.panel.results import State, agreement, median

D = Decimal
AGREE, CONFLICT = D(5), D(10)
TOTALS = st.lists(st.decimals(0, 100, places=8), max_size=7)
LIMIT = st.none() | st.decimals(0, 50, places=2)

# totals, needed, mean, spread, state; the limits are 5 and 10 points
GOLDEN = [
    (["85", "86", "87"], 3, "86", "2", "agreeing"),
    (["80", "85"], 2, "82.5", "5", "agreeing"),
    (["80", "85.00000001"], 2, "82.500000005", "5.00000001", "mixed"),
    (["80.00000001", "85"], 2, "82.500000005", "4.99999999", "agreeing"),
    (["80", "90"], 2, "85", "10", "mixed"),
    (["80", "90.00000001"], 2, "85.000000005", "10.00000001", "conflicting"),
    (["80.1", "90.1"], 2, "85.1", "10.0", "mixed"),  # in binary floats this spread is 9.999999999999986
    (["70.1", "75.1"], 2, "72.6", "5.0", "agreeing"),
    (["60", "85", "95"], 3, "80", "35", "conflicting"),
    (["85", "86"], 3, "85.5", "1", "incomplete"),
    (["85"], 1, "85", "0", "agreeing"),
]


@pytest.mark.parametrize(("totals", "needed", "mean", "spread", "state"), GOLDEN)
def test_states_at_their_limits(totals: list[str], needed: int, mean: str, spread: str, state: str) -> None:
    found = agreement([D(one) for one in totals], needed, AGREE, CONFLICT)
    assert (found.mean, found.spread, found.state) == (D(mean), D(spread), state)


def test_no_sheet_is_no_mean_and_not_nought() -> None:
    found = agreement([], 0, AGREE, CONFLICT)
    assert (found.mean, found.spread, found.state) == (None, None, State.INCOMPLETE)


@pytest.mark.parametrize(
    ("spread", "agree", "conflict", "state"),
    [
        ("3", None, None, State.OPEN),
        ("3", D(5), None, State.AGREEING),
        ("7", D(5), None, State.OPEN),
        ("11", None, D(10), State.CONFLICTING),
        ("7", None, D(10), State.OPEN),
    ],
)
def test_a_limit_that_the_policy_leaves_open_decides_nothing(
    spread: str, agree: Decimal | None, conflict: Decimal | None, state: State
) -> None:
    assert agreement([D(80), D(80) + D(spread)], 2, agree, conflict).state is state


@given(TOTALS, st.randoms(), st.integers(0, 7), LIMIT, LIMIT)
def test_the_order_of_the_sheets_changes_nothing(
    totals: list[Decimal], random: object, needed: int, agree: Decimal | None, conflict: Decimal | None
) -> None:
    shuffled = list(totals)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert agreement(shuffled, needed, agree, conflict) == agreement(totals, needed, agree, conflict)
    assert median(shuffled) == median(totals)


@given(TOTALS, st.integers(0, 7))
def test_one_state_holds_and_it_is_that_of_the_spread(totals: list[Decimal], needed: int) -> None:
    found = agreement(totals, needed, AGREE, CONFLICT)
    if not totals or len(totals) < needed:
        assert found.state is State.INCOMPLETE
        return
    assert found.spread is not None
    assert found.mean is not None
    assert min(totals) <= found.mean <= max(totals)
    assert (found.state is State.AGREEING) == (found.spread <= AGREE)
    assert (found.state is State.CONFLICTING) == (found.spread > CONFLICT)


def test_the_middle_of_the_anchor_case() -> None:
    assert median([]) is None
    assert median([D(3), D(1), D(2)]) == D(2)
    assert median([D("1.5"), D(9), D(2), D(3)]) == D("2.5")
