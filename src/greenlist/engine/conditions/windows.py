"""近三年: the look-back window, with the day it is counted from possibly open (196号 一.2 names none)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import Enum

from greenlist.engine.case import Case
from greenlist.engine.facts import AnyFact, Fact
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message, say

APPLICATION, YEAR_END, CITY = "application_date", "evaluation_year_end", "city_deadline"


class Lies(Enum):
    """Where a day lies seen from the window. A day after the anchor is inside: it is still more recent."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One day a window may be counted from; `on` None where that day is not known."""

    name: str
    on: date | None
    fact: AnyFact | None = None  # the law behind the day, where it comes from the law

    @property
    def label(self) -> Message:
        """Its name with the day."""
        name = say(f"conditions.anchor_{self.name}")
        return say("conditions.anchor_on", name=name, on=self.on) if self.on else name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a day lies, why, and the law facts the answer rests on."""

    lies: Lies
    reason: Message
    facts: tuple[AnyFact, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """`years` back from the anchor, both ends included; an open anchor means every candidate is tried."""

    years: AnyFact
    anchor: AnyFact
    candidates: tuple[Anchor, ...]

    def place(self, day: date) -> Place:
        """Where `day` lies. It is unsure where the answer depends on something open or not handed in."""
        if self.years.value is None:
            return Place(Lies.UNSURE, say("conditions.window_years_open"), (self.years,))
        known = [anchor for anchor in self.candidates if anchor.on]
        if not self._enough(known):
            missing = [anchor.label for anchor in self.candidates if anchor.on is None]
            return Place(Lies.UNSURE, say("conditions.anchor_missing", anchors=missing), (self.years,))
        inside = [anchor for anchor in known if day >= self._start(anchor)]
        if inside and len(inside) < len(known):
            return self._mixed(inside, [anchor for anchor in known if anchor not in inside])
        return self._agreed(known, bool(inside))

    def spans(self) -> tuple[tuple[Anchor, date, date], ...]:
        """First and last day counted from each anchor whose day is known; nothing where the years are open."""
        if self.years.value is None:
            return ()
        return tuple((one, self._start(one), one.on) for one in self.candidates if one.on)

    def _enough(self, known: list[Anchor]) -> bool:
        """All candidates, or at least the two between which every application date lies."""
        names = {anchor.name for anchor in known}
        return len(known) == len(self.candidates) or {YEAR_END, CITY} <= names

    def _start(self, anchor: Anchor) -> date:
        return years_before(anchor.on or date.max, int(self.years.value or 0))

    def _agreed(self, known: list[Anchor], inside: bool) -> Place:
        code = "conditions.window_inside" if inside else "conditions.window_outside"
        start = min(self._start(anchor) for anchor in known)
        facts: tuple[AnyFact, ...] = (self.years,)
        if self.anchor.value is not None:
            facts += (self.anchor, *_behind(known))
        reason = say(code, years=self.years.value, start=start, anchors=[anchor.label for anchor in known])
        return Place(Lies.INSIDE if inside else Lies.OUTSIDE, reason, facts)

    def _mixed(self, inside: list[Anchor], outside: list[Anchor]) -> Place:
        reason = say(
            "conditions.window_mixed",
            years=self.years.value,
            inside=[anchor.label for anchor in inside],
            outside=[anchor.label for anchor in outside],
        )
        return Place(Lies.UNSURE, reason, (self.years, self.anchor, *_behind([*inside, *outside])))


def _behind(anchors: list[Anchor]) -> tuple[AnyFact, ...]:
    return tuple(anchor.fact for anchor in anchors if anchor.fact is not None)


def window_of(case: Case, policy: Policy, years: AnyFact | None = None) -> Window:
    """The policy's exclusion window for one unit; `years` replaces its length (energy diagnosis)."""
    return window_from(policy, case.applied_on, date(case.evaluation_year, 12, 31), years)


def window_from(policy: Policy, applied_on: date | None, year_end: date | None, years: AnyFact | None = None) -> Window:
    """The policy's exclusion window counted from these days; None where a day is not known."""
    anchor = policy.exclusion.window_anchor
    candidates: tuple[Anchor, ...] = (
        Anchor(APPLICATION, applied_on),
        Anchor(YEAR_END, year_end),
        Anchor(CITY, deadline_day(policy.deadlines.city, policy.identity.year.value), policy.deadlines.city),
    )
    if anchor.value is None:
        candidates = tuple(one for one in candidates if one.on or one.name != CITY)
    else:
        candidates = tuple(one for one in candidates if one.name == anchor.value)
    return Window(years or policy.exclusion.window_years, anchor, candidates)


def deadline_day(deadline: Fact[date | str], year: int | None) -> date | None:
    """A deadline as a day; a month-day text is completed by the year of the round. None where open."""
    value = deadline.value
    if value is None or isinstance(value, date):
        return value
    for text in (value, f"{year}-{value}"):
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February goes back to 28 February where there is none."""
    year = max(day.year - years, date.min.year)
    last = calendar.monthrange(year, day.month)[1]
    return day.replace(year=year, day=min(day.day, last))
