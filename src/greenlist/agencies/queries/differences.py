"""What the agency verified beside what the unit claimed, and what that does to the score (REQ-53)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.domain.verifying import VERIFIED
from greenlist.applications.leaves import MET
from greenlist.applications.models import Application
from greenlist.applications.queries.editing import CLAIMED
from greenlist.engine.decimals import ARITHMETIC, brief, round_half_up, show

from .said import SIGNING, SaidBy, said_by
from .verifying import Value, values_of

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that was verified: as claimed, as verified, how far apart. None: no numbers, or no percentage of 0."""

    place: str
    label: str
    section: str
    claimed: str
    verified: str
    state: str  # same | differs | changed (claimed anew since)
    difference: Decimal | None = None  # in the unit of the field
    percent: Decimal | None = None  # of the claim
    reason: str = ""
    evidence: str = ""

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.state != "same"

    @property
    def shown(self) -> str:
        """The difference with its sign."""
        return signed(self.difference)

    @property
    def shown_percent(self) -> str:
        """The percentage with its sign, to two decimals."""
        return f"{signed(round_half_up(self.percent, 2))}%" if self.percent is not None else ""


@dataclass(frozen=True, slots=True)
class Effect:
    """An indicator or a condition that comes out otherwise. `points`: difference of points, None for a condition."""

    id: str
    name: str
    claimed: str
    verified: str
    points: Decimal | None = None

    @property
    def shown(self) -> str:
        """The difference of points with its sign."""
        return signed(self.points)


@dataclass(frozen=True, slots=True)
class Differences:
    """All of an application. Scores are unrounded; None: not determined."""

    rows: tuple[Difference, ...] = ()
    score_claimed: Decimal | None = None
    score_verified: Decimal | None = None
    shown_claimed: str = ""
    shown_verified: str = ""
    most: str = ""  # full marks
    effects: tuple[Effect, ...] = field(default=())
    waiting: int = 0  # figures and judgements that nobody has verified
    computed: bool = True  # by the standard; False: each side states its own

    @property
    def differing(self) -> list[Difference]:
        """Where the two say different things."""
        return [one for one in self.rows if one.differs]

    @property
    def agreeing(self) -> list[Difference]:
        """Where the agency confirmed the claim."""
        return [one for one in self.rows if not one.differs]

    @property
    def change(self) -> Decimal | None:
        """What verification does to the score."""
        if self.score_claimed is None or self.score_verified is None:
            return None
        return ARITHMETIC.subtract(self.score_verified, self.score_claimed)

    @property
    def shown_change(self) -> str:
        """The same with its sign, to two decimals."""
        return "" if self.change is None else signed(round_half_up(self.change, 2))


def signed(number: Decimal | None) -> str:
    """A difference with its sign; '' for none."""
    if number is None:
        return ""
    text = brief(abs(number))
    return text if number == 0 or text == "0" else f"{'+' if number > 0 else '−'}{text}"


def differences(application: Application) -> Differences:
    """Claimed beside verified, and the score by each. Seven queries, two evaluations."""
    return differences_of(said_by(application))


def differences_of(said: SaidBy) -> Differences:
    """The same of what was read already. One query."""
    values = values_of(said.application, said.desk)
    rows = tuple(_row(one) for one in values if one.verified is not None and one.place not in SIGNING)
    waiting = sum(one.needed and one.waiting for one in values)
    before, after = _score(said.claimed.result), _score(said.verified.result)
    if before.get("total") is None and after.get("total") is None:
        return Differences(rows, *_stated(said), effects=tuple(_effects(said)), waiting=waiting, computed=False)
    return Differences(
        rows, _number(before.get("total")), _number(after.get("total")), before.get("shown") or "",
        after.get("shown") or "", after.get("max") or "", tuple(_effects(said)), waiting,
    )  # fmt: skip


def _stated(said: SaidBy) -> tuple[Decimal | None, Decimal | None, str, str]:
    """What each side states, where the standard computes no score."""
    before, after = said.stated_score(CLAIMED), said.stated_score(VERIFIED)
    return before, after, _two(before), _two(after)


def _two(number: Decimal | None) -> str:
    """A stated score with two decimals, or as many as it has; '' for none."""
    if number is None:
        return ""
    exponent = number.as_tuple().exponent
    return show(number, places=max(2, -exponent if isinstance(exponent, int) else 0))


def _row(one: Value) -> Difference:
    claimed, verified = one.number(one.claimed), one.number(one.verified)
    difference = percent = None
    if claimed is not None and verified is not None and claimed != verified:
        difference = ARITHMETIC.subtract(verified, claimed)
        percent = ARITHMETIC.multiply(ARITHMETIC.divide(difference, abs(claimed)), Decimal(100)) if claimed else None
    word = one.verified
    return Difference(
        one.place, one.label, str(one.section.title), one.figure(one.claimed), one.figure(one.verified),
        one.state, difference, percent, word.reason if word else "",
        word.evidence.name if word and word.evidence else "",
    )  # fmt: skip


def _score(result: Node | None) -> Node:
    found: Node = result["score"] if result is not None else {}
    return found


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _effects(said: SaidBy) -> Iterator[Effect]:
    """Indicators by how much they move the score, then conditions that are answered otherwise."""
    before, after = said.claimed.result, said.verified.result
    if before is None or after is None:
        return
    points = list(_points(before, after))
    yield from sorted(points, key=lambda one: -abs(one.points or Decimal(0)))
    earlier = {one["id"]: one for one in before["conditions"]}
    for one in after["conditions"]:
        was = earlier.get(one["id"])
        if was is not None and was["answer"] != one["answer"]:
            yield Effect(one["id"], one["name"], _answer(was["answer"]), _answer(one["answer"]))


def _answer(word: str) -> str:
    return str(MET.get(word, _("未定")))


def _points(before: Node, after: Node) -> Iterator[Effect]:
    earlier = {one["id"]: one for one in before["indicators"]}
    for one in after["indicators"]:
        was = earlier.get(one["id"])
        if was is None or was["points"] == one["points"]:
            continue
        old, new = _number(was["points"]), _number(one["points"])
        moved = ARITHMETIC.subtract(new, old) if old is not None and new is not None else None
        yield Effect(one["id"], one["name"], _said(was), _said(one), moved)


def _said(one: Node) -> str:
    points = one["points_shown"] or ("" if one["points"] is None else show(Decimal(one["points"]), places=2))
    return points or "—"


__all__ = ["Difference", "Differences", "Effect", "differences", "differences_of", "signed"]
