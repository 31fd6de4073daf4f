"""The limits of a row, as printed and after the corrections that concern it."""

from __future__ import annotations

from decimal import Decimal

from greenlist.engine import case as cases
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say

from .cells import text
from .corrections import Corrections, Effect, corrections_for, given_inputs
from .editions import InForce, code_and_edition, edition_in_force
from .inquiry import Inquiry
from .rows import Match

LEVEL_NAMES = {"benchmark": ("benchmark", "baseline"), "quota": ("level1", "level2", "level3")}


def printed_limits(match: Match) -> dict[str, Decimal]:
    """The numbers of the row by level; a level the standard has not is left out."""
    cells = {level: match.row.number(level) for level in LEVEL_NAMES[match.path]}
    return {level: limit for level, limit in cells.items() if limit is not None}


def limits_for(product: cases.Row, match: Match, inquiry: Inquiry) -> tuple[Corrections, dict[str, Decimal]]:
    """What moves the limits, and the limits after it; no limits where a correction is not known."""
    if match.path == "quota":
        moved = _corrections(product, match.row.text("standard"), match.row.text("edition"), match.row, inquiry)
    else:
        moved = _benchmark_corrections(product, match, inquiry)
    limits = moved.apply(printed_limits(match))
    return moved, {} if moved.open else limits


def _corrections(product: cases.Row, standard: str, edition: str, row: Row, inquiry: Inquiry) -> Corrections:
    given = given_inputs(text(product, "name"), inquiry)
    return corrections_for(
        standard, edition, row.text("product"), row.text("route"), row.text("indicator"), given, inquiry
    )


def _benchmark_corrections(product: cases.Row, match: Match, inquiry: Inquiry) -> Corrections:
    """Corrections of the reference standard, where the policy wants them for benchmarks too.

    Where the policy leaves it open, a correction that would move the benchmark stops the decision.
    """
    switch = inquiry.policy.energy.benchmark_corrections
    if switch.value is False:
        return Corrections(facts=inquiry.use(switch))
    quoted = _reference(product, match, inquiry)
    moved = Corrections(facts=inquiry.use(switch) + quoted.facts)
    if isinstance(quoted, _Missing):
        if switch.value:
            moved.open.append(quoted.reason)
        return moved
    for effect in quoted.effects:
        _carry_over(effect, moved)
    moved.open += quoted.open
    if switch.value is None and (moved.effects or moved.open):
        return Corrections(open=[*moved.open, say("energy.policy_open", parameter=switch.id)], facts=moved.facts)
    return moved
