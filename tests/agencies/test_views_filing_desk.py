"""The province at its desk: what waits, one filing condition by condition, back or accepted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.agencies.domain import filings as domain
from greenlist.agencies.models import Filing
from greenlist.agencies.queries.filings import assessed, needs_word
from greenlist.engine import clock
from greenlist.parties.models import Organisation, Role
from greenlist.rounds.models import Round
from world import World, organisation, person, place, round_of

from .ground import complete, filed, staffed


@pytest.fixture
def round_(world: World) -> Round:
    staffed(world)
    return round_of(world)


def handed_in(world: World, round_: Round, *, people: int = 12, agency: str = "agency") -> Filing:
    filing = complete(world, round_, people=people, agency=agency)
    return domain.submit_filing(filing=filing, by=world.hat("agencyhead" if agency == "agency" else "otherhead"))


def go(name: str, *arguments: int) -> str:
    return reverse(name, args=arguments)


WHO = [("province", 200), ("provinceapprover", 200), ("city", 403), ("owner", 403), ("agencyhead", 403), (None, 302)]


@pytest.mark.parametrize(("who", "status"), WHO)
def test_the_desk_is_the_provinces(world: World, round_: Round, who: str | None, status: int) -> None:
    filing = handed_in(world, round_)
    client = world.client(who)
    assert client.get(go("filing-desk")).status_code == status
    assert client.get(go("filing-review", filing.pk)).status_code == status


def test_another_province_finds_nothing(world: World, round_: Round) -> None:
    filing = handed_in(world, round_)
    place(world, "230000", "黑龙江省", "province", "cn")
    organisation(world, "north", Organisation.Kind.AUTHORITY, "黑龙江省工业和信息化厅", "230000")
    person(world, "northern", "黄北方", "north", Role.PROVINCE_HANDLER)
    client = world.client("northern")
    assert filing.agency.name not in client.get(go("filing-desk")).content.decode()
    assert client.get(go("filing-review", filing.pk)).status_code == 404


def test_a_draft_is_nobody_elses_business(world: World, round_: Round) -> None:
    filing = complete(world, round_)
    client = world.client("province")
    assert filing.agency.name not in client.get(go("filing-desk") + "?state=all").content.decode()
    assert client.get(go("filing-review", filing.pk)).status_code == 404


def test_what_waits_is_shown_with_its_age_the_longest_first(world: World, round_: Round) -> None:
    new, old = handed_in(world, round_), handed_in(world, round_, agency="otheragency")
    Filing.objects.filter(pk=old.pk).update(filed_at=clock.now() - timedelta(days=9))
    text = world.client("province").get(go("filing-desk")).content.decode()
    assert text.index(old.agency.name) < text.index(new.agency.name)
    assert ">9</td>" in text
    assert ">0</td>" in text
    found = world.client("province").get(go("filing-desk") + "?q=另一").content.decode()
    assert new.agency.name not in found.split("<table", 1)[1]


@pytest.mark.parametrize("count", [1, 2])
def test_the_desk_asks_the_same_for_one_and_for_two(
    world: World, round_: Round, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for agency in ("agency", "otheragency")[:count]:
        filed(world, round_, agency=agency)
    client = world.client("province")
    client.get(go("filing-desk") + "?state=active")
    with django_assert_num_queries(9):
        client.get(go("filing-desk") + "?state=active")


@pytest.mark.parametrize("people", [3, 12])
def test_a_filing_asks_the_same_whatever_it_holds(
    world: World, round_: Round, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    filing = handed_in(world, round_, people=people)
    client = world.client("province")
    client.get(go("filing-review", filing.pk))
    with django_assert_num_queries(13):
        client.get(go("filing-review", filing.pk))


@pytest.mark.requirement("REQ-49")
def test_each_condition_shows_what_was_counted_and_how_well_it_is_known(world: World, round_: Round) -> None:
    filing = handed_in(world, round_)
    text = world.client("province").get(go("filing-review", filing.pk)).content.decode()
    for one in assessed(filing):
        assert one.name in text
        assert f'id="item-{one.id}"' in text
    assert "待核定" in text
    assert "计入的人员 12 名" in text
    assert "评价员1" in text


def test_the_province_rules_returns_and_accepts(world: World, round_: Round) -> None:
    filing = handed_in(world, round_, people=3)
    client = world.client("province")
    item = next(one for one in assessed(filing) if one.id == "min_mid_title")
    path = go("filing-rule", filing.pk)
    empty = client.post(path, {"item": item.id})
    assert (empty.status_code, "请选择认可或退回。" in empty.content.decode()) == (422, True)
    bare = client.post(path, {"item": item.id, "verdict": "returned"})
    assert (bare.status_code, "请写明退回的理由" in bare.content.decode()) == (422, True)
    early = client.post(go("filing-return", filing.pk), {"opinion": "x"})
    assert (early.status_code, "还没有退回任何一项" in early.content.decode()) == (422, True)
    done = client.post(path, {"item": item.id, "verdict": "returned", "reason": "中级以上只有 3 人"})
    assert done.headers["Location"] == f"{go('filing-review', filing.pk)}#item-min_mid_title"
    late = client.post(go("filing-accept", filing.pk), {"opinion": ""})
    assert (late.status_code, "有条件已退回" in late.content.decode()) == (422, True)
    assert client.post(go("filing-return", filing.pk), {"opinion": "请补充人员"}).status_code == 302
    own = world.client("agencyhead").get(go("agency-filing", filing.pk)).content.decode()
    assert "请补充人员" in own
    assert "中级以上只有 3 人" in own
    assert client.post(go("filing-accept", filing.pk), {}).status_code == 403
    again = domain.submit_filing(filing=filing, by=world.hat("agencyhead"))
    assert "上次核对" in client.get(go("filing-review", filing.pk)).content.decode()
    for one in assessed(again):
        if needs_word(one):
            client.post(path, {"item": one.id, "verdict": "accepted", "reason": "另行核实"})
    assert client.post(go("filing-accept", filing.pk), {"opinion": "同意"}).status_code == 302
    filing.refresh_from_db()
    assert (filing.state, filing.opinion) == ("active", "同意")


@pytest.mark.parametrize("who", ["city", "agencyhead", "owner"])
def test_nobody_else_decides(world: World, round_: Round, who: str) -> None:
    filing = handed_in(world, round_)
    for name in ("filing-rule", "filing-return", "filing-accept"):
        assert world.client(who).post(go(name, filing.pk), {}).status_code == 403


def test_the_approver_accepts_and_does_not_rule(world: World, round_: Round) -> None:
    filing = handed_in(world, round_)
    client = world.client("provinceapprover")
    assert client.post(go("filing-rule", filing.pk), {}).status_code == 403
    assert client.post(go("filing-return", filing.pk), {}).status_code == 403
    assert "接受备案" in client.get(go("filing-review", filing.pk)).content.decode()
