"""Nonconformities: raised by the agency, answered by the unit, closed or asked again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from greenlist.agencies.domain.verified import (
    answer_nonconformity,
    ask_again,
    close_nonconformity,
    raise_nonconformity,
)
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.nonconforming import grave_open, items_of
from greenlist.applications.locks import may_change
from greenlist.applications.models import Nonconformity
from greenlist.engine import clock
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from world import World

from .engaged import contracted
from .verifying import stand_at

pytestmark = pytest.mark.django_db
PLACE = "values.floor_area"


@pytest.fixture
def engagement(world: World) -> Engagement:
    return contracted(world)


def raised(world: World, engagement: Engagement, **more: object) -> Nonconformity:
    given = {"place": PLACE, "label": "总建筑面积", "grade": "major", "reason": "与产权证不一致"} | more
    return raise_nonconformity(application=engagement.application, by=world.hat("evaluator"), **given)  # type: ignore[arg-type]


def test_the_way_of_one(world: World, engagement: Engagement) -> None:
    row = raised(world, engagement)
    assert (row.state, grave_open(engagement.application)) == ("open", 1)
    row = answer_nonconformity(nonconformity=row, answer="已按产权证改正", by=world.hat("owner"))
    assert row.state == "answered"
    row = ask_again(nonconformity=row, verdict="请附产权证", by=world.hat("evaluator"), due=clock.today())
    assert (row.state, row.due_on) == ("open", clock.today())
    row = answer_nonconformity(nonconformity=row, answer="已附", by=world.hat("colleague"))
    row = close_nonconformity(nonconformity=row, verdict="已核对", by=world.hat("agencyhead"))
    assert (row.state, grave_open(engagement.application)) == ("closed", 0)
    told = set(Notification.objects.filter(person=world.hat("owner").person).values_list("code", flat=True))
    assert {"nonconformity_raised", "nonconformity_closed"} <= told
    assert Notification.objects.filter(code="nonconformity_answered", person=world.hat("evaluator").person).count() == 2


def test_while_open_the_unit_may_change_that_place_alone(world: World, engagement: Engagement) -> None:
    application = engagement.application
    stand_at(application, "documents_reviewed")
    assert not may_change(application, PLACE)
    row = raised(world, engagement)
    assert may_change(application, PLACE)
    assert not may_change(application, "values.land_area_m2")
    answer_nonconformity(nonconformity=row, answer="已改", by=world.hat("owner"))
    assert not may_change(application, PLACE)


def test_open_ones_come_first(world: World, engagement: Engagement) -> None:
    first, second = raised(world, engagement), raised(world, engagement, grade="question")
    close_nonconformity(nonconformity=first, verdict="提错了", by=world.hat("evaluator"))
    assert [one.row.pk for one in items_of(engagement.application)] == [second.pk, first.pk]


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": "values.nothing"},
        {"grade": "grave"},
        {"reason": " "},
        {"due": date(2000, 1, 1)},
        {"reason": "字" * 2001},
    ],
)
def test_what_cannot_be_raised(world: World, engagement: Engagement, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        raised(world, engagement, **wrong)


def test_out_of_turn(world: World, engagement: Engagement) -> None:
    row = raised(world, engagement, due=clock.today() + timedelta(days=7))
    with pytest.raises(Refused):
        ask_again(nonconformity=row, verdict="再问", by=world.hat("evaluator"))
    with pytest.raises(Refused):
        answer_nonconformity(nonconformity=row, answer="", by=world.hat("owner"))
    row = answer_nonconformity(nonconformity=row, answer="见附件", by=world.hat("owner"))
    with pytest.raises(Refused):
        answer_nonconformity(nonconformity=row, answer="再答", by=world.hat("owner"))
    row = close_nonconformity(nonconformity=row, verdict="可", by=world.hat("evaluator"))
    with pytest.raises(Refused):
        close_nonconformity(nonconformity=row, verdict="可", by=world.hat("evaluator"))


@pytest.mark.parametrize("who", ["evaluator", "outsider", "city"])
def test_only_the_unit_answers(world: World, engagement: Engagement, who: str) -> None:
    row = raised(world, engagement)
    with pytest.raises(NotAllowed):
        answer_nonconformity(nonconformity=row, answer="好", by=world.hat(who))


@pytest.mark.parametrize("who", ["owner", "otherevaluator", "agencyreviewer"])
def test_only_the_evaluators_close(world: World, engagement: Engagement, who: str) -> None:
    row = raised(world, engagement)
    with pytest.raises(NotAllowed):
        close_nonconformity(nonconformity=row, verdict="好", by=world.hat(who))
