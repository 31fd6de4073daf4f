"""The record of an office: what it exported, received and imported, by whom, and nothing of another office."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.bundles.history import acts_of, told
from greenlist.bundles.models import Received
from greenlist.journal.models import Entry
from greenlist.rounds.models import Round
from world import World, round_of

from .ground import emptied, exported, handed, imported

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def path(world: World, round_: Round, tmp_path: Path) -> Path:
    handed(world, round_)
    out = exported(world, round_, tmp_path / "长春.zip")
    emptied(units=[world.organisations["unit"]])
    return out


def lines(world: World, office: str) -> list[tuple[str, str, int, str]]:
    acts = told(list(acts_of(world.organisations[office])))
    return [(str(one.word), one.round, one.count, one.entry.actor_name) for one in acts]


def test_what_was_done_by_whom_the_newest_first(world: World, round_: Round, path: Path) -> None:
    imported(world, path, by="province")
    city, province = world.hat("city").actor.name, world.hat("province").actor.name
    assert lines(world, "city") == [("导出", round_.title, 1, city)]
    assert lines(world, "province") == [("导入", round_.title, 1, province), ("收到", round_.title, 1, province)]
    assert lines(world, "othercity") == []


def test_the_two_sides_see_the_same_digest(world: World, path: Path) -> None:
    imported(world, path, by="province")
    (sent,) = told(list(acts_of(world.organisations["city"])))
    assert {one.digest for one in told(list(acts_of(world.organisations["province"])))} == {sent.digest}
    page = world.client("city").get("/bundles/history/").content.decode()
    assert sent.digest[:16] in page
    assert "传递" in page


def test_the_page_leads_to_what_came(world: World, path: Path) -> None:
    imported(world, path)
    page = world.client("cityapprover").get("/bundles/history/").content.decode()
    assert f'href="/bundles/{Received.objects.get().pk}/"' in page
    assert "长春市的数据包" in page
    assert "陈经办" in page


def test_an_empty_record_says_what_to_do(world: World) -> None:
    assert "还没有导出或收到过" in world.client("city").get("/bundles/history/").content.decode()


def test_city_and_province_find_it_in_the_menu(world: World) -> None:
    for who, there in (("city", True), ("cityapprover", True), ("province", True), ("owner", False), ("expert", False)):
        entries = world.client(who).get("/").context["entries"]
        assert (who, "/bundles/" in {one.url for one in entries}) == (who, there)


@pytest.mark.parametrize("times", [1, 3])
def test_queries_of_the_page(
    world: World, path: Path, times: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    imported(world, path)
    client = world.client("city")
    for _ in range(times - 1):
        for entry in Entry.objects.filter(act="bundle.exported")[:1]:
            entry.seq = Entry.objects.count() + 1000
            entry.save(force_insert=True)
    client.get("/bundles/history/")
    with django_assert_num_queries(8):
        client.get("/bundles/history/")
