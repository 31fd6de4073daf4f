"""The guards of the process table about agencies: on which day, for which kind, by which law, for which way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from applications.filled import state
from greenlist.agencies.domain.engagements import declare_relation, sign_contract
from greenlist.agencies.domain.relating import Said
from greenlist.agencies.guards import filed_in_time, independent, not_barred, place_left, report_signed
from greenlist.agencies.models import ConductCase, Engagement, Filing, Sanction
from greenlist.applications.models import Application
from greenlist.applications.process import GUARDS, Matter, TransitionRefused, ways_from
from greenlist.engine import clock
from greenlist.parties.models import FormerName, Organisation
from world import World, round_of

from .engaged import accepted, contracted, on_route, taken, with_contract
from .ground import filed, staffed


def barred(world: World, agency: Organisation, since: date, until: date) -> Sanction:
    case = ConductCase.objects.create(
        agency=agency, province=world.places["220000"], source="spot_check", ground="抽查", state="decided",
        opened_by=world.hat("province").person, opened_at=clock.now(),
    )  # fmt: skip
    return Sanction.objects.create(
        case=case, agency=agency, province=world.places["220000"], circular_no="吉工信通报1号", bar_from=since,
        bar_until=until, clause="jilin-2024/third_party.fraud_consequences.ban_years", at=clock.now(),
    )  # fmt: skip


def against(engagement: Engagement) -> list[str]:
    """The guards that object to the contract."""
    application = Application.objects.get(pk=engagement.application_id)
    way = next(one for one in ways_from(application) if one.to == "contracted")
    matter = Matter(application)
    return [one.guard for name in way.guards for one in GUARDS[name](matter)]


def test_all_five_are_registered() -> None:
    assert {"G-BAR", "G-FILE", "G-CAP", "G-IND", "G-SIGNED"} <= set(GUARDS)


@pytest.mark.requirement("REQ-50")
@pytest.mark.parametrize("stands", ["self_screened", "self_evaluated"])
def test_nothing_objects_to_an_ordinary_contract_on_either_way(world: World, stands: str) -> None:
    engagement = with_contract(accepted(world, on_route(world, state=stands)))
    assert against(engagement) == []


def test_without_an_answer_nothing_is_signed(world: World) -> None:
    matter = Matter(on_route(world))
    for guard in (filed_in_time, place_left, independent):
        assert [one.reason for one in guard(matter)] == ["还没有机构接受委托。"]


@pytest.mark.requirement("REQ-50")
@pytest.mark.parametrize(
    ("starts", "objections"),
    [(-1, ["G-FILE"]), (0, []), (10, []), (11, ["G-FILE"])],  # accepted on day 0, valid until day 10
)
def test_the_filing_is_in_force_on_the_day_the_evaluation_begins(
    world: World, starts: int, objections: list[str]
) -> None:
    engagement = accepted(world)
    today = clock.today()
    Filing.objects.update(accepted_on=today, valid_until=today + timedelta(days=10))
    assert against(with_contract(engagement, starts_on=today + timedelta(days=starts))) == objections


def test_a_filing_that_does_not_cover_the_kind(world: World) -> None:
    engagement = with_contract(accepted(world))
    Filing.objects.update(kinds=["park", "supply_chain"])
    assert against(engagement) == ["G-FILE"]
    Filing.objects.update(state=Filing.State.RETURNED)
    assert against(engagement) == ["G-FILE"]


@pytest.mark.requirement("REQ-55")
@pytest.mark.parametrize(("since", "until", "hit"), [(0, 0, True), (-5, 0, True), (-5, -1, False), (1, 9, False)])
def test_a_bar_holds_from_its_first_to_its_last_day(world: World, since: int, until: int, hit: bool) -> None:
    engagement = with_contract(accepted(world))
    today = clock.today()
    barred(world, engagement.agency, today + timedelta(days=since), today + timedelta(days=until))
    assert against(engagement) == (["G-BAR"] if hit else [])


@pytest.mark.requirement("REQ-55")
def test_an_agency_named_by_text_is_barred_by_any_of_its_names(world: World) -> None:
    """T03r: the evaluation took place elsewhere."""
    staffed(world)
    application = on_route(world)
    agency = world.organisations["agency"]
    FormerName.objects.create(organisation=agency, name="老示例评价有限公司")
    barred(world, agency, clock.today(), clock.today())
    for named, hit in (
        ("示例绿色评价有限公司", True), ("示例 绿色评价有限公司", True), ("老示例评价有限公司", True),
        ("别家评价有限公司", False),
    ):  # fmt: skip
        state(application, "unit.agency", named, world.hat("owner"))
        assert bool(not_barred(Matter(application))) is hit, named
    application.route = "self"
    state(application, "unit.agency", agency.name, world.hat("owner"))
    assert not_barred(Matter(application)) == []


def test_a_bar_stops_the_way_to_the_submission_too(world: World) -> None:
    """T11: the agency engaged here counts, whatever the application names."""
    engagement = contracted(world)
    application = engagement.application
    assert not_barred(Matter(application)) == []
    barred(world, engagement.agency, clock.today(), clock.today())
    assert [one.guard for one in not_barred(Matter(application))] == ["G-BAR"]


def test_the_cap_refuses_the_one_too_many_and_says_why(world: World) -> None:
    engagement = with_contract(accepted(world))
    taken(world, engagement.application.round, 14)
    assert against(engagement) == []
    taken(world, engagement.application.round, 1)
    assert against(engagement) == ["G-CAP"]
    with pytest.raises(TransitionRefused) as refused:
        sign_contract(engagement=engagement, by=world.hat("signatory"))
    assert "已计15项，上限15项" in refused.value.objections[0].reason
    engagement.refresh_from_db()
    assert (engagement.state, engagement.contracted_at) == ("accepted", None)


def test_a_forbidden_relation_objects_and_a_disclosed_one_does_not(world: World) -> None:
    engagement = with_contract(accepted(world))
    unit, agency, by = world.organisations["unit"], engagement.agency, world.hat("owner")
    declare_relation(agency=agency, unit=unit, said=Said("consulting", "节能咨询"), by=by)
    assert against(engagement) == []
    declare_relation(agency=agency, unit=unit, said=Said("wrote_self_evaluation", "代写自评价报告"), by=by)
    assert against(engagement) == ["G-IND"]


def test_signed_is_asked_only_where_the_evaluation_takes_place_here(world: World) -> None:
    elsewhere = on_route(world)
    assert report_signed(Matter(elsewhere)) == []
    engagement = contracted(world, elsewhere)
    assert [one.guard for one in report_signed(Matter(engagement.application))] == ["G-SIGNED"]


def test_where_the_law_asks_for_no_filing_none_is_decided_by(world: World) -> None:
    """cn-2024 does not say: an open rule does not object."""
    application = on_route(world, round_of(world, "cn-2024"))
    filed(world, application.round)
    assert filed_in_time(Matter(application)) == []


def test_a_draft_is_taken_through_the_self_check_or_told_what_is_open(world: World) -> None:
    engagement = with_contract(accepted(world, on_route(world, state="draft")))
    with pytest.raises(TransitionRefused) as refused:
        sign_contract(engagement=engagement, by=world.hat("signatory"))
    assert {one.guard for one in refused.value.objections} == {"RS-1"}
