"""Sums of points: plain, weighted by block, with items that do not apply, bonus and stars."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from greenlist.engine.case import Case
from greenlist.engine.facts import Fact
from greenlist.engine.lawbook.schema import Block, Pack
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog

from .methods import HUNDRED, ZERO
from .plan import plan_of
from .result import ItemResult, Score, State

NaPolicyFact = Fact[Any] | None
NAMED_AT_MOST = 5


def checklist(pack: Pack) -> Score:
    """A pack whose text has no points: usable to check, never to score (fac-2016)."""
    return Score(name=pack.index.name, reason=say("scoring.checklist", title=pack.title))


def scored(pack: Pack, results: list[ItemResult]) -> list[ItemResult]:
    """The results that carry points in this pack."""
    silent = plan_of(pack).report_only
    return [one for one in results if one.id not in silent] if silent else results


def sum_of_points(pack: Pack, results: list[ItemResult], na_policy: NaPolicyFact, log: FactLog) -> Score:
    """Total = sum of the points of all items (GB/T 36132-2025 6.1; GSCI)."""
    counted = scored(pack, results)
    tally = _tally(counted, log)
    score = Score(max=tally.full)
    score.level1 = {block.id: _block(block.id, tally) for block in pack.blocks}
    score.reason = tally.open_reason()
    if score.reason is None:
        score.total, score.reason = tally.with_na(_na_rule(pack, na_policy), log)
    return score


@dataclass(slots=True)
class Tally:
    """Points gathered over items in their order."""

    earned: Decimal = ZERO
    full: Decimal = ZERO
    by_block: dict[str, Decimal] = field(default_factory=dict)
    undetermined: list[ItemResult] = field(default_factory=list)
    absent: list[ItemResult] = field(default_factory=list)  # items that do not apply

    def open_reason(self) -> Message | None:
        """Why there is no sum, where an item is undetermined."""
        if not self.undetermined:
            return None
        names = [one.name for one in self.undetermined[:NAMED_AT_MOST]]
        return say("scoring.items_undetermined", count=len(self.undetermined), names=names)

    def with_na(self, rule: NaPolicyFact, log: FactLog) -> tuple[Decimal | None, Message | None]:
        """The sum with items that do not apply treated by the rule; no rule, no sum."""
        if not self.absent:
            return self.earned, None
        kind = log.use(rule) if rule is not None else None
        absent = sum((one.max or ZERO for one in self.absent), ZERO)
        if kind == "zero":
            return self.earned, None
        if kind == "full":
            return self.earned + absent, None
        if kind == "rescale" and self.full != absent:
            return self.earned * self.full / (self.full - absent), None
        return None, say("scoring.na_policy_open", names=[one.name for one in self.absent[:NAMED_AT_MOST]])


def _tally(results: list[ItemResult], log: FactLog) -> Tally:
    tally = Tally()
    done, undetermined = State.DONE, State.UNDETERMINED
    for one in results:
        if one.max is not None:
            tally.full += one.max
        if one.state is done:
            log.add(one.facts)
            if one.points is not None:
                tally.earned += one.points
                tally.by_block[one.block] = tally.by_block.get(one.block, ZERO) + one.points
        elif one.state is undetermined:
            tally.undetermined.append(one)
        else:
            tally.absent.append(one)
    return tally


def _block(block_id: str, tally: Tally) -> Decimal | None:
    if any(one.block == block_id for one in tally.undetermined):
        return None
    return tally.by_block.get(block_id, ZERO)


def weighted_blocks(pack: Pack, results: list[ItemResult], na_policy: NaPolicyFact, log: FactLog) -> Score:
    """Total = sum of weight x share of the block's points (inferred form of the 2018 template, unverified)."""
    counted = scored(pack, results)
    score = Score(max=HUNDRED)
    open_points = [one.name for one in counted if one.max is None]
    if open_points:
        score.reason = say("scoring.pack_points_open", count=len(open_points), title=pack.title)
        return score
    score.reason = _tally(counted, log).open_reason()
    total = ZERO
    for block in pack.blocks:
        tally = _tally([one for one in counted if one.block == block.id], FactLog())
        share, why = _share(block, tally, _na_rule(pack, na_policy), log)
        score.level1[block.id] = share
        score.reason = score.reason or why
        total += share or ZERO
    score.total = total if score.reason is None else None
    return score


def _share(block: Block, tally: Tally, rule: NaPolicyFact, log: FactLog) -> tuple[Decimal | None, Message | None]:
    """What one block brings to the total: weight x earned / full."""
    weight = log.use(block.weight) if block.weight else None
    if tally.undetermined:
        return None, tally.open_reason()
    earned, why = tally.with_na(rule, log)
    if weight is None or not tally.full or earned is None:
        return None, why or say("scoring.weight_open", block=block.name)
    return weight * earned / tally.full, None


def _na_rule(pack: Pack, na_policy: NaPolicyFact) -> NaPolicyFact:
    return na_policy if na_policy is not None and na_policy.value is not None else pack.index.na_policy


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
