"""The score sheet of a case: what an expert gives points for, and the total by the standard's own rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from greenlist.engine.decimals import ARITHMETIC, brief, round_half_up
from greenlist.engine.facts import Fact
from greenlist.engine.lawbook.schema import Pack
from greenlist.engine.messages import Message
from greenlist.engine.outcome import FactLog
from greenlist.engine.scoring import ItemResult, Score, State
from greenlist.engine.scoring.totals import sum_of_points, weighted_blocks

PLACES = 2  # experts give points to two decimals, as totals are shown
KEPT = 8  # decimals of points as they are kept
POINTED = frozenset({"sum", "weighted_blocks"})  # indexes that are made of points per item
TOTAL = "total"  # the one line of a sheet whose standard has no points per item
Result = Mapping[str, Any]  # result.json


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet. `verified`: the points that the data of the case earn; None: nobody could tell.

    `open`: the expert gives points here; False is shown only (does not apply, not chosen, carries no points).
    """

    id: str
    name: str
    block: str
    clause: str
    max: Decimal | None
    verified: Decimal | None
    state: str
    reason: str
    value: str  # of the indicator, with its unit; '' without one
    open: bool

    @property
    def shown(self) -> str:
        """The verified points as the sheet writes them and fills them in."""
        return shown(self.verified)


def shown(points: Decimal | None) -> str:
    """Points to two decimals, trailing zeros left out; '' for none."""
    return "" if points is None else brief(round_half_up(points, PLACES), separators=False)


def departs(points: Decimal, verified: Decimal | None) -> bool:
    """Whether points say something else than the verified value, as both are shown; where there is none: always."""
    return verified is None or round_half_up(points, PLACES) != round_half_up(verified, PLACES)


def kept(points: Decimal, verified: Decimal | None) -> Decimal:
    """Points as they are kept: who agrees with the verified value means all its digits, not the two shown."""
    if verified is None or departs(points, verified):
        return points
    return round_half_up(verified, KEPT)


def pointed(pack: Pack, result: Result) -> bool:
    """Whether a case gets points per item: the standard's figure is made of them, and none is open."""
    scored = _scored(pack, result)
    return pack.status == "loaded" and pack.index.type in POINTED and bool(scored) and all(
        one["max"] is not None for one in scored
    )  # fmt: skip


def lines(pack: Pack, result: Result) -> list[Line]:
    """Every item of the case in the order of the standard; open ones where points are given per item."""
    gives, scored = pointed(pack, result), {one["id"] for one in _scored(pack, result)}
    return [_line(one, gives=gives and one["id"] in scored) for one in result["indicators"]]


def total_line(result: Result) -> Line:
    """The one line of a standard without points per item: its figure, or the score of the signed report."""
    score, claimed = result["score"], result.get("claimed_score")
    stated = score["total"] or (claimed["total"] if claimed else None)
    full = _number(score["max"])
    return Line(TOTAL, score["name"], "", "", full, _number(stated), "", score["reason"], "", open=True)


def total_of(
    pack: Pack, result: Result, points: Mapping[str, Decimal], na_policy: Fact[Any] | None = None
) -> tuple[Decimal | None, Message | None]:
    """The total of the points an expert gave, by the rule of the standard (blocks, items that do not apply, bonus).

    `points` by item id. Returns the unrounded total, or None with what is missing.
    """
    given = [_given(one, points) for one in result["indicators"]]
    rule = weighted_blocks if pack.index.type == "weighted_blocks" else sum_of_points
    score: Score = rule(pack, given, na_policy, FactLog())
    if score.total is None:
        return None, score.reason
    return ARITHMETIC.add(score.total, _number(result["score"].get("bonus")) or Decimal(0)), None


def _scored(pack: Pack, result: Result) -> list[Mapping[str, Any]]:
    silent = {one.id for one in pack.items if one.report_only}
    return [one for one in result["indicators"] if one["id"] not in silent]


def _line(one: Mapping[str, Any], *, gives: bool) -> Line:
    value = f"{one['shown']} {one['unit']}".strip() if one["shown"] else ""
    return Line(
        one["id"], one["name"], one["block"], one["clause"], _number(one["max"]), _number(one["points"]), one["state"],
        one["reason"], value, open=gives and one["state"] in {State.DONE, State.UNDETERMINED},
    )  # fmt: skip


def _given(one: Mapping[str, Any], points: Mapping[str, Decimal]) -> ItemResult:
    state = State(one["state"])
    earned = points.get(one["id"])
    if earned is not None and state in {State.DONE, State.UNDETERMINED}:
        state = State.DONE
    elif state is State.DONE:
        state = State.UNDETERMINED  # nobody gave points for it
    return ItemResult(
        one["id"], one["name"], one["block"], one["clause"], one["unit"], state, points=earned, max=_number(one["max"])
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
