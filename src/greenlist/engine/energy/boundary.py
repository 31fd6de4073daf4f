"""Two boundaries are never mixed: energy used as raw material in or out (energy.md 7.1, 9)."""

from __future__ import annotations

from greenlist.engine import case as cases
from greenlist.engine.messages import Message, say

from .cells import text, yes
from .rows import Match


def boundary_problem(product: cases.Row, match: Match) -> Message | None:
    """Why the stated figure and the row do not have the same boundary; None where they do."""
    wanted = match.row["feedstock_included"]
    if not isinstance(wanted, bool):
        return None  # the row says nothing about feedstock
    stated = yes(product, "feedstock_included")
    name, boundary = text(product, "name"), say(f"energy.feedstock.{'in' if wanted else 'out'}")
    if stated is None:
        return say("energy.boundary_missing", product=name, boundary=boundary)
    if stated != wanted:
        return say("energy.boundary_differs", product=name, boundary=boundary)
    return None
