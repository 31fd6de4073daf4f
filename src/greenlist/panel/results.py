"""What several experts found about one case, taken together: mean, spread, and how far they are apart.

Exact arithmetic on unrounded totals. The order of the sheets changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from greenlist.engine.decimals import ARITHMETIC

ZERO, TWO = Decimal(0), Decimal(2)


class State(StrEnum):
    """How the experts of a case stand to each other."""

    INCOMPLETE = "incomplete"  # sheets are missing
    AGREEING = "agreeing"
    MIXED = "mixed"
    CONFLICTING = "conflicting"
    OPEN = "open"  # all signed, but the policy does not say where agreement ends


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the totals of one case say together. Points as the sheets have them; None: nobody has signed."""

    mean: Decimal | None
    spread: Decimal | None  # highest minus lowest
    state: State


def agreement(
    totals: Sequence[Decimal], needed: int, agree_within: Decimal | None, conflict_beyond: Decimal | None
) -> Agreement:
    """The agreement of signed totals where `needed` sheets are asked for.

    Agreeing up to and with `agree_within` points between highest and lowest, conflicting beyond `conflict_beyond`,
    mixed between the two (policy.expert_review). A limit the policy leaves open decides nothing by a default.
    """
    if not totals:
        return Agreement(None, None, State.INCOMPLETE)
    mean = ARITHMETIC.divide(_sum(totals), Decimal(len(totals)))
    spread = ARITHMETIC.subtract(max(totals), min(totals))
    return Agreement(mean, spread, state_of(spread, len(totals), needed, agree_within, conflict_beyond))


def state_of(
    spread: Decimal | None, signed: int, needed: int, agree_within: Decimal | None, conflict_beyond: Decimal | None
) -> State:
    """The state that a spread over so many signed sheets gives, with the limits of `agreement`."""
    if spread is None or signed < needed:
        return State.INCOMPLETE
    if agree_within is not None and spread <= agree_within:
        return State.AGREEING
    if conflict_beyond is not None and spread > conflict_beyond:
        return State.CONFLICTING
    return State.OPEN if agree_within is None or conflict_beyond is None else State.MIXED


def median(totals: Sequence[Decimal]) -> Decimal | None:
    """The middle one, or the mean of the two in the middle; None of none."""
    if not totals:
        return None
    ordered, half = sorted(totals), len(totals) // 2
    if len(ordered) % 2:
        return ordered[half]
    return ARITHMETIC.divide(ARITHMETIC.add(ordered[half - 1], ordered[half]), TWO)


def _sum(totals: Sequence[Decimal]) -> Decimal:
    total = ZERO
    for one in totals:
        total = ARITHMETIC.add(total, one)
    return total
