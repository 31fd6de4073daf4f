"""The filing in force: from its first day to its last, by province, and the newest of several."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.agencies.models import Filing
from greenlist.agencies.queries.filings import active_filing, assessed, elsewhere, filed_of, remarks
from greenlist.engine import clock
from greenlist.rounds.models import Round
from world import World, round_of

from .ground import complete, filed

FIRST, LAST = date(2026, 3, 2), date(2026, 12, 31)


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.mark.requirement("REQ-50")
@pytest.mark.parametrize(
    ("on", "active"),
    [(FIRST - timedelta(days=1), False), (FIRST, True), (LAST, True), (LAST + timedelta(days=1), False)],
)
def test_a_filing_holds_from_its_first_day_to_its_last(world: World, round_: Round, on: date, active: bool) -> None:
    filing = filed(world, round_, accepted_on=FIRST, valid_until=LAST)
    found = active_filing(filing.agency, filing.jurisdiction, on)
    assert (found == filing) is active


@pytest.mark.parametrize("state", ["draft", "filed", "returned"])
def test_only_an_accepted_filing_holds(world: World, round_: Round, state: str) -> None:
    filing = filed(world, round_, state=state)
    assert active_filing(filing.agency, filing.jurisdiction, clock.today()) is None


def test_a_filing_holds_in_its_province_for_its_agency(world: World, round_: Round) -> None:
    filing = filed(world, round_)
    assert active_filing(filing.agency, world.places["cn"], clock.today()) is None
    assert active_filing(world.organisations["otheragency"], filing.jurisdiction, clock.today()) is None


def test_the_newest_of_several_holds_and_one_without_an_end_holds_on(world: World, round_: Round) -> None:
    old = filed(world, round_, valid_until=None, accepted_on=FIRST)
    assert active_filing(old.agency, old.jurisdiction, date(2090, 1, 1)) == old
    new = filed(world, round_, year=round_.year + 1)
    assert active_filing(old.agency, old.jurisdiction, clock.today()) == new


def test_what_is_filed_is_read_in_three_questions(
    world: World, round_: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    filing = Filing.objects.select_related("agency").get(pk=complete(world, round_).pk)
    with django_assert_num_queries(3):
        told = filed_of(filing)
    assert (len(told.staff), len(told.projects), len(told.papers)) == (12, 3, 12 * 2 + 3 + 6)
    assert told.legal_rep == "何机构"


def test_somebody_filed_by_two_agencies_is_found_from_both_sides(world: World, round_: Round) -> None:
    mine, other = complete(world, round_), complete(world, round_, agency="otheragency", state="filed")
    assert elsewhere(mine) == ()
    shared = other.staff.order_by("pk")[0]
    shared.identity = mine.staff.order_by("pk")[0].identity
    shared.save()
    (found,) = elsewhere(mine)
    assert (found.agency, found.full_time) == ("另一评价有限公司", True)
    assert elsewhere(other) == ()  # what is still a draft of another agency is nobody's business
    Filing.objects.filter(pk=mine.pk).update(state="filed")
    assert [one.agency for one in elsewhere(other)] == ["示例绿色评价有限公司"]
    assert isinstance(remarks(other), tuple)


def test_conditions_are_those_frozen_when_it_was_filed(world: World, round_: Round) -> None:
    filing = complete(world, round_)
    now = assessed(filing)
    filing.assessment, filing.state = [], "filed"
    assert assessed(filing) == now  # nothing frozen: computed
