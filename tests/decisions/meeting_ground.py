"""A meeting of the province with cases that experts have scored, made in one go for tests."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from greenlist.applications.models import Application
from greenlist.decisions.domain import open_batch
from greenlist.decisions.models import Batch, Stage
from greenlist.engine import clock
from greenlist.panels.models import Assignment, Expert, Panel, ScoreSheet
from later import received, several
from world import World, person

TOTALS = (("84", "86", "85"), ("60", "85", "80"), ("80", "88", "84"))


def experts(world: World, count: int = 3) -> list[Expert]:
    """Experts of the pool."""
    keys = ["expert", *(f"expert{number}" for number in range(2, count + 1))]
    for key in keys[1:]:
        person(world, key, f"专家{key[-1]}", "experts", "expert")
    return [
        Expert.objects.create(person=world.hat(key).person, pool=world.organisations["experts"], employer="示例大学",
                              kinds=["factory"], since=clock.now())
        for key in keys
    ]  # fmt: skip


def scored(world: World, cases: Sequence[Application], totals: Sequence[Sequence[str]] = TOTALS) -> Panel:
    """A closed panel whose experts signed these totals, a row for each case."""
    people = experts(world)
    panel = Panel.objects.create(
        round=cases[0].round, place=world.places["220000"], name="第一组", kind="factory", state="closed", per_case=3,
        created_by=world.hat("province").person, created_at=clock.now(),
    )  # fmt: skip
    for case, points in zip(cases, totals, strict=False):
        version = case.submissions.latest("number")
        for one, total in zip(people, points, strict=False):
            row = Assignment.objects.create(panel=panel, application=case, expert=one, how="solver", why="专业相符",
                                            by=panel.created_by, at=clock.now())  # fmt: skip
            ScoreSheet.objects.create(
                assignment=row, submission=version, total=Decimal(total), advice="yes", started_at=clock.now(),
                signed_at=clock.now(),
            )  # fmt: skip
    return panel


def recommended(world: World, count: int = 3) -> list[Application]:
    """Factories that the city recommended, the best first."""
    return received(world, several(world, count=count, state="recommended"))


def meeting(world: World, count: int = 3) -> Batch:
    """The open list of the province about that many factories, scored where there are totals for them."""
    cases = recommended(world, count)
    scored(world, cases)
    return open_batch(round=cases[0].round, stage=Stage.MEETING, by=world.hat("province"))
