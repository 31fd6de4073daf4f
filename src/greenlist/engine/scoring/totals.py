"""Sums of points: plain, weighted by block, with items that do not apply, bonus and stars."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from greenlist.engine.case import Case
from greenlist.engine.facts import Fact
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog

from .methods import HUNDRED, ZERO
from .result import ItemResult, Score, State

NaPolicyFact = Fact[Any] | None
NAMED_AT_MOST = 5


def checklist(pack: Pack) -> Score:
    """A pack whose text has no points: usable to check, never to score (fac-2016)."""
    return Score(name=pack.index.name, reason=say("scoring.checklist", title=pack.title))


def scored(pack: Pack, results: list[ItemResult]) -> list[ItemResult]:
    """The results that carry points in this pack."""
    silent = {item.id for item in pack.items if item.report_only}
    return [one for one in results if one.id not in silent]


def sum_of_points(pack: Pack, results: list[ItemResult], na_policy: NaPolicyFact, log: FactLog) -> Score:
    """Total = sum of the points of all items (GB/T 36132-2025 6.1; GSCI)."""
    counted = scored(pack, results)
    score = Score(max=sum((one.max or ZERO for one in counted), ZERO))
    _log_items(counted, log)
    score.level1 = {block.id: _points([one for one in counted if one.block == block.id]) for block in pack.blocks}
    score.reason = _open_reason(counted)
    if score.reason is None:
        score.total, score.reason = _with_na(counted, _na_rule(pack, na_policy), log)
    return score


def weighted_blocks(pack: Pack, results: list[ItemResult], na_policy: NaPolicyFact, log: FactLog) -> Score:
    """Total = sum of weight x share of the block's points (inferred form of the 2018 template, unverified)."""
    counted = scored(pack, results)
    score = Score(max=HUNDRED)
    _log_items(counted, log)
    open_points = [one.name for one in counted if one.max is None]
    if open_points:
        score.reason = say("scoring.pack_points_open", count=len(open_points), title=pack.title)
        return score
    score.reason = _open_reason(counted)
    total = ZERO
    for block in pack.blocks:
        weight = log.use(block.weight) if block.weight else None
        items = [one for one in counted if one.block == block.id]
        earned, why = _with_na(items, _na_rule(pack, na_policy), log) if score.reason is None else (None, None)
        full = sum((one.max or ZERO for one in items), ZERO)
        score.reason = score.reason or why
        if weight is None or not full or earned is None:
            score.reason = score.reason or say("scoring.weight_open", block=block.name)
            score.level1[block.id] = None
            continue
        score.level1[block.id] = weight * earned / full
        total += weight * earned / full
    score.total = total if score.reason is None else None
    return score


def _log_items(results: list[ItemResult], log: FactLog) -> None:
    for one in results:
        if one.state is State.DONE:
            log.add(one.facts)


def _points(results: list[ItemResult]) -> Decimal | None:
    if any(one.state is State.UNDETERMINED for one in results):
        return None
    return sum((one.points or ZERO for one in results), ZERO)


def _open_reason(results: list[ItemResult]) -> Message | None:
    undetermined = [one for one in results if one.state is State.UNDETERMINED]
    if not undetermined:
        return None
    names = [one.name for one in undetermined[:NAMED_AT_MOST]]
    return say("scoring.items_undetermined", count=len(undetermined), names=names)


def _na_rule(pack: Pack, na_policy: NaPolicyFact) -> NaPolicyFact:
    return na_policy if na_policy is not None and na_policy.value is not None else pack.index.na_policy


def _with_na(
    results: list[ItemResult], rule: NaPolicyFact, log: FactLog
) -> tuple[Decimal | None, Message | None]:
    """The sum of points with items that do not apply treated by the rule; no rule, no sum."""
    earned = sum((one.points or ZERO for one in results), ZERO)
    missing = [one for one in results if one.state is State.NOT_APPLICABLE]
    if not missing:
        return earned, None
    kind = log.use(rule) if rule is not None else None
    absent = sum((one.max or ZERO for one in missing), ZERO)
    full = sum((one.max or ZERO for one in results), ZERO)
    if kind == "zero":
        return earned, None
    if kind == "full":
        return earned + absent, None
    if kind == "rescale" and full != absent:
        return earned * full / (full - absent), None
    return None, say("scoring.na_policy_open", names=[one.name for one in missing[:NAMED_AT_MOST]])


def bonus_points(pack: Pack, case: Case, log: FactLog) -> Decimal | None:
    """Bonus for the items judged as met, at most the maximum; None where the pack has no bonus."""
    if pack.bonus is None:
        return None
    earned: dict[str, Decimal] = {}
    for item in pack.bonus.items:
        judged = case.judged.get(item.id)
        if judged is not None and judged.answer == "met":
            group = item.group or item.id
            earned[group] = max(earned.get(group, ZERO), log.use(item.points) or ZERO)
    return min(sum(earned.values(), ZERO), log.use(pack.bonus.max) or ZERO) if earned else ZERO


def stars_of(pack: Pack, total: Decimal, log: FactLog) -> int | None:
    """The most stars whose score the total reaches, None below the lowest or without a scale."""
    reached = [
        star.stars for star in pack.stars if (lowest := log.use(star.from_score)) is not None and total >= lowest
    ]
    return max(reached, default=None)
