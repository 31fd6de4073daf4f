"""What counts for an agency's places: the unit and the scope of the law, its event, and what is over."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from greenlist.agencies.domain.engagements import declare_affiliation, end_engagement, withdraw_affiliation
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries import caps
from greenlist.applications.models import Application, Nonconformity, Statement
from greenlist.engine import clock
from world import World, round_of

from .capped import fact, law_of, used
from .engaged import contracted, taken
from .ground import staffed


@pytest.fixture
def law(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The cap of the law, to be set by the test."""
    return law_of(monkeypatch)


@pytest.mark.usefixtures("law")
def test_near_and_full(world: World) -> None:
    round_ = round_of(staffed(world))
    for places, near, full in ((11, False, False), (1, True, False), (3, True, True)):
        taken(world, round_, places)
        standing = caps.standing_of(world.organisations["agency"], round_)
        assert (standing.near, standing.full) == (near, full)
    assert (standing.used, standing.left) == (15, 0)


@pytest.mark.parametrize(("unit", "mine", "others"), [("法人", 2, 3), ("法定代表人", 5, 5), ("incl_affiliates", 5, 5)])
def test_by_unit(world: World, law: SimpleNamespace, unit: str, mine: int, others: int) -> None:
    """Both agencies have one legal representative: 法人 counts them apart, the others together."""
    round_ = round_of(staffed(world))
    world.organisations["otheragency"].legal_rep = world.organisations["agency"].legal_rep
    world.organisations["otheragency"].save()
    taken(world, round_, 2)
    taken(world, round_, 3, agency="otheragency")
    law.cap_unit = fact(unit)
    assert (used(world, round_), used(world, round_, "otheragency")) == (mine, others)


def test_affiliates_count_together_while_declared(world: World, law: SimpleNamespace) -> None:
    round_ = round_of(staffed(world))
    taken(world, round_, 2)
    taken(world, round_, 3, agency="otheragency")
    law.cap_unit = fact("incl_affiliates")
    assert used(world, round_) == 2
    agency, other = world.organisations["agency"], world.organisations["otheragency"]
    made = declare_affiliation(agency=agency, other=other, basis="shareholding", by=world.hat("agencyhead"))
    assert (used(world, round_), used(world, round_, "otheragency")) == (5, 5)
    withdraw_affiliation(affiliation=made, by=world.hat("agencyhead"))
    assert used(world, round_) == 2


@pytest.mark.parametrize(("scope", "expected"), [("national_year", 5), ("batch", 2), ("province", 4)])
def test_by_scope(world: World, law: SimpleNamespace, scope: str, expected: int) -> None:
    """Two in the round, two of the same year and province in another, one of another province, one of last year."""
    first, second = round_of(staffed(world)), round_of(world, "cn-2024")
    assert first.year == second.year
    taken(world, first, 2)
    taken(world, second, 2)
    taken(world, second, 1, province=world.places["cn"])
    taken(world, second, 1, year=first.year - 1)
    law.cap_scope = fact(scope)
    assert used(world, first) == expected


def test_by_event(world: World, law: SimpleNamespace) -> None:
    round_ = round_of(staffed(world))
    both = taken(world, round_, 2)
    law.cap_counts = fact("report")
    assert used(world, round_) == 0
    law.cap_counts = fact("recommendation")
    assert used(world, round_) == 0
    Application.objects.filter(pk=both[0].application_id).update(state="province_reviewed")
    Application.objects.filter(pk=both[1].application_id).update(state="rejected")
    assert used(world, round_) == 1


def test_no_cap_is_no_limit(world: World, law: SimpleNamespace) -> None:
    round_ = round_of(staffed(world))
    taken(world, round_, 2)
    law.cap = fact(None)
    standing = caps.standing_of(world.organisations["agency"], round_)
    assert (standing.left, standing.full, standing.near) == (None, False, False)


@pytest.mark.parametrize("state", ["asked", "accepted", "declined", "withdrawn", "ended"])
@pytest.mark.usefixtures("law")
def test_only_contracts_in_force_count(world: World, state: str) -> None:
    round_ = round_of(staffed(world))
    taken(world, round_, 1)
    taken(world, round_, 1, state=state)
    assert used(world, round_) == 1


def test_an_ended_engagement_is_free_again_and_what_the_agency_said_decides_no_more(world: World) -> None:
    engagement = contracted(world)
    application, round_ = engagement.application, engagement.application.round
    hat = world.hat("evaluator")
    said = Statement.objects.create(
        application=application, place="values.water_intake", witness="verified", content="1", by=hat.person,
        at=clock.now(),
    )  # fmt: skip
    open_ = Nonconformity.objects.create(
        application=application, place="values.water_intake", label="取水量", grade="major", reason="无计量",
        by=hat.person, at=clock.now(),
    )  # fmt: skip
    assert used(world, round_) == 1
    end_engagement(engagement=engagement, by=world.hat("signatory"), reason="双方商定")
    engagement.refresh_from_db()
    said.refresh_from_db()
    open_.refresh_from_db()
    assert (engagement.state, engagement.ended_reason) == (Engagement.State.ENDED, "双方商定")
    assert (said.current, open_.state) == (False, "closed")
    assert used(world, round_) == 0


def test_what_the_cap_counts_is_frozen_with_the_contract(world: World) -> None:
    engagement = contracted(world)
    agency = engagement.agency
    agency.legal_rep = "新法人"
    agency.save()
    engagement.refresh_from_db()
    frozen = (engagement.legal_rep, engagement.agency_uscc, engagement.year, engagement.province)
    assert frozen == ("何机构", agency.uscc, 2024, world.places["220000"])
    assert isinstance(engagement.starts_on, date)
    assert (
        used(world, engagement.application.round) == 0
    )  # of the new representative none; the note says where they count
    assert "何机构" in caps.standing_of(agency, engagement.application.round).notes[0]
