"""The cap at the event that the policy counts: one place before it is full, full, one too many."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from greenlist.agencies.domain.engagements import sign_contract
from greenlist.agencies.domain.signing import sign_report
from greenlist.agencies.guards import place_left
from greenlist.agencies.models import AgencyReport, Engagement
from greenlist.agencies.queries.caps import standing_of
from greenlist.applications.models import Application
from greenlist.applications.process import GUARDS, Matter, ways_from
from greenlist.parties.domain import Refused
from greenlist.parties.models import Organisation, Role
from world import World, person

from .capped import came, fact, law_of, reported, used
from .engaged import accepted, contracted, on_route, taken, with_contract
from .verifying import drafted, fresh, passed, stand_at

pytestmark = pytest.mark.django_db
CAP = 3
BORDER = [(CAP - 1, False), (CAP, True), (CAP + 1, True)]  # how many others are counted, whether that is too many
EVENTS = {"contract": "contracted", "report": "technically_reviewed", "recommendation": "recommended"}


@pytest.fixture
def law(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    return law_of(monkeypatch, cap=CAP)


def at_contract(world: World) -> Engagement:
    return with_contract(accepted(world))


def at_report(world: World) -> Engagement:
    engagement = contracted(world)
    stand_at(engagement.application, "report_drafted")
    return engagement


def at_recommendation(world: World) -> Engagement:
    engagement = contracted(world)
    reported(world, engagement)
    stand_at(engagement.application, "selected")
    return engagement


STANDS: dict[str, Callable[[World], Engagement]] = {
    "contract": at_contract, "report": at_report, "recommendation": at_recommendation,
}  # fmt: skip


def others(world: World, engagement: Engagement, event: str, count: int) -> None:
    """So many other projects of the agency that count by the event."""
    for one in taken(world, engagement.application.round, count):
        if event != "contract":
            reported(world, one)
        if event == "recommendation":
            stand_at(one.application, "recommended")


def against(engagement: Engagement, to: str) -> list[str]:
    """What G-CAP has against the step to a state, as the process table asks it; [] too where the table does not."""
    application = Application.objects.get(pk=engagement.application_id)
    way = next(one for one in ways_from(application) if one.to == to and not one.back)
    assert "G-CAP" in way.guards
    return [one.reason for one in GUARDS["G-CAP"](Matter(application))]


@pytest.mark.parametrize(("count", "full"), BORDER)
@pytest.mark.parametrize("event", EVENTS)
def test_the_step_that_counts_needs_a_place(
    world: World, law: SimpleNamespace, event: str, count: int, full: bool
) -> None:
    engagement = STANDS[event](world)
    law.cap_counts = fact(event)
    others(world, engagement, event, count)
    reasons = against(engagement, EVENTS[event])
    assert bool(reasons) is full
    if full:
        assert f"已计{count}项，上限{CAP}项" in reasons[0]
        says = {"contract": "请另选机构", "report": "解除委托", "recommendation": "移出推荐文"}
        assert says[event] in reasons[0]


@pytest.mark.parametrize(("stands", "event"), [
    ("report", "contract"), ("report", "recommendation"), ("recommendation", "contract"), ("recommendation", "report"),
])  # fmt: skip
def test_a_step_that_does_not_count_needs_none(world: World, law: SimpleNamespace, stands: str, event: str) -> None:
    engagement = STANDS[stands](world)
    law.cap_counts = fact(event)
    others(world, engagement, event, CAP + 1)
    assert against(engagement, EVENTS[stands]) == []


@pytest.mark.parametrize("event", ["report", "recommendation"])
def test_a_contract_needs_a_place_whatever_counts(world: World, law: SimpleNamespace, event: str) -> None:
    """A contract that does not count yet takes no place; where none is left, none is signed."""
    engagement = at_contract(world)
    law.cap_counts = fact(event)
    taken(world, engagement.application.round, CAP)
    standing = standing_of(engagement.agency, engagement.application.round)
    assert (standing.used, standing.waiting, standing.left) == (0, CAP, CAP)
    assert against(engagement, "contracted") == []
    others(world, engagement, event, CAP)
    assert len(against(engagement, "contracted")) == 1


@pytest.mark.parametrize(("count", "full"), BORDER)
def test_a_report_takes_its_place_when_it_is_signed(world: World, law: SimpleNamespace, count: int, full: bool) -> None:
    engagement = drafted(world)
    law.cap_counts = fact("report")
    others(world, engagement, "report", count)
    passed(world, fresh(engagement))
    if not full:
        sign_report(engagement=engagement, by=world.hat("agencyhead"))
        assert used(world, engagement.application.round) == CAP
        return
    with pytest.raises(Refused, match=f"已计{count}项，上限{CAP}项。本轮在出具报告时计入名额"):
        sign_report(engagement=engagement, by=world.hat("agencyhead"))
    assert not AgencyReport.objects.filter(engagement=engagement).exists()
    assert fresh(engagement).application.state == "report_drafted"


def test_a_contract_does_not_take_the_place_of_its_own_import(world: World, law: SimpleNamespace) -> None:
    """It came with a bundle and is contracted anew: one project, one place."""
    engagement = at_contract(world)
    round_ = engagement.application.round
    taken(world, round_, CAP - 2)
    one = came(world, round_, engagement.agency.name, state="self_screened")
    assert used(world, round_) == CAP - 1
    Engagement.objects.filter(pk=engagement.pk).update(application=one)
    taken(world, round_, 1)
    assert used(world, round_) == CAP
    assert against(Engagement.objects.get(pk=engagement.pk), "contracted") == []
    sign_contract(engagement=Engagement.objects.get(pk=engagement.pk), by=world.hat(_signatory(world, one.unit)))
    assert used(world, round_) == CAP


def _signatory(world: World, unit: Organisation) -> str:
    key = next(name for name, one in world.organisations.items() if one == unit)
    person(world, f"{key}-signatory", "负责人", key, Role.APPLICANT_SIGNATORY)
    return f"{key}-signatory"


@pytest.mark.parametrize(("count", "full"), BORDER)
def test_a_project_that_came_with_a_bundle_needs_its_place_at_the_recommendation(
    world: World, law: SimpleNamespace, count: int, full: bool
) -> None:
    engagement = at_recommendation(world)
    law.cap_counts = fact("recommendation")
    others(world, engagement, "recommendation", count)
    one = came(world, engagement.application.round, engagement.agency.name, state="selected")
    assert bool(place_left(Matter(one))) is full


def test_nobody_known_needs_no_place(world: World, law: SimpleNamespace) -> None:
    """Evaluated by itself, by somebody who is not registered, or elsewhere and only the unit says so."""
    engagement = at_recommendation(world)
    round_, name = engagement.application.round, engagement.agency.name
    law.cap_counts = fact("recommendation")
    others(world, engagement, "recommendation", CAP)
    elsewhere = came(world, round_, name, state="selected")
    assert len(place_left(Matter(elsewhere))) == 1
    for one in (
        came(world, round_, name, state="selected", route="self"),
        came(world, round_, "别家评价有限公司", state="selected"),
        on_route(world, round_, state="selected", kind="supply_chain"),
    ):  # fmt: skip
        assert place_left(Matter(one)) == [], one


def test_units_that_go_before_take_their_places_first(world: World, law: SimpleNamespace) -> None:
    engagement = at_recommendation(world)
    law.cap_counts = fact("recommendation")
    before = [one.application_id for one in taken(world, engagement.application.round, CAP, state="contracted")]
    one = engagement.application
    assert place_left(Matter(one, beside=before[:-1])) == []
    assert len(place_left(Matter(one, beside=before))) == 1
