"""Several officers at work on the lists of one place at the same time: there are never more chosen than places."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection

from greenlist.applications.models import Application
from greenlist.applications.process import TransitionRefused
from greenlist.decisions.domain import Changed, decide, open_batch, propose, refresh, release, send_back
from greenlist.decisions.models import Batch, Line, Stage
from greenlist.decisions.previewing import preview
from greenlist.decisions.queries.quotas import BEYOND
from greenlist.parties.access import Hat, NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Role
from greenlist.rounds.models import Round
from world import World, build_world, person

from .ground import PER_KIND, policy_with, waiting

PLACES = 2  # of PER_KIND
ACTS = 25  # of each officer at least
MOST_ACTS = 400  # until somebody was chosen: what comes first is chance, and a list may be released with nobody on it
EXPECTED = (Refused, NotAllowed, TransitionRefused, Changed, Batch.DoesNotExist)


@dataclass
class Office:
    """Officers of one place who try whatever they may, each on a connection of its own."""

    world: World
    round: Round
    units: list[Application]
    most: int = 0  # chosen at the same time, as any of them ever saw it
    did: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def officer(self, name: str) -> None:
        """So many acts, each officer's in an order of chance that is the same each time."""
        chance, hat = random.Random(name), self.world.hat(name)  # noqa: S311 - the same order every time
        acts = self.approving() if hat.role == Role.CITY_APPROVER else self.handling()
        try:
            for number in range(MOST_ACTS):
                if number >= ACTS and self.most:
                    break
                self.act(chance.choice(acts), hat, chance)
        finally:
            connection.close()

    def act(self, what: Callable[[Hat, random.Random], None], hat: Hat, chance: random.Random) -> None:
        try:
            what(hat, chance)
        except EXPECTED:
            self.did["refused"] += 1
        except Exception as fault:  # noqa: BLE001 - a thread tells nobody what went wrong in it
            self.faults.append(repr(fault))
        else:
            self.did[what.__name__] += 1
        self.most = max(self.most, Application.objects.filter(round=self.round, state__in=BEYOND).count())

    def handling(self) -> list[Callable[[Hat, random.Random], None]]:
        return [self.opens, self.decides, self.decides, self.refreshes, self.proposes, self.proposes]

    def approving(self) -> list[Callable[[Hat, random.Random], None]]:
        return [self.releases, self.releases, self.releases, self.sends_back]

    def batch(self) -> Batch:
        return Batch.objects.filter(round=self.round, state__in=Batch.OPEN).latest("pk")

    def opens(self, hat: Hat, _chance: random.Random) -> None:
        open_batch(round=self.round, stage=Stage.SELECTION, by=hat)

    def decides(self, hat: Hat, chance: random.Random) -> None:
        batch = self.batch()
        lines = list(Line.objects.filter(batch=batch).values_list("pk", flat=True))
        some = chance.sample(lines, min(len(lines), chance.randint(1, 2)))
        decide(batch=batch, lines=some, outcome=chance.choice(["yes", "yes", ""]), reason="", by=hat, version=None)

    def refreshes(self, hat: Hat, _chance: random.Random) -> None:
        refresh(batch=self.batch(), by=hat)

    def proposes(self, hat: Hat, _chance: random.Random) -> None:
        batch = self.batch()
        propose(batch=batch, by=hat, version=batch.version)

    def releases(self, hat: Hat, _chance: random.Random) -> None:
        batch = self.batch()
        release(batch=batch, digest=preview(batch, hat).digest, by=hat)

    def sends_back(self, hat: Hat, _chance: random.Random) -> None:
        send_back(batch=self.batch(), reason="再看看", by=hat)


@pytest.mark.requirement("REQ-08")
@pytest.mark.django_db(transaction=True)
def test_never_more_chosen_than_places_whoever_works_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = policy_with(tmp_path, PER_KIND)
    monkeypatch.setattr("greenlist.decisions.quotas.policy_of", lambda _round: policy)
    world = build_world()
    person(world, "city2", "第二经办", "city", Role.CITY_HANDLER)
    person(world, "cityapprover2", "第二审批", "city", Role.CITY_APPROVER)
    units = waiting(world, 6)
    office = Office(world, units[0].round, units)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(office.officer, ("city", "city2", "cityapprover", "cityapprover2")))
    assert office.faults == []
    assert 0 < office.most <= PLACES
    assert office.did["releases"] >= 1
    assert office.did["proposes"] >= 1
