"""What stands behind the lines of a sheet: what each witness said, and what points each by itself would earn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from greenlist.agencies.queries.said import SaidBy, said_by
from greenlist.applications.models import WitnessKind
from greenlist.panel.sheet import shown

from .sheets import SheetPage

W = WitnessKind
BEFORE = (W.CLAIMED.value, W.VERIFIED.value, W.CHECKED.value, W.DECIDED.value)  # the witnesses beside the experts
Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An item as one witness has it: value with unit, points, and what was said about its figures."""

    witness: str
    value: str
    points: str
    reasons: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Who says so."""
        return str(W(self.witness).label)


@dataclass(frozen=True, slots=True)
class Words:
    """What the witnesses say: by item, and the figure of the whole by each. Empty where only the unit spoke."""

    items: dict[str, tuple[Told, ...]]
    totals: tuple[Told, ...]


def words_of(page: SheetPage) -> Words:
    """Claimed, verified and what the offices hold beside each other, each evaluated with the words before it.

    At most eight queries; two evaluations where an agency verified, else one.
    """
    said = said_by(page.application)
    results: list[tuple[str, Result | None]] = [(W.CLAIMED.value, said.claimed.result)]
    if said.statements(W.VERIFIED.value):
        results.append((W.VERIFIED.value, said.verified.result))
    if page.checked is not None:
        results.append((page.checked.witness, page.checked.result))
    reasons = _reasons(said)
    found: dict[str, list[Told]] = {}
    for witness, result in results:
        for item in result["indicators"] if result else ():
            found.setdefault(item["id"], []).append(_told(witness, item, reasons))
    totals = tuple(Told(one, "", _total(said, one, result)) for one, result in results)
    return Words({key: tuple(each) for key, each in found.items()}, totals)


def _total(said: SaidBy, witness: str, result: Result | None) -> str:
    """The computed figure; where the standard computes none, what the witness states itself."""
    score = result["score"] if result else {}
    if score.get("total") is not None:
        return str(score["shown"])
    return shown(said.stated_score(witness))


def _told(witness: str, item: Result, reasons: Mapping[tuple[str, str], str]) -> Told:
    value = f"{item['shown']} {item['unit']}".strip() if item["shown"] else ""
    points = shown(None if item["points"] is None else Decimal(item["points"]))
    why = dict.fromkeys(
        reason for key in (item["id"], *_keys(item["trace"] or {})) if (reason := reasons.get((witness, key)))
    )
    return Told(witness, value, points, tuple(why))


def _keys(trace: Result) -> Iterator[str]:
    """The names of the figures an item was made of."""
    for one in trace.get("inputs", ()):
        yield one["key"]
        yield from _keys(one)


def _reasons(said: SaidBy) -> dict[tuple[str, str], str]:
    """Why a witness says so, by witness and the last name of the place."""
    later = said.statements(*BEFORE[1:])
    return {(one.witness, one.place.partition(".")[2].rpartition(".")[2]): one.reason for one in later if one.reason}
