"""Every value of a version with what each witness said, for an office to put its own word beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from greenlist.agencies.queries.verifying import Value, values_of
from greenlist.applications.domain.checking import CHECKED, DECIDED
from greenlist.applications.models import Application, Statement
from greenlist.applications.queries.editing import Desk
from greenlist.applications.sections import Section
from greenlist.engine.decimals import parse_decimal

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Witnessed:
    """One place: what the unit claims, what the agency verified, what city and province hold.

    `as_witness`: as whom the office that looks would speak.
    """

    value: Value
    checked: Statement | None
    decided: Statement | None = None
    as_witness: str = CHECKED

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.value.place

    @property
    def checked_text(self) -> str:
        """The city's word."""
        return self.value.said(self.checked)

    @property
    def decided_text(self) -> str:
        """The province's word."""
        return self.value.said(self.decided)

    @property
    def own(self) -> Statement | None:
        """The word of the office that looks."""
        return self.decided if self.as_witness == DECIDED else self.checked

    @property
    def corrected(self) -> bool:
        """Whether an office said anything here."""
        return self.checked is not None or self.decided is not None

    @property
    def formed(self) -> Value:
        """The same as a form for the office takes it: its own word, or the one that decides so far to start from."""
        before = self.value.verified or self.value.claimed
        if self.as_witness == DECIDED:
            before = self.checked or before
        return replace(self.value, verified=self.own, claimed=before)


def witnessed(application: Application, desk: Desk, witness: str = CHECKED) -> list[Witnessed]:
    """Every place of an application, in the order of its sections. No query beside the desk's."""
    return [
        Witnessed(one, _said_by(desk, one.place, CHECKED), _said_by(desk, one.place, DECIDED), witness)
        for one in values_of(application, desk)
    ]


def _said_by(desk: Desk, place: str, witness: str) -> Statement | None:
    return next((one for one in desk.others(place) if one.witness == witness), None)


def sections_with(rows: Sequence[Witnessed]) -> list[tuple[Section, int, int]]:
    """The sections that hold anything, with how many places each has and how many were corrected."""
    every: dict[str, list[Witnessed]] = {}
    for one in rows:
        every.setdefault(one.value.section.id, []).append(one)
    return [(group[0].value.section, len(group), sum(one.corrected for one in group))
            for group in every.values()]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of the result before and after the corrections."""

    label: str
    before: str
    after: str

    @property
    def step(self) -> Decimal | None:
        """By how much a number changed, None where one of the two is none."""
        before, after = parse_decimal(self.before), parse_decimal(self.after)
        return None if before is None or after is None else after - before


def effect(before: Data, after: Data) -> list[Change]:
    """What the corrections change: score, verdict, tier, then every indicator and condition that differs."""
    found = [
        Change("score", _score(before), _score(after)),
        Change("verdict", before["verdict"], after["verdict"]),
        Change("tier", before["priority"]["tier"], after["priority"]["tier"]),
    ]
    return [one for one in found if one.label == "score" or one.before != one.after]


def details(before: Data, after: Data) -> list[Change]:
    """Indicators, conditions and checks whose answer differs."""
    rows = [
        *_pairs(before["indicators"], after["indicators"], "points_shown"),
        *_pairs(before["conditions"], after["conditions"], "answer"),
    ]
    return [one for one in rows if one.before != one.after]


def _pairs(before: list[Data], after: list[Data], key: str) -> list[Change]:
    earlier = {one["id"]: one for one in before}
    return [
        Change(f"{one['id']} {one['name']}", str((earlier.get(one["id"]) or {}).get(key) or ""), str(one[key] or ""))
        for one in after
    ]


def _score(result: Data) -> str:
    value = (result.get("ranking_score") or {}).get("value")
    return str(value) if value is not None else ""
