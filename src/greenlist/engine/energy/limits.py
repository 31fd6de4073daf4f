"""The limits of a row, as printed and after the corrections that concern it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from greenlist.engine import case as cases
from greenlist.engine.lawbook.tables import Row
from greenlist.engine.messages import Message, say

from .cells import name_of
from .corrections import VALUE, Corrections, Effect, corrections_for, given_inputs, words
from .editions import LEVELS, InForce, code_and_edition, edition_in_force
from .index import rows_named
from .inquiry import Inquiry
from .rows import Match

LEVEL_NAMES = {"benchmark": ("benchmark", "baseline"), "quota": ("level1", "level2", "level3")}


def printed_limits(match: Match) -> dict[str, Decimal]:
    """The numbers of the row by level; a level the standard has not is left out."""
    cells = {level: match.row.number(level) for level in LEVEL_NAMES[match.path]}
    return {level: limit for level, limit in cells.items() if limit is not None}


def limits_for(product: cases.Row, match: Match, inquiry: Inquiry) -> tuple[Corrections, dict[str, Decimal]]:
    """What moves the limits, and the limits after it; no limits where a correction is not known."""
    given = given_inputs(name_of(product), inquiry)
    if match.path == "quota":
        edition = match.row.text("standard"), match.row.text("edition")
        moved = corrections_for(edition, match.row, given, inquiry)
        limits = moved.apply(printed_limits(match))
        return moved, {} if moved.open else limits
    return _benchmark_limits(match, given, inquiry)


def _benchmark_limits(match: Match, given: dict[str, Any], inquiry: Inquiry) -> tuple[Corrections, dict[str, Decimal]]:
    """标杆 and 基准, with the corrections of the reference standard where the policy wants them.

    Where the policy leaves that open, a correction that would move 标杆 stops the decision, and one that
    would move 基准 alone leaves it out.
    """
    switch, printed = inquiry.policy.energy.benchmark_corrections, printed_limits(match)
    moved = Corrections(facts=inquiry.use(switch))
    if switch.value is False:
        return moved, printed
    edition = _reference_edition(match.row, inquiry)
    if isinstance(edition, Message):
        moved.open += [edition] if switch.value else []
        return moved, {} if moved.open else printed
    upper = corrections_for(edition, match.row, given, inquiry, lambda row: not _lowest_only(row))
    lower = corrections_for(edition, match.row, given, inquiry, _lowest_only)
    moved.facts += upper.facts + lower.facts
    _carry_over(upper, moved)
    if switch.value is None and (moved.effects or moved.open):
        moved.effects, moved.open = [], [*moved.open, say("energy.policy_open", parameter=switch.id)]
    limits = moved.apply(printed)
    if lower.open or (switch.value is None and lower.effects):
        limits.pop("baseline", None)
    elif "baseline" in limits:
        limits["baseline"] = lower.apply({"level3": limits["baseline"]})["level3"]
    return moved, {} if moved.open else limits


def _reference_edition(row: Row, inquiry: Inquiry) -> tuple[str, str] | Message:
    """The edition in force of the standard a benchmark row refers to ("GB 21248 → GB 25323-2023")."""
    if isinstance(inquiry.on, Message):
        return inquiry.on
    code, _ = code_and_edition(row.text("reference_standard").rpartition("→")[2].strip())
    found = edition_in_force(code, inquiry.on, inquiry)
    if not isinstance(found, InForce):
        return found.reason
    levels = rows_named(inquiry.book, LEVELS, "standard", code)
    if not any(r.text("edition") == found.edition for r in levels):
        return say("energy.table_missing", standard=found.name)
    return code, found.edition


def _lowest_only(row: Row) -> bool:
    return row.text("target") != VALUE and set(words(row, "levels")) == {"level3"}


def _carry_over(quota: Corrections, moved: Corrections) -> None:
    """Corrections of a quota standard as corrections of 标杆 and 基准.

    标杆 stands at level 1 or 2 of its reference standard, 基准 at level 3 (energy.md 2.2); where the
    first two are corrected differently, no text says which of them 标杆 follows.
    """
    moved.open += quota.open
    for effect in quota.effects:
        amounts = dict(effect.amounts)
        first, second, third = (amounts.pop(f"level{number}", None) for number in (1, 2, 3))
        if first != second:
            moved.open.append(say("energy.benchmark_correction_unclear"))
        if first is not None:
            amounts["benchmark"] = first
        if third is not None:
            amounts["baseline"] = third
        neutral = Decimal(effect.op == "mul")
        if any(amount != neutral for amount in amounts.values()):
            moved.effects.append(Effect(effect.op, amounts))
