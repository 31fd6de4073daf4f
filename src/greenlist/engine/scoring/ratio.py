"""The ratio index of parks (GI): mean of value / leading over the required and the chosen indicators.

park.md, section 6; every parameter is a fact of the pack, an open one that is needed stops the index.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from greenlist.engine.case import Case
from greenlist.engine.lawbook.schema import Item, Pack
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import FactLog

from . import methods
from .result import ItemResult, Score, State


def ratio_mean(pack: Pack, case: Case, results: list[ItemResult], log: FactLog) -> Score:
    """The index, with each item's term written to its `points`."""
    score = Score()
    items = {item.id: item for item in pack.items}
    chosen, why = _choice(pack, case, results, log)
    score.reason = why
    terms: dict[str, Decimal] = {}
    for one in results:
        if one.id not in chosen:
            if one.state is not State.NOT_APPLICABLE:
                one.state, one.reason = State.NOT_CHOSEN, say("scoring.not_chosen")
            continue
        term, reason = _term(pack, items[one.id], one, log)
        score.reason = score.reason or reason
        if term is None:
            one.reason = one.reason or reason
            one.state = State.UNDETERMINED if one.state is State.DONE else one.state
        else:
            terms[one.id] = one.points = term
    _groups(pack, results, chosen, score)
    if score.reason is None:
        _total(pack, score, terms, log)
    return score


def _choice(pack: Pack, case: Case, results: list[ItemResult], log: FactLog) -> tuple[set[str], Message | None]:
    """The indicators that count. What was chosen is stated; else it is what data was handed in for."""
    wanted = set(case.chosen) or {one.id for one in results if one.value is not None}
    chosen = {item.id for item in pack.items if item.choice_group is None}
    why: Message | None = None
    for group in pack.choice_groups:
        members = [item.id for item in pack.items if item.choice_group == group.id]
        picked = [member for member in members if member in wanted]
        asked = log.use(group.choose)
        chosen.update(picked)
        if asked is None or len(picked) != asked:
            names = {item.id: item.name for item in pack.items}
            why = why or say(
                "scoring.choice_group", group=group.name or group.id, asked=asked, picked=len(picked),
                members=[names[member] for member in members],
            )  # fmt: skip
    return chosen, why


def _term(pack: Pack, item: Item, one: ItemResult, log: FactLog) -> tuple[Decimal | None, Message | None]:
    index = pack.index
    if one.state is State.NOT_APPLICABLE:
        return None, say("scoring.na_policy_open", names=[one.name])
    if one.value is None:
        return None, one.reason or say("scoring.not_judged", item=one.name)
    log.add(one.facts)
    if item.mode.value == "yes_no":
        scale = log.use(index.qualitative_scale) if index.qualitative_scale else None
        return (one.value, None) if scale == "yes1_no0" else (None, say("scoring.scale_open", item=one.name))
    leading = log.use(item.leading) if item.leading else None
    if not isinstance(leading, Decimal) or not leading:
        return None, say("scoring.bounds_open", item=one.name)
    up = item.direction is None or item.direction.value == "up"
    cap, why = _cap(index.cap_ratio, log)
    if why:
        return None, why
    if not up and one.value <= 0:
        return _at_or_below_zero(pack, one, leading, log)
    if not up and (index.inverse_rule is None or log.use(index.inverse_rule) is None):
        return None, say("scoring.inverse_open", item=one.name)
    return methods.ratio(one.value, leading, up=up, cap=cap), None


def _cap(fact: Any, log: FactLog) -> tuple[Decimal | None, Message | None]:
    value = log.use(fact) if fact is not None else None
    if value is None:
        return None, say("scoring.cap_open")
    return (None if value == "none" else value), None


def _at_or_below_zero(
    pack: Pack, one: ItemResult, leading: Decimal, log: FactLog
) -> tuple[Decimal | None, Message | None]:
    """A lower-is-better value of zero or less (negative elasticity): only the rule of the pack may decide."""
    fact = pack.index.inverse_when_actual_le_zero
    rule = log.use(fact) if fact is not None else None
    if rule == "zero":
        return methods.ZERO, None
    if rule == "full":
        return methods.ONE, None
    if rule == "ratio" and one.value:
        return leading / one.value, None
    return None, say("scoring.elasticity_open", item=one.name, value=one.value)


def _groups(pack: Pack, results: list[ItemResult], chosen: set[str], score: Score) -> None:
    for block in pack.blocks:
        members = [one for one in results if one.block == block.id and one.id in chosen]
        terms = [one.points for one in members]
        known = [term for term in terms if term is not None]
        score.level1[block.id] = sum(known, methods.ZERO) if len(known) == len(terms) and terms else None


def _total(pack: Pack, score: Score, terms: dict[str, Decimal], log: FactLog) -> None:
    divisor = log.use(pack.index.divisor) if pack.index.divisor else None
    if divisor is None:
        score.reason = say("scoring.divisor_open")
        return
    count = Decimal(len(terms)) if divisor == "terms" else divisor
    score.total = sum(terms.values(), methods.ZERO) / count * methods.HUNDRED
