"""The round in order: eligible units of each kind by the policy's keys; the rest with their reasons.

No minimum number; an empty list is a legal answer (宁缺毋滥, REQ-08). Units equal in every key share a place;
they are listed by code only so that the order is the same on every machine. An entry comes from an evaluation in
memory or from the result of one as kept (`entry_of_result`): the command and the site rank by the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from greenlist.engine.case import Case, Kind
from greenlist.engine.evaluate import Evaluation, Verdict
from greenlist.engine.formula import Undetermined, compile_formula
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message, say
from greenlist.engine.outcome import Tier
from greenlist.engine.scope import case_scope

TIER_ORDER = {Tier.PRIORITY: 0, Tier.ORDINARY: 1, Tier.UNKNOWN: 1}  # unknown is no priority, and no fault


@dataclass(frozen=True, slots=True)
class Entry:
    """What ranking needs of one unit; small, so that a round of thousands stays in memory."""

    kind: Kind
    name: str
    uscc: str
    verdict: Verdict
    tier: Tier
    score: Decimal | None
    keys: tuple[Decimal | None, ...]  # the policy's keys in order, larger first; None where not known
    reasons: tuple[Message | str, ...] = ()  # what is in the way; sentences where only those were kept


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place among the eligible of its kind (1 = first), and why it stands there."""

    place: int | None
    entry: Entry
    reason: Message


def entry_of(evaluation: Evaluation) -> Entry:
    """The entry of one evaluated unit."""
    case, policy = evaluation.case, evaluation.policy
    return Entry(
        case.kind, case.name, case.uscc, evaluation.verdict, evaluation.priority.tier, evaluation.ranking_score,
        tuple(_key(key, evaluation) for key in keys_of(policy, case.kind)), evaluation.verdict_reasons,
    )  # fmt: skip


def entry_of_result(
    result: Mapping[str, Any], policy: Policy, kind: Kind, case: Callable[[], Case | None], *, name: str, uscc: str
) -> Entry:
    """The entry of a unit from its result (docs/result.md). `case` reads its data, and is asked for formulas only.

    A result that came to no verdict is undetermined, with its problems as the reasons.
    """
    read = _Once(case)
    tier, score = _tier_of(result), _score_of(result)
    keys = tuple(_key_of(key, tier, score, read.formula) for key in keys_of(policy, kind))
    verdict = Verdict(result.get("verdict") or Verdict.UNDETERMINED)
    reasons = result.get("verdict_reasons") or result.get("problems") or ()
    return Entry(kind, name, uscc, verdict, tier, score, keys, tuple(reasons))


def _tier_of(result: Mapping[str, Any]) -> Tier:
    return Tier((result.get("priority") or {}).get("tier") or Tier.UNKNOWN)


def _score_of(result: Mapping[str, Any]) -> Decimal | None:
    value = (result.get("ranking_score") or {}).get("value")
    return None if value is None else Decimal(str(value))


class _Once:
    """The formulas of one unit's data, which is read when the first is asked for, if any is."""

    def __init__(self, case: Callable[[], Case | None]) -> None:
        self._read = case
        self._case: list[Case | None] = []

    def formula(self, formula: str) -> Decimal | None:
        """The value; None where it is undetermined or the data cannot be read."""
        if not self._case:
            self._case.append(self._read())
        case = self._case[0]
        return None if case is None else _formula_key(formula, case)


def keys_of(policy: Policy, kind: Kind) -> Sequence[str]:
    """The ranking keys of a kind, as the policy writes them."""
    rule = policy.ranking.get(kind)
    return (rule.keys.value or ()) if rule else ()


def _key(key: str, evaluation: Evaluation) -> Decimal | None:
    def formula(text: str) -> Decimal | None:
        return _formula_key(text, evaluation.case)

    return _key_of(key, evaluation.priority.tier, evaluation.ranking_score, formula)


def _key_of(key: str, tier: Tier, score: Decimal | None, formula: Callable[[str], Decimal | None]) -> Decimal | None:
    if key == "priority":
        return Decimal(-TIER_ORDER[tier])
    if key == "score":
        return score
    ascending = key.startswith("-")
    value = formula(key.removeprefix("-"))
    return -value if ascending and value is not None else value


def _formula_key(formula: str, case: Case) -> Decimal | None:
    try:
        value = compile_formula(formula).value(case_scope(case))
    except Undetermined:
        return None
    return value if isinstance(value, Decimal) else None


def rank(entries: Iterable[Entry], policy: Policy) -> dict[Kind, list[Place]]:
    """Places by kind: eligible first in order, then undetermined, then not eligible (each by code)."""
    by_kind: dict[Kind, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    return {kind: _rank_kind(by_kind[kind], keys_of(policy, kind)) for kind in Kind if kind in by_kind}


def _rank_kind(entries: list[Entry], keys: Sequence[str]) -> list[Place]:
    eligible = sorted((one for one in entries if one.verdict is Verdict.ELIGIBLE), key=_order)
    places: list[Place] = []
    for position, entry in enumerate(eligible):
        before = eligible[position - 1] if position else None
        tied = before is not None and before.keys == entry.keys
        place = places[-1].place if tied else position + 1
        places.append(Place(place, entry, _reason(before, entry, keys)))
    for verdict in (Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE):
        rest = sorted((one for one in entries if one.verdict is verdict), key=_by_code)
        places += [Place(None, entry, _unranked(entry)) for entry in rest]
    return places


def _unranked(entry: Entry) -> Message:
    first, *others = [_brief(reason) for reason in entry.reasons] or [say("scoring.no_score")]
    code = f"scoring.unranked_{entry.verdict.value}"
    return say(code + "_and" if others else code, first=first, count=len(others))


def _brief(reason: Message | str) -> object:
    """A condition in the way by id and name alone; its reason stands in the unit's result."""
    if isinstance(reason, str):
        return reason
    if reason.code == "verdict.stands_in_the_way":
        return say("scoring.condition_named", id=reason.params["id"], name=reason.params["name"])
    if reason.code == "verdict.named_in_the_way":
        return reason.params["name"]
    return reason


def _order(entry: Entry) -> tuple[object, ...]:
    known = tuple((key is None, -(key or Decimal(0))) for key in entry.keys)
    return (*known, *_by_code(entry))


def _by_code(entry: Entry) -> tuple[str, str]:
    return (entry.uscc, entry.name)


def _reason(before: Entry | None, entry: Entry, keys: Sequence[str]) -> Message:
    if before is None:
        return say("scoring.place_first", tier=_tier(entry), score=_score(entry))
    for position, key in enumerate(keys):
        if before.keys[position] != entry.keys[position]:
            return say(
                "scoring.place_after", before=before.name, key=_key_name(key), tier=_tier(entry), score=_score(entry)
            )
    return say("scoring.place_tied", before=before.name)


def _tier(entry: Entry) -> Message:
    return say(f"scoring.tier_{entry.tier.value}")


def _score(entry: Entry) -> object:
    return entry.score if entry.score is not None else say("scoring.no_score")


def _key_name(key: str) -> object:
    """What a key is called; a formula by itself."""
    return say(f"scoring.key_{key}") if key in {"priority", "score"} else key
