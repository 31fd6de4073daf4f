"""Answers of three values: what is missing is not zero, it leaves the answer open."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from .facts import Answer

Known = bool | None  # None: cannot be told from what is filed


def every(*parts: Known) -> Known:
    """True where all hold, False where one does not."""
    if False in parts:
        return False
    return None if None in parts else True


def agreed(parts: Iterable[Known]) -> Known:
    """What several statements say of one thing: None where nobody says it, or they contradict each other."""
    said = {one for one in parts if one is not None}
    return said.pop() if len(said) == 1 else None


def answer(known: Known) -> Answer:
    """As a condition says it."""
    if known is None:
        return "undetermined"
    return "met" if known else "not_met"


def at_least(sure: int, open_: int, needed: int) -> Known:
    """Whether a count reaches `needed`: `sure` ones count, of `open_` ones it is not known."""
    if sure >= needed:
        return True
    return None if sure + open_ >= needed else False


def share_at_least(sure: tuple[int, int, int], open_: tuple[int, int, int], needed: Decimal) -> Known:
    """Whether a share reaches `needed` whatever becomes of what is open.

    Each triple: how many are in the part, of how many that is not known, how many are not in it. `sure` ones count in
    the whole; of `open_` ones that is not known either. A share of nobody is not known.
    """
    part, unknown, rest = sure
    open_part, open_unknown, open_rest = open_
    if part + unknown + rest == 0:
        return None
    least_of = part + unknown + rest + open_unknown + open_rest
    most, most_of = part + unknown + open_part + open_unknown, part + unknown + rest + open_part + open_unknown
    if part >= needed * least_of:
        return True
    return None if most >= needed * most_of else False
