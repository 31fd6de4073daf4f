"""Experts, panels and cases under review, for tests of the room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.panels.domain.panels import Shape, add_members, form_panel
from greenlist.panels.models import Assignment, Expert, Panel, ScoreSheet
from greenlist.parties.models import Role
from greenlist.rounds.models import Round
from later import several
from world import World, person, round_of


def expert(world: World, key: str = "expert", name: str = "", **more: Any) -> Expert:
    """An expert of the pool with a profile; a new person where the world has none of that key."""
    if key not in world.hats:
        person(world, key, name or f"专家{key}", "experts", Role.EXPERT)
    values = {"employer": "吉林某大学", "kinds": ["factory"], "fields": ["13"]} | more
    return Expert.objects.create(
        person=world.hat(key).person, pool=world.organisations["experts"], since=clock.now(), **values
    )


def experts(world: World, count: int, **more: Any) -> list[Expert]:
    """Several of them."""
    return [expert(world, f"expert{number}", f"专家甲{number}", **more) for number in range(1, count + 1)]


def cases(world: World, count: int, round_: Round | None = None, **more: Any) -> list[Application]:
    """Factories recommended to the province; in a round of their own, or in that of earlier ones."""
    model = Submission.objects.filter(application__round=round_).first() if round_ else None
    return several(world, model, count=count, state="recommended", **more)


def panel(
    world: World, round_: Round, name: str = "食品组", *, industries: Sequence[str] = (), per_case: int = 3,
    kind: str = "factory", members: Sequence[Expert] = (), by: str = "province",
) -> Panel:  # fmt: skip
    """A panel of the province with some members."""
    shape = Shape(name, kind, tuple(industries), per_case)
    made = form_panel(round_=round_, shape=shape, by=world.hat(by))
    if members:
        add_members(panel=made, experts=list(members), by=world.hat(by))
    return made


def given(panel: Panel, application: Application, to: Expert, how: str = "solver", **more: Any) -> Assignment:
    """An assignment as if it had been made."""
    return Assignment.objects.create(
        panel=panel,
        application=application,
        expert=to,
        how=how,
        why="测试",
        by=panel.created_by,
        at=clock.now(),
        **more,
    )


def signed(assignment: Assignment) -> ScoreSheet:
    """Its sheet, signed over the newest version."""
    submission = assignment.application.submissions.order_by("-number").first()
    assert submission is not None
    return ScoreSheet.objects.create(
        assignment=assignment, submission=submission, advice="yes", started_at=clock.now(), signed_at=clock.now()
    )


def put_state(panel: Panel, state: str) -> Panel:
    """The panel in a state."""
    Panel.objects.filter(pk=panel.pk).update(state=state)
    panel.refresh_from_db()
    return panel


YESTERYEAR = date(2001, 1, 1)
__all__ = ["YESTERYEAR", "cases", "expert", "experts", "given", "panel", "put_state", "round_of", "signed"]
