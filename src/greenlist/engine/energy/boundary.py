"""Two boundaries are never mixed: energy used as raw material in or out (energy.md 7.1, 9)."""

from __future__ import annotations

from greenlist.engine import case as cases
from greenlist.engine.messages import Message, say

from .cells import name_of, yes
from .rows import Match


def boundary_problem(product: cases.Row, match: Match) -> Message | None:
    """Why the stated figure and the row do not have the same boundary; None where they do."""
    wanted = feedstock_of(match.row.text("route"))
    if wanted is None:
        return None
    stated = yes(product, "feedstock_included")
    name, boundary = name_of(product), say("energy.feedstock.in") if wanted else say("energy.feedstock.out")
    if stated is None:
        return say("energy.boundary_missing", product=name, boundary=boundary)
    if stated != wanted:
        return say("energy.boundary_differs", product=name, boundary=boundary)
    return None


def feedstock_of(route: str) -> bool | None:
    """What a row's condition says about feedstock energy: counted, left out, or nothing (None)."""
    if "原料用能不纳入" in route or "不含原料" in route or route == "扣除原料":
        return False
    return True if "含原料用能" in route or route == "不扣除原料" else None
