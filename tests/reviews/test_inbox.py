"""The inbox: who has one, in which order, with how many questions to the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.filled import completed, signed
from greenlist.applications.domain.submitting import submit_application
from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.parties.models import Role
from greenlist.rounds.models import Round
from world import World, application_of, person, round_of

PASSING = {"neighbour": "factory-01-machinery.yaml"}  # a sample of the unit's industry


def handed_in(world: World, round_: Round, unit: str = "unit") -> Submission:
    """A submission of a unit; its people are made where the world has none."""
    by, signatory = f"{unit}-editor", f"{unit}-signatory"
    for key, role in ((by, Role.APPLICANT_EDITOR), (signatory, Role.APPLICANT_SIGNATORY)):
        if key not in world.hats:
            person(world, key, key, unit, role)
    sample = PASSING.get(unit, "factory-03-food.yaml")
    application = completed(application_of(world, round_, unit=unit, by=by), world, by=by, sample=sample)
    signed(application, world, signatory)
    return submit_application(application=application, by=world.hat(signatory), version=application.version)


def since(application: Application, days: int) -> None:
    Application.objects.filter(pk=application.pk).update(state_since=clock.now() - timedelta(days=days))


@pytest.mark.parametrize(
    ("who", "status"),
    [("city", 200), ("cityapprover", 200), ("othercity", 200), ("province", 200), ("owner", 403), ("department", 403),
     ("expert", 403), ("newcomer", 403), (None, 302)],
)  # fmt: skip
def test_offices_have_an_inbox(world: World, who: str | None, status: int) -> None:
    assert world.client(who).get(reverse("inbox")).status_code == status


def test_a_city_sees_its_own_only(world: World) -> None:
    made = handed_in(world, round_of(world))
    assert made.application.unit.name in world.client("city").get("/inbox/").content.decode()
    assert made.application.unit.name not in world.client("othercity").get("/inbox/").content.decode()


def test_who_waits_longest_stands_first(world: World) -> None:
    round_ = round_of(world)
    late, early = handed_in(world, round_, "unit"), handed_in(world, round_, "neighbour")
    since(early.application, 12)
    since(late.application, 3)
    text = world.client("city").get("/inbox/").content.decode()
    assert text.index(early.application.unit.name) < text.index(late.application.unit.name)
    assert "12 天" in text


def test_filters(world: World) -> None:
    round_ = round_of(world)
    handed_in(world, round_)
    name = world.organisations["unit"].name
    client = world.client("city")
    for query, there in (
        ("", True), ("?kind=factory", True), ("?kind=park", False), (f"?round={round_.pk}", True), ("?round=0", False),
        ("?state=formally_checked", False), ("?state=all", True), ("?round=x&kind=y&page=z", False),
    ):  # fmt: skip
        assert (name in client.get(f"/inbox/{query}").content.decode()) is there, query


@pytest.mark.parametrize("units", [["unit"], ["unit", "neighbour", "elsewhere"]])
def test_the_inbox_asks_the_same_questions_for_one_and_for_three(
    world: World, units: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = round_of(world)
    for unit in units:
        handed_in(world, round_, unit)
    client = world.client("province")
    client.get("/inbox/")
    with django_assert_num_queries(9):
        text = client.get("/inbox/").content.decode()
    assert all(world.organisations[unit].name in text for unit in units)


def test_an_empty_inbox_says_what_happens_next(world: World) -> None:
    assert "单位提交后会通知您" in world.client("city").get("/inbox/").content.decode()
