"""The province takes in what a city sent: checked again, compared, taken or returned."""

from __future__ import annotations

import pytest

from greenlist.applications.models import Application
from greenlist.applications.process import GUARDS, Matter, StaleApplication
from greenlist.engine import clock
from greenlist.parties.access import NotAllowed
from greenlist.parties.domain import Refused
from greenlist.parties.models import Notification
from greenlist.recommendations.domain.intake import Item, check_intake, return_unit, take
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit
from greenlist.recommendations.queries.sent import recommended_in, taken_in
from world import World

from .ground import let_pass, selected, sent, the_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(world: World, monkeypatch: pytest.MonkeyPatch) -> list[Application]:
    let_pass(monkeypatch)
    made = selected(world, 2)
    sent(world, made[0].round)
    return made


def unit_of(application: Application) -> RecommendedUnit:
    return RecommendedUnit.objects.select_related("application", "recommendation").get(application=application)


def test_nothing_changed(world: World, units: list[Application]) -> None:
    assert check_intake(recommendation=the_one(), by=world.hat("province")) == 2
    check = IntakeCheck.objects.get(unit__application=units[0])
    assert check.changes == []
    assert {one["severity"] for one in check.findings} <= {"error", "warning", "info"}


def test_what_changed_since_the_city_sent_it(world: World, units: list[Application]) -> None:
    one = unit_of(units[0])
    one.basis |= {"screening": "clear", "score": "91.5"}
    one.save()
    check_intake(recommendation=the_one(), by=world.hat("province"))
    changed = {row["code"]: (row["before"], row["after"]) for row in IntakeCheck.objects.get(unit=one).changes}
    assert changed["score"] == ("91.5", "90")
    assert changed["screening"][0] == "clear"


def test_taking_in(world: World, units: list[Application]) -> None:
    with pytest.raises(NotAllowed, match="请先核对"):
        take(units=[unit_of(units[0])], by=world.hat("province"))
    check_intake(recommendation=the_one(), by=world.hat("province"))
    take(units=[unit_of(units[0])], by=world.hat("province"), note="齐全")
    assert IntakeCheck.objects.get(unit__application=units[0]).outcome == "taken"
    assert taken_in(units) == {units[0].pk}
    for who in ("city", "owner", "expert"):
        with pytest.raises(NotAllowed):
            take(units=[unit_of(units[1])], by=world.hat(who))


def test_only_who_was_taken_in_since_it_was_sent_last_goes_on(world: World, units: list[Application]) -> None:
    """G-INTAKE: an earlier sending that was taken in does not count for the next one."""
    first, second = (Matter(one) for one in units[:2])
    guard = GUARDS["G-INTAKE"]
    assert "还没有受理" in guard(first)[0].reason
    check_intake(recommendation=the_one(), by=world.hat("province"))
    take(units=[unit_of(units[0])], by=world.hat("province"))
    assert guard(first) == []
    assert guard(second)
    again = the_one()
    letter = Recommendation.objects.create(
        round=again.round, place=again.place, level="city", state="sent", created_by=again.created_by,
        created_at=clock.now(), sent_at=clock.now(),
    )  # fmt: skip
    RecommendedUnit.objects.create(recommendation=letter, application=units[0], position=1, went=True)
    assert guard(first)


def test_returning_item_by_item(world: World, units: list[Application]) -> None:
    check_intake(recommendation=the_one(), by=world.hat("province"))
    one, by = unit_of(units[0]), world.hat("province")
    version = one.application.version
    with pytest.raises(Refused, match="至少写明一项"):
        return_unit(unit=one, items=[], by=by, version=version)
    with pytest.raises(StaleApplication):
        return_unit(unit=one, items=[Item("得分", "与报告不符")], by=by, version=version - 1)
    return_unit(unit=one, items=[Item("得分", "与报告不符")], by=by, version=version, note="请核实")
    moved = Application.objects.get(pk=units[0].pk)
    assert moved.state == "formally_checked"
    check = IntakeCheck.objects.get(unit=one)
    assert (check.outcome, check.items) == ("returned", [{"label": "得分", "reason": "与报告不符"}])
    told = Notification.objects.get(code="recommend_returned", person=world.hat("city").person)
    assert "与报告不符" in told.params["reason"]
    with pytest.raises(NotAllowed):
        take(units=[one], by=by)
    left = recommended_in(moved.round, world.places["changchun"])
    assert [row.application_id for row in left] == [units[1].pk]
