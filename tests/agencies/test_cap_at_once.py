"""Two units sign for the last place of an agency at the same time, on connections of their own: exactly one has it."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from greenlist.agencies.domain.engagements import sign_contract
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.caps import standing_of
from greenlist.applications.models import Application
from greenlist.applications.process import TransitionRefused
from world import World, build_world, round_of

from .engaged import accepted, another_unit, on_route, taken, with_contract

INTERLEAVINGS = 100
WAIT = 20  # seconds until a runner counts as lost
WIDEST = 0.006  # seconds by which one starts before the other: about as long as signing takes


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_two_for_the_last_place_and_one_has_it() -> None:
    world = build_world()
    round_ = round_of(world)
    both = [_ready(world, round_, number) for number in (1, 2)]
    taken(world, round_, 14)
    chance = random.Random(20)  # noqa: S311 - the same offsets every time
    race = Race(world, both, [chance.uniform(-WIDEST, WIDEST) for _ in range(INTERLEAVINGS)])
    race.run()
    assert race.faults == []
    assert race.seen == [["refused", "signed"]] * INTERLEAVINGS
    assert set(race.winners) == {one.pk for one in both}  # either order took place
    assert standing_of(world.organisations["agency"], round_).used == 14  # what is undone is free again


def _ready(world: World, round_: Any, number: int) -> Engagement:
    unit = another_unit(world, number)
    application = on_route(world, round_, unit=unit, by=f"{unit}-editor")
    return with_contract(accepted(world, application, by=f"{unit}-editor"))


@dataclass
class Race:
    """Two who sign again and again, each on a connection of its own; `offsets`: how much earlier the first starts."""

    world: World
    both: list[Engagement]
    offsets: list[float]
    seen: list[list[str]] = field(default_factory=list)
    winners: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _now: dict[int, str] = field(default_factory=dict)
    _gate: threading.Barrier = field(default_factory=lambda: threading.Barrier(3))

    def run(self) -> None:
        """Every turn: both sign, what came of it is noted and undone."""
        runners = [threading.Thread(target=self._runner, args=(number,)) for number in (0, 1)]
        for one in runners:
            one.start()
        try:
            for _ in self.offsets:
                self._gate.wait(WAIT)  # both sign
                self._gate.wait(WAIT)  # both have
                self.seen.append(sorted(self._now.values()))
                self.winners += [pk for pk, outcome in self._now.items() if outcome == "signed"]
                self._undo()
        except threading.BrokenBarrierError:
            self.faults.append("somebody did not come back")
        for one in runners:
            one.join(WAIT)

    def _runner(self, number: int) -> None:
        try:
            for offset in self.offsets:
                self._gate.wait(WAIT)
                time.sleep(max(offset if number else -offset, 0))
                self._now[self.both[number].pk] = self._sign(number)
                self._gate.wait(WAIT)
        except Exception as one:  # noqa: BLE001 - a thread tells nobody what went wrong in it
            self.faults.append(repr(one))
            self._gate.abort()
        finally:
            connection.close()

    def _sign(self, number: int) -> str:
        try:
            sign_contract(engagement=self.both[number], by=self.world.hat(f"unit{number + 1}-signatory"))
        except TransitionRefused as refused:
            return "refused" if [one.guard for one in refused.objections] == ["G-CAP"] else repr(refused.objections)
        return "signed"

    def _undo(self) -> None:
        """As it was before either signed."""
        held = [one.pk for one in self.both]
        Engagement.objects.filter(pk__in=held).update(state="accepted", contracted_at=None, year=None)
        applications = [one.application_id for one in self.both]
        Application.objects.filter(pk__in=applications).update(state="self_screened", agency=None)
