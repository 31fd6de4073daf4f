"""The applicant's own check: public lists that the province has opened, and nothing of what officers said."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlist.applications.models import Application
from greenlist.journal.models import Entry
from greenlist.parties.domain import Refused
from greenlist.rounds.models import Round
from greenlist.screenings import domain
from greenlist.screenings.models import Run
from greenlist.screenings.queries import newest_outcome, newest_run
from world import World, application_of, round_of

from .ground import UNIT, conditions, every_list, penalty, tenants

PENALTIES = "credit_china_penalties"


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def application(world: World, round_: Round) -> Application:
    return application_of(world, round_)


def opened(world: World, *sources: str) -> None:
    for source in sources:
        domain.open_source(authority=world.places["220000"], source=source, by=world.hat("province"))


def test_without_an_opened_source_there_is_none(world: World, application: Application) -> None:
    with pytest.raises(Refused, match="还没有开放"):
        domain.self_check(application=application, by=world.hat("owner"))


def test_only_opened_sources_are_asked(world: World, application: Application, tmp_path: Path) -> None:
    accident = {
        "单位名称": UNIT,
        "统一社会信用代码": application.unit.uscc,
        "事故日期": "2024-03-01",
        "事故类型": "安全",
    }
    every_list(world, tmp_path, accidents=[accident], **{PENALTIES: [penalty(UNIT)]})
    opened(world, PENALTIES, "gsxt_abnormal")
    run = domain.self_check(application=application, by=world.hat("owner"))
    assert (run.purpose, run.application, run.whole) == ("self_check", application, False)
    assert {one["id"] for one in run.sources} == {PENALTIES, "gsxt_abnormal"}
    assert set(conditions(run.units.get())) == {"NEG-1c", "NEG-2b"}
    said = {one["id"]: one["reason"] for one in run.not_screened}
    assert "没有开放" in said["NEG-2a"]
    assert "NEG-1b" in said


def test_a_park_checks_its_tenants(world: World, round_: Round, tmp_path: Path) -> None:
    park = application_of(world, round_, unit="park", kind="park", by="parkeditor")
    bad = tenants(park, 2)[0]
    every_list(world, tmp_path, **{PENALTIES: [penalty(bad.name, bad.uscc)]})
    opened(world, PENALTIES)
    unit = domain.self_check(application=park, by=world.hat("parkeditor")).units.get()
    assert (unit.outcome, unit.findings.get().name) == ("hit", bad.name)


def test_what_officers_decided_does_not_show(world: World, application: Application, tmp_path: Path) -> None:
    every_list(world, tmp_path, **{PENALTIES: [penalty(UNIT)]})
    opened(world, PENALTIES)
    only = Application.objects.filter(pk=application.pk)
    run = domain.run(
        round=application.round, authority=application.city, purpose="on_demand", applications=only,
        by=world.hat("city"),
    )  # fmt: skip
    domain.judge(
        finding=run.units.get().findings.get(), verdict="other", reason="不是", document=None, by=world.hat("city")
    )
    unit = domain.self_check(application=application, by=world.hat("owner")).units.get()
    assert unit.outcome == "candidate"
    assert unit.findings.get().ruling["decision"] is None


def test_it_is_no_answer_for_a_guard_and_no_run_of_the_round(
    world: World, application: Application, round_: Round
) -> None:
    opened(world, PENALTIES)
    domain.self_check(application=application, by=world.hat("owner"))
    assert newest_outcome(application) == ""
    assert newest_run(Run.objects.all(), round_) is None


def test_it_leaves_an_entry(world: World, application: Application) -> None:
    opened(world, PENALTIES)
    run = domain.self_check(application=application, by=world.hat("owner"))
    entry = Entry.objects.latest("seq")
    assert (entry.act, entry.object_id, entry.after["application"]) == (
        "screening.self_checked", str(run.pk), application.pk
    )  # fmt: skip
