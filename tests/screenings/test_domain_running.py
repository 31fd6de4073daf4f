"""Runs: whose units, against which lists, and what is kept of the answers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from door import uscc
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.domain import Refused
from greenlist.parties.models import FormerName
from greenlist.rounds.models import Round
from greenlist.screenings import domain
from greenlist.screenings.domain import keeping
from greenlist.screenings.files import parquet_of
from greenlist.screenings.models import Run, UnitResult
from greenlist.screenings.queries import newest_outcome, newest_run
from world import World, application_of, round_of

from .ground import (
    AS_OF,
    UNIT,
    conditions,
    every_list,
    grave,
    handed_in,
    imported,
    made_up,
    many_handed_in,
    penalty,
    run_city,
    tenants,
)


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


def unit_of(run: Run) -> UnitResult:
    return run.units.get()


def test_a_unit_on_no_list_is_clear(world: World, round_: Round, tmp_path: Path) -> None:
    application = handed_in(world, round_)
    every_list(world, tmp_path)
    run = run_city(world, round_)
    unit = unit_of(run)
    assert (unit.application, unit.name, unit.uscc) == (application, UNIT, application.unit.uscc)
    assert unit.outcome == "clear", conditions(unit)
    assert not unit.findings.exists()
    assert (run.state, run.whole, run.counts) == (
        "done",
        True,
        {"hit": 0, "candidate": 0, "undetermined": 0, "clear": 1},
    )
    assert (run.policy_id, run.policy_hash) == (round_.policy_id, round_.policy_hash)


def test_without_lists_nothing_is_clear(world: World, round_: Round) -> None:
    handed_in(world, round_)
    run = run_city(world, round_)
    assert set(conditions(unit_of(run)).values()) == {"undetermined"}
    assert all(one["trouble"] for one in run.sources)


def test_a_run_keeps_its_sources_and_what_no_list_answers(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    lists = every_list(world, tmp_path)
    run = run_city(world, round_)
    by_id = {one["id"]: one for one in run.sources}
    assert by_id["gsxt_status"]["sha256"] == lists["gsxt_status"].sha256
    assert by_id["gsxt_status"]["snapshot"] == AS_OF.isoformat()
    assert {one["id"] for one in run.not_screened} >= {"NEG-1b"}


def test_a_penalty_by_code_is_a_hit_with_its_row(world: World, round_: Round, tmp_path: Path) -> None:
    application = handed_in(world, round_)
    every_list(world, tmp_path, credit_china_penalties=[penalty("旧名称有限公司", application.unit.uscc)])
    unit = unit_of(run_city(world, round_))
    assert (unit.outcome, conditions(unit)["NEG-2b"]) == ("hit", "hit")
    (found,) = grave(unit)
    assert (found.condition, found.outcome, found.source, found.tenant) == (
        "NEG-2b",
        "hit",
        "credit_china_penalties",
        False,
    )
    assert found.identity == application.unit.uscc
    assert found.ruling["how"] == "uscc"
    assert found.ruling["record"]["original"]["行政处罚决定书文号"] == "示罚〔2024〕7号"


def test_a_name_alone_is_a_candidate(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    every_list(world, tmp_path, credit_china_penalties=[penalty(UNIT)])
    unit = unit_of(run_city(world, round_))
    assert unit.outcome == "candidate"
    assert [one.ruling["how"] for one in grave(unit)] == ["name"]


def test_a_former_name_is_looked_for(world: World, round_: Round, tmp_path: Path) -> None:
    application = handed_in(world, round_)
    FormerName.objects.create(organisation=application.unit, name="往日虚构食品厂")
    every_list(world, tmp_path, credit_china_penalties=[penalty("往日虚构食品厂")])
    assert [one.ruling["how"] for one in grave(unit_of(run_city(world, round_)))] == ["former_name"]


def test_what_is_over_is_kept_as_history(world: World, round_: Round, tmp_path: Path) -> None:
    application = handed_in(world, round_)
    row = {
        "单位名称": UNIT,
        "统一社会信用代码": application.unit.uscc,
        "列入日期": "2023-01-05",
        "移出日期": "2023-02-05",
    }
    every_list(world, tmp_path, gsxt_abnormal=[row])
    unit = unit_of(run_city(world, round_))
    assert unit.outcome == "clear"
    assert [(one.condition, one.outcome, one.history) for one in unit.findings.all()] == [("NEG-1c", "clear", True)]


def test_a_city_screens_its_own_a_province_all(world: World, round_: Round) -> None:
    here = handed_in(world, round_)
    there = handed_in(world, round_, "elsewhere")
    application_of(world, round_, "neighbour", by="outsider")  # a draft is nobody's to screen
    assert [one.application for one in run_city(world, round_).units.all()] == [here]
    province = domain.run(
        round=round_, authority=world.places["220000"], purpose="sending_up", as_of=AS_OF, by=world.hat("province")
    )
    assert {one.application for one in province.units.all()} == {here, there}
    assert province.hat == world.hat("province").label


def test_a_round_without_units_is_not_run(world: World, round_: Round) -> None:
    with pytest.raises(Refused, match="没有可以筛查的单位"):
        run_city(world, round_)
    assert not Run.objects.exists()


def test_a_day_to_come_is_not_asked_about(world: World, round_: Round) -> None:
    handed_in(world, round_)
    asked = {"round": round_, "authority": world.places["changchun"], "purpose": "on_demand", "by": world.hat("city")}
    with pytest.raises(Refused, match="还没有到") as told:
        domain.run(**asked, as_of=clock.today() + timedelta(days=1))
    assert told.value.field == "as_of"


def test_some_applications_are_no_whole_run(world: World, round_: Round) -> None:
    application = handed_in(world, round_)
    handed_in(world, round_, "neighbour")
    only = type(application).objects.filter(pk=application.pk)
    run = domain.run(
        round=round_, authority=world.places["changchun"], purpose="on_demand", applications=only, by=world.hat("city")
    )
    assert (run.whole, run.as_of, run.units.count()) == (False, clock.today(), 1)


def test_a_park_answers_for_its_tenants(world: World, round_: Round, tmp_path: Path) -> None:
    park = handed_in(world, round_, "park", "park")
    good, bad, other = tenants(park, 3)
    every_list(world, tmp_path, credit_china_penalties=[penalty(bad.name, bad.uscc)])
    unit = unit_of(run_city(world, round_))
    assert (unit.outcome, unit.tenants) == ("hit", 3)
    (found,) = grave(unit)
    assert (found.tenant, found.name, found.identity) == (True, bad.name, bad.uscc)
    outcomes = {one["name"]: one["outcome"] for one in unit.answer["tenants"]}
    assert outcomes == {good.name: "clear", bad.name: "hit", other.name: "clear"}


def test_tenants_keep_only_what_the_park_does_not_say(world: World, round_: Round, tmp_path: Path) -> None:
    park = handed_in(world, round_, "park", "park")
    good, bad, nameless = tenants(park, 3)
    type(nameless).objects.filter(pk=nameless.pk).update(uscc="")
    every_list(world, tmp_path, credit_china_penalties=[penalty(bad.name, bad.uscc)])
    kept = {one["name"]: one["conditions"] for one in unit_of(run_city(world, round_)).answer["tenants"]}
    assert kept[good.name] == []
    assert [one["id"] for one in kept[bad.name]] == ["NEG-2b"]
    assert {one["outcome"] for one in kept[nameless.name]} == {"undetermined"}


@pytest.mark.parametrize("count", [2, 60])
def test_a_run_costs_the_same_statements_for_few_and_many(
    world: World, round_: Round, tmp_path: Path, count: int
) -> None:
    many_handed_in(world, round_, made_up(world, count))
    tenants(handed_in(world, round_, "park", "park"), count * 20)
    imported(world, tmp_path, "credit_china_penalties", [penalty("某", uscc(1000 + n), number=n) for n in range(count)])
    with CaptureQueriesContext(connection) as seen:
        run = run_city(world, round_)
    assert run.units.count() == count + 1
    assert len(seen) == RUN


RUN = 16  # statements of one run; a batch more for each 200 units and each 2,000 findings


def test_a_list_gone_from_disk_is_told_and_clears_nobody(
    world: World, round_: Round, tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path / "site"
    handed_in(world, round_)
    lists = every_list(world, tmp_path)
    parquet_of(lists["gsxt_abnormal"]).unlink()
    parquet_of(lists["gsxt_serious"]).write_bytes(b"PAR1 cut off")
    run = run_city(world, round_)
    answers = conditions(unit_of(run))
    assert {key for key, outcome in answers.items() if outcome != "clear"} == {"NEG-1c", "NEG-2b"}
    told = {one["id"]: one["trouble"] for one in run.sources}
    for source in ("gsxt_abnormal", "gsxt_serious"):
        assert lists[source].name in told[source]


def test_a_run_that_comes_to_no_answer_is_kept_as_failed(
    world: World, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_question: object) -> None:
        raise duckdb.OutOfMemoryException("no memory")

    application = handed_in(world, round_)
    earlier = run_city(world, round_)
    monkeypatch.setattr(keeping, "ask", broken)
    run = run_city(world, round_)
    assert (run.state, run.units.count()) == ("failed", 0)
    assert "再试" in run.trouble
    assert newest_outcome(application) == "undetermined"
    assert newest_run(Run.objects.all(), round_) == earlier


def test_a_run_leaves_an_entry(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    listed = imported(world, tmp_path, "gsxt_status")
    run = run_city(world, round_)
    entry = Entry.objects.latest("seq")
    assert (entry.act, entry.object_id, entry.actor) == ("screening.run", str(run.pk), str(world.hat("city").person.pk))
    assert entry.after["sources"] == [listed.sha256]
    assert entry.after["counts"] == run.counts
