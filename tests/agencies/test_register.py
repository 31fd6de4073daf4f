"""The public register: whoever looks, without signing in, in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.agencies.models import ConductCase, Filing, Sanction
from greenlist.agencies.queries import register
from greenlist.engine import clock
from greenlist.rounds.models import Round
from world import World, round_of

from .ground import complete, filed

LIST = "/register/agencies/"


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


def barred(world: World, filing: Filing, *, until: int = 0) -> Sanction:
    """A bar of one day's beginning ago that ends in so many days."""
    today = clock.today()
    case = ConductCase.objects.create(
        agency=filing.agency, province=filing.jurisdiction, source="spot_check", ground="示例", state="decided",
        opened_by=world.hat("province").person, opened_at=clock.now(),
    )  # fmt: skip
    return Sanction.objects.create(
        case=case, agency=filing.agency, province=filing.jurisdiction, circular_no="吉工信通报〔2026〕9号",
        bar_from=today - timedelta(days=1), bar_until=today + timedelta(days=until), clause="示例", at=clock.now(),
    )  # fmt: skip


@pytest.mark.requirement("REQ-50")
@pytest.mark.parametrize("who", [None, "owner", "agencyhead", "province"])
def test_anybody_reads(world: World, round_: Round, who: str | None) -> None:
    filing = filed(world, round_)
    client = world.client(who)
    text = client.get(LIST).content.decode()
    assert filing.agency.name in text
    assert filing.number in text
    one = client.get(f"{LIST}{filing.pk}/").content.decode()
    for said in (filing.agency.uscc, filing.number, "2099-12-31", "绿色工业园区"):
        assert said in one
    for unsaid in ("评价员1", filing.phone, filing.email, filing.contact):
        assert unsaid not in one + text


@pytest.mark.parametrize("state", ["draft", "filed", "returned"])
def test_only_what_was_accepted_is_listed(world: World, round_: Round, state: str) -> None:
    filing = complete(world, round_, state=state)
    client = world.client(None)
    assert filing.agency.name not in client.get(LIST).content.decode()
    assert client.get(f"{LIST}{filing.pk}/").status_code == 404


def test_a_filing_leaves_the_list_the_day_after_its_last(world: World, round_: Round) -> None:
    filing = filed(world, round_, valid_until=clock.today())
    client = world.client(None)
    assert filing.agency.name in client.get(LIST).content.decode()
    Filing.objects.update(accepted_on=clock.today() - timedelta(days=9), valid_until=clock.today() - timedelta(days=1))
    assert filing.agency.name not in client.get(LIST).content.decode()
    assert "备案已到期" in client.get(f"{LIST}{filing.pk}/").content.decode()


def test_it_is_found_by_name_kind_and_province(world: World, round_: Round) -> None:
    factory = filed(world, round_, kinds=["factory"])
    park = filed(world, round_, agency="otheragency", kinds=["park"])
    client = world.client(None)
    for query, seen in (
        ("?kind=park", [park]), ("?kind=factory", [factory]), ("?q=另一", [park]), ("?q=" + factory.number, [factory]),
        ("?q=" + factory.agency.uscc, [factory]), ("?province=220000", [factory, park]), ("?q=没有", []),
        ("?kind=nonsense&province=x", [factory, park]),
    ):  # fmt: skip
        text = client.get(LIST + query).content.decode()
        assert [one for one in (factory, park) if one.agency.name in text] == seen, query


@pytest.mark.requirement("REQ-55")
def test_bars_in_force_are_shown_and_those_over_are_not(world: World, round_: Round) -> None:
    filing = filed(world, round_)
    bar = barred(world, filing)
    client = world.client(None)
    assert "评价结果不予采信" in client.get(LIST).content.decode()
    assert bar.circular_no in client.get(f"{LIST}{filing.pk}/").content.decode()
    Sanction.objects.update(bar_until=clock.today() - timedelta(days=1))
    assert "评价结果不予采信" not in client.get(LIST).content.decode()
    Sanction.objects.update(bar_until=clock.today(), lifted_on=clock.today())
    assert not register.registered()[0].suspended


@pytest.mark.requirement("REQ-55")
def test_a_bar_is_shown_although_the_filing_has_ended(world: World, round_: Round) -> None:
    filing = filed(world, round_, valid_until=clock.today() - timedelta(days=1))
    bar = barred(world, filing, until=700)
    text = world.client(None).get(LIST).content.decode()
    assert register.registered() == []
    assert filing.agency.name in text
    assert bar.circular_no in text


@pytest.mark.parametrize("count", [1, 2])
def test_the_register_asks_the_same_for_one_and_for_two(
    world: World, round_: Round, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for agency in ("agency", "otheragency")[:count]:
        filed(world, round_, agency=agency)
    client = world.client(None)
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)


def test_nobody_writes(world: World) -> None:
    assert world.client("province").post(LIST).status_code == 405
    assert reverse("register-agencies") == LIST
