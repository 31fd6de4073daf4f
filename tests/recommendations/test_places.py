"""A letter where recommendations take places of agencies: told before who has none, sent without them."""

from __future__ import annotations

import pytest

from agencies.capped import law_of
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.caps import standing_of
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.recommendations.domain.sending import send
from greenlist.recommendations.queries.previewing import preview
from world import World

from .ground import let_pass, proposed, selected

pytestmark = pytest.mark.django_db


def evaluated(world: World, units: list[Application]) -> None:
    """Each under contract with the agency, as rows alone."""
    agency, by = world.organisations["agency"], world.hat("owner").person
    for one in units:
        Engagement.objects.create(
            application=one, agency=agency, state="contracted", year=one.round.year, province=one.round.jurisdiction,
            contracted_at=clock.now(), asked_by=by, asked_at=clock.now(),
        )  # fmt: skip
    Application.objects.filter(pk__in=[one.pk for one in units]).update(route="agency", agency=agency)


@pytest.mark.parametrize(("cap", "going"), [(2, 2), (3, 3), (4, 3)])
def test_those_before_take_the_places_that_are_left(
    world: World, monkeypatch: pytest.MonkeyPatch, cap: int, going: int
) -> None:
    let_pass(monkeypatch)
    law_of(monkeypatch, cap=cap, cap_counts="recommendation")
    units = selected(world)
    evaluated(world, units)
    made = proposed(world, units[0].round)
    shown = preview(made)
    assert [one.unit.application_id for one in shown.going] == [one.pk for one in units[:going]]
    why = f"“示例绿色评价有限公司”的名额已满：已计{cap}项，上限{cap}项。本轮在推荐时计入名额，这家单位暂不能推荐；"
    advice = "请把它移出推荐文，等该机构的项目有退回或不予推荐的，名额空出后再推荐。"
    assert [one.stopped for one in shown.staying] == [[why + advice]] * (3 - going)
    result = send(recommendation=made, digest=shown.digest, by=world.hat("cityapprover"))
    assert (len(result.moved), len(result.stopped)) == (going, 3 - going)
    assert standing_of(world.organisations["agency"], units[0].round).used == going


def test_a_place_taken_since_the_check_stops_its_line_only(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    law_of(monkeypatch, cap=3, cap_counts="recommendation")
    units = selected(world)
    evaluated(world, units)
    made = proposed(world, units[0].round)
    shown = preview(made)
    law_of(monkeypatch, cap=2, cap_counts="recommendation")
    result = send(recommendation=made, digest=shown.digest, by=world.hat("cityapprover"))
    assert [one.application_id for one in result.moved] == [one.pk for one in units[:2]]
    assert "上限2项" in result.stopped[0].stopped[0]


def test_where_the_contract_took_the_place_none_is_asked_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    law_of(monkeypatch, cap=1)
    units = selected(world)
    evaluated(world, units)
    assert len(preview(proposed(world, units[0].round)).going) == 3
