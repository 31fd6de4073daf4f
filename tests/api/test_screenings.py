"""Screening by the interface: who gets what, filters, pages, budgets."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.api import queries_screenings
from greenlist.rounds.models import Round
from greenlist.screenings import domain
from greenlist.screenings.models import Run
from screenings.ground import UNIT, handed_in, imported, made_up, many_handed_in, penalty, run_city
from world import World, round_of

API = "/api/v1"
SIGHTLESS = ("outsider", "department", "evaluator", "expert", "system", "security", "audit", "newcomer")


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def run(world: World, round_: Round, tmp_path: Path) -> Run:
    handed_in(world, round_)
    handed_in(world, round_, "neighbour")
    imported(world, tmp_path, "credit_china_penalties", [penalty(UNIT)])
    return run_city(world, round_)


@pytest.mark.parametrize("path", ["rounds/1/screening-runs", "screening-runs/1/units", "screening-units/1"])
def test_nobody_signed_in_is_told_so_as_json(world: World, path: str) -> None:
    response = world.client(None).get(f"{API}/{path}")
    assert (response.status_code, response.json()) == (401, {"detail": "请先登录。"})


@pytest.mark.parametrize(
    ("who", "sees"),
    [("city", True), ("cityapprover", True), ("province", True), ("othercity", False), ("owner", False),
     *((who, False) for who in SIGHTLESS)],
)  # fmt: skip
def test_runs_and_their_units_are_the_offices(world: World, run: Run, who: str, *, sees: bool) -> None:
    client, unit = world.client(who), run.units.all()[0]
    for path in (f"screening-runs/{run.pk}/units", f"screening-units/{unit.pk}"):
        response = client.get(f"{API}/{path}")
        assert response.status_code == (200 if sees else 404)
        if not sees:
            assert response.json() == {"detail": "没有这项筛查，或者您不能查看。"}
    listed = client.get(f"{API}/rounds/{run.round_id}/screening-runs").json()
    assert [one["id"] for one in listed.get("items", [])] == ([run.pk] if sees else [])


def test_a_run_says_what_it_asked(world: World, run: Run) -> None:
    (found,) = world.client("city").get(f"{API}/rounds/{run.round_id}/screening-runs").json()["items"]
    assert found["authority"] == {"code": "changchun", "name": "长春市"}
    assert (found["purpose"], found["whole"], found["as_of"]) == ("on_demand", True, "2024-07-20")
    assert found["counts"] == {"hit": 0, "candidate": 1, "undetermined": 1, "clear": 0}
    assert found["policy_hash"] == run.policy_hash
    assert {one["id"] for one in found["sources"]} >= {"credit_china_penalties", "gsxt_status"}


def test_units_by_outcome(world: World, run: Run) -> None:
    path = f"{API}/screening-runs/{run.pk}/units"
    client = world.client("city")
    assert [one["name"] for one in client.get(path).json()["items"]] == [UNIT, "邻居机械有限公司"]
    (found,) = client.get(f"{path}?outcome=candidate").json()["items"]
    assert (found["name"], found["hits"], found["candidates"], found["kind"]) == (UNIT, 0, 1, "factory")
    assert client.get(f"{path}?outcome=clear").json()["items"] == []
    assert client.get(f"{path}?outcome=fine").status_code == 422


def test_the_record_of_a_unit(world: World, run: Run) -> None:
    unit = run.units.get(outcome="candidate")
    found = world.client("city").get(f"{API}/screening-units/{unit.pk}").json()
    assert (found["run"], found["outcome"], found["as_of"]) == (run.pk, "candidate", "2024-07-20")
    assert {one["id"]: one["outcome"] for one in found["conditions"]}["NEG-2b"] == "candidate"
    (finding,) = found["findings"]
    assert (finding["condition"], finding["tenant"], finding["ruling"]["how"]) == ("NEG-2b", False, "name")


def test_a_unit_gets_its_self_checks_and_offices_no_more_than_that_they_were(
    world: World, run: Run, round_: Round
) -> None:
    domain.open_source(authority=world.places["220000"], source="credit_china_penalties", by=world.hat("province"))
    application = run.units.get(outcome="candidate").application
    assert application is not None
    own = domain.self_check(application=application, by=world.hat("owner"))
    path, units = f"{API}/rounds/{round_.pk}/screening-runs", f"{API}/screening-runs/{own.pk}/units"
    (mine,) = world.client("owner").get(path).json()["items"]
    assert (mine["id"], mine["counts"]["candidate"]) == (own.pk, 1)
    assert [one["outcome"] for one in world.client("owner").get(units).json()["items"]] == ["candidate"]
    seen = {one["id"]: one["counts"] for one in world.client("city").get(path).json()["items"]}
    assert seen[own.pk] is None
    assert seen[run.pk] is not None
    assert world.client("city").get(units).json()["items"] == []
    assert world.client("city").get(f"{API}/screening-units/{own.units.get().pk}").status_code == 404


def test_pages(world: World, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_screenings, "PAGE", 1)
    path = f"{API}/screening-runs/{run.pk}/units"
    first = world.client("city").get(path).json()
    assert (len(first["items"]), first["total"], first["next_page"]) == (1, 2, 2)
    second = world.client("city").get(f"{path}?page=2").json()
    assert (len(second["items"]), second["next_page"]) == (1, None)
    assert second["items"] != first["items"]


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_few_and_many(
    world: World, round_: Round, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many_handed_in(world, round_, made_up(world, count))
    run = run_city(world, round_)
    client = world.client("city")
    unit = run.units.all()[0]
    for path, statements in (
        (f"rounds/{round_.pk}/screening-runs", 6),
        (f"screening-runs/{run.pk}/units", 6),
        (f"screening-units/{unit.pk}", 6),
    ):
        client.get(f"{API}/{path}")
        with django_assert_num_queries(statements):
            client.get(f"{API}/{path}")
