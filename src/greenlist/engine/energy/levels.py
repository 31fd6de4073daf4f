"""One product row against one row of the law: limits after correction, levels reached, outcome, flags.

Each level is tested by itself (levels may be missing, negative or not monotone); reaching a limit exactly
counts; the unrounded value is compared (energy.md 7.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from greenlist.engine import case as cases
from greenlist.engine.facts import AnyFact, Mark
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import EnergyOutcome, LevelResult

from .boundary import boundary_problem
from .cells import name_of, text
from .corrections import VALUE, Corrections
from .inquiry import Inquiry
from .limits import limits_for, printed_limits
from .rows import Match, Unmatched, find_row
from .values import (
    BELOW_BASELINE,
    CLAIMED_ONLY,
    DISCREPANCY,
    UNVERIFIED_ROW,
    Measured,
    differs,
    measure,
)

WORST = {"benchmark": "baseline", "quota": "level3"}  # worse than this is a warning, never an exclusion
Limits = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome of a comparison with the reason told to people."""

    outcome: EnergyOutcome
    reason: Message


def judge(product: cases.Row, inquiry: Inquiry) -> tuple[LevelResult, Match | None]:
    """The result of one product row, and the row of the law it was held against."""
    found = find_row(product, inquiry)
    if isinstance(found, Unmatched):
        return _unmatched(product, found), None
    return _compared(product, found, inquiry), found


def _unmatched(product: cases.Row, found: Unmatched) -> LevelResult:
    return LevelResult(
        name_of(product), found.path, found.outcome, found.reason, standard=found.standard, facts=found.facts
    )


def _compared(product: cases.Row, match: Match, inquiry: Inquiry) -> LevelResult:
    row = match.row
    measured = measure(product, row.text("unit"), inquiry)
    moved, limits = limits_for(product, match, inquiry)
    verdict, reached, flags = _decide(product, match, measured, moved, limits, inquiry)
    facts = match.facts + inquiry.use(row.cite()) + moved.facts + measured.facts
    rests_on_doubt = any(f.mark is Mark.UNVERIFIED and f.confirmed is None for f in facts if _of_row(f))
    return LevelResult(
        name_of(product), match.path, verdict.outcome, verdict.reason, match.standard, row.id,
        row.text("indicator"), row.text("unit"), _corrected_value(measured.value, moved), measured.claimed,
        measured.recomputed, limits, printed_limits(match), reached,
        (*flags, UNVERIFIED_ROW) if rests_on_doubt else flags, facts,
    )  # fmt: skip


def _of_row(fact: AnyFact) -> bool:
    """Whether a fact belongs to the numbers compared (row, correction, unit), not to the choice of rules."""
    return fact.id.partition("/")[0] in {
        "energy_benchmarks",
        "energy_quota_levels",
        "energy_corrections",
        "units",
    }


def _corrected_value(value: Decimal | None, moved: Corrections) -> Decimal | None:
    return None if value is None else moved.apply({VALUE: value})[VALUE]


def _decide(
    product: cases.Row, match: Match, measured: Measured, moved: Corrections, limits: Limits, inquiry: Inquiry
) -> tuple[Verdict, tuple[str, ...], tuple[str, ...]]:
    flags = (CLAIMED_ONLY,) if measured.recomputed is None and measured.claimed is not None else ()
    value = _corrected_value(measured.value, moved)
    problem = boundary_problem(product, match) or _first(moved.open) or measured.problem
    if problem is not None or value is None:
        reason = problem or say("energy.value_missing", product=name_of(product), unit=match.row.text("unit"))
        return Verdict(EnergyOutcome.INCOMPLETE, reason), (), flags
    verdict, reached = _test(match, value, limits, inquiry)
    worst = WORST[match.path]
    if worst in limits and worst not in reached:
        flags = (*flags, BELOW_BASELINE)
    if _discrepancy(match, measured, moved, limits, inquiry):
        flags = (*flags, DISCREPANCY)
    return verdict, reached, flags


def _first(reasons: list[Message]) -> Message | None:
    return (
        reasons[0]
        if len(reasons) < 2 and reasons
        else say("energy.reasons", reasons=reasons)
        if reasons
        else None
    )


def _test(match: Match, value: Decimal, limits: Limits, inquiry: Inquiry) -> tuple[Verdict, tuple[str, ...]]:
    reached = tuple(
        level for level, limit in limits.items() if reaches(value, limit, match.row.text("direction"))
    )
    wanted = _wanted_level(match, inquiry)
    if isinstance(wanted, Verdict):
        return wanted, reached
    if wanted not in limits:
        return _no_such_limit(match), reached
    meets = wanted in reached
    reason = say(
        "energy.meets" if meets else "energy.fails", value=value, unit=match.row.text("unit"),
        limit=limits[wanted], level=say(f"energy.level.{wanted}"), standard=match.standard,
    )  # fmt: skip
    return Verdict(EnergyOutcome.MEETS if meets else EnergyOutcome.FAILS, reason), reached


def _wanted_level(match: Match, inquiry: Inquiry) -> str | Verdict:
    """The level that counts for priority: 标杆 on path A, level 1 / 先进值 on path B (REQ-22, REQ-23)."""
    if match.path == "benchmark":
        return "benchmark"
    counts = inquiry.policy.energy.quota_levels_that_count
    inquiry.use(counts)
    if counts.value is None:
        return Verdict(EnergyOutcome.INCOMPLETE, say("energy.policy_open", parameter=counts.id))
    # Older editions carry 先进值 in the column level1 (energy.md 3.1): either word means that column.
    if not set(counts.value) & {"level1", "advanced_value"}:
        return Verdict(
            EnergyOutcome.NOT_APPLICABLE, say("energy.level_does_not_count", standard=match.standard)
        )
    return "level1"


def _no_such_limit(match: Match) -> Verdict:
    """A benchmark whose number is not known is open; a quota row may have no level 1 at all (3.3)."""
    if match.path == "benchmark":
        reason = say("energy.benchmark_open", product=match.row.text("product"), standard=match.standard)
        return Verdict(EnergyOutcome.INCOMPLETE, reason)
    reason = say("energy.no_such_level", product=match.row.text("product"), standard=match.standard)
    return Verdict(EnergyOutcome.NOT_APPLICABLE, reason)


def reaches(value: Decimal, limit: Decimal, direction: str) -> bool:
    """Whether a value reaches a limit; reaching it exactly counts (energy.md 7.1, 1)."""
    return value >= limit if direction == "gte" else value <= limit


def _discrepancy(
    match: Match, measured: Measured, moved: Corrections, limits: Limits, inquiry: Inquiry
) -> bool:
    tolerance = inquiry.policy.energy.tolerance
    answer = differs(measured, tolerance.value)
    if measured.claimed is None or measured.recomputed is None:
        return False
    inquiry.use(tolerance)
    if answer is not None:
        return answer
    # The tolerance is open: the difference matters where the two values do not reach the same levels.
    stated, computed = (
        _test(match, moved.apply({VALUE: value})[VALUE], limits, inquiry)[1]
        for value in (measured.claimed, measured.recomputed)
    )
    return stated != computed
