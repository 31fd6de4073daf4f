"""One product row against one row of the law: limits after correction, levels reached, outcome, flags.

Each level is tested by itself (levels may be missing, negative or not monotone); reaching a limit exactly
counts; the unrounded value is compared (energy.md 7.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from greenlist.engine import case as cases
from greenlist.engine.decimals import brief, show
from greenlist.engine.facts import AnyFact, Mark
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import EnergyOutcome, LevelResult

from .boundary import boundary_problem
from .cells import name_of
from .corrections import CORRECTIONS, VALUE, Corrections
from .inquiry import Inquiry
from .limits import limits_for, printed_limits
from .rows import BENCHMARKS, LEVELS, Match, Unmatched, find_row
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome of a comparison with the reason told to people."""

    outcome: EnergyOutcome
    reason: Message


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measured value beside the limits of its row."""

    product: cases.Row
    match: Match
    measured: Measured
    moved: Corrections
    limits: dict[str, Decimal]
    inquiry: Inquiry

    def corrected(self, value: Decimal | None) -> Decimal | None:
        """A value after the corrections that act on values."""
        return None if value is None else self.moved.apply({VALUE: value})[VALUE]

    def reached(self, value: Decimal) -> tuple[str, ...]:
        """The levels a value reaches, each tested by itself."""
        direction = self.match.row.text("direction")
        return tuple(level for level, limit in self.limits.items() if reaches(value, limit, direction))


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
    moved, limits = limits_for(product, match, inquiry)
    held = Comparison(product, match, measure(product, row.text("unit"), inquiry), moved, limits, inquiry)
    verdict, reached, flags = _decide(held)
    facts = match.facts + inquiry.use(row.cite()) + moved.facts + held.measured.facts
    if any(fact.mark is Mark.UNVERIFIED and fact.confirmed is None for fact in facts if _of_row(fact)):
        flags = (*flags, UNVERIFIED_ROW)
    return LevelResult(
        name_of(product), match.path, verdict.outcome, verdict.reason, match.standard, row.id,
        row.text("indicator"), row.text("unit"), held.corrected(held.measured.value), held.measured.claimed,
        held.measured.recomputed, limits, printed_limits(match), reached, flags, facts,
    )  # fmt: skip


def _of_row(fact: AnyFact) -> bool:
    """Whether a fact belongs to the numbers compared (row, correction, unit), not to the choice of rules."""
    return fact.id.partition("/")[0] in {BENCHMARKS, LEVELS, CORRECTIONS, "units"}


def _decide(held: Comparison) -> tuple[Verdict, tuple[str, ...], tuple[str, ...]]:
    """Outcome with its reason, the levels reached, the flags."""
    measured, worst = held.measured, WORST[held.match.path]
    flags = (CLAIMED_ONLY,) if measured.recomputed is None and measured.claimed is not None else ()
    value, problem = held.corrected(measured.value), _problem(held)
    if problem is not None or value is None:
        unit = held.match.row.text("unit")
        reason = problem or say("energy.value_missing", product=name_of(held.product), unit=unit)
        return Verdict(EnergyOutcome.INCOMPLETE, reason), (), flags
    reached = held.reached(value)
    if worst in held.limits and worst not in reached:
        flags = (*flags, BELOW_BASELINE)
    if _discrepancy(held):
        flags = (*flags, DISCREPANCY)
    return _verdict(held, value, reached), reached, flags


def _problem(held: Comparison) -> Message | None:
    """What stands in the way of comparing at all."""
    boundary = boundary_problem(held.product, held.match)
    if boundary is not None or not held.moved.open:
        return boundary or held.measured.problem
    reasons = held.moved.open
    return reasons[0] if len(reasons) == 1 else say("energy.reasons", reasons=reasons)


def _verdict(held: Comparison, value: Decimal, reached: tuple[str, ...]) -> Verdict:
    wanted = _wanted_level(held.match, held.inquiry)
    if isinstance(wanted, Verdict):
        return wanted
    if wanted not in held.limits:
        return _no_such_limit(held.match)
    meets, match, limit = wanted in reached, held.match, held.limits[wanted]
    reason = say(
        "energy.meets" if meets else "energy.fails", value=_told(value, limit), unit=match.row.text("unit"),
        limit=limit, level=_level_name(match), standard=match.standard,
    )  # fmt: skip
    return Verdict(EnergyOutcome.MEETS if meets else EnergyOutcome.FAILS, reason)


def _told(value: Decimal, limit: Decimal) -> Decimal | str:
    """A value for people; in full where shortening would make it look like the limit it misses."""
    return show(value) if value != limit and brief(value) == brief(limit) else value


def _level_name(match: Match) -> Message:
    return say("energy.level.benchmark") if match.path == "benchmark" else say("energy.level.level1")


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
        return Verdict(EnergyOutcome.NOT_APPLICABLE, say("energy.level_does_not_count", standard=match.standard))
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


def _discrepancy(held: Comparison) -> bool:
    measured, tolerance = held.measured, held.inquiry.policy.energy.tolerance
    if measured.claimed is None or measured.recomputed is None:
        return False
    held.inquiry.use(tolerance)
    answer = differs(measured, tolerance.value)
    if answer is not None:
        return answer
    # The tolerance is open: the difference matters where the two values do not reach the same levels.
    stated, computed = held.corrected(measured.claimed), held.corrected(measured.recomputed)
    return stated is None or computed is None or held.reached(stated) != held.reached(computed)
