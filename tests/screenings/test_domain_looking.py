"""Look-ups: recorded, counted at once, taken back with a reason; nothing of them is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.papers import pdf
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.listings.telling import LastScreening
from greenlist.parties.domain import Refused
from greenlist.reviews.rescreening import findings_digest
from greenlist.rounds.models import Round
from greenlist.screenings import domain
from greenlist.screenings.domain.looking import Seen
from greenlist.screenings.listed import last_screening
from greenlist.screenings.models import Judgement, Lookup, UnitResult
from greenlist.screenings.queries import newest_outcome, newest_result
from greenlist.screenings.shown import identity_of
from world import World, round_of

from .ground import conditions, every_list, handed_in, run_city, tenants


def nothing() -> Seen:
    return Seen("NEG-1b", found=False, place="用电记录", looked_on=clock.today(), address="示电函1号")


def something() -> Seen:
    return replace(nothing(), found=True, dated_on=clock.today(), what="车间停产，设备已拆除")


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def application(world: World, round_: Round, tmp_path: Path) -> Application:
    made = handed_in(world, round_)
    every_list(world, tmp_path)
    run_city(world, round_)
    return made


def newest(application: Application) -> UnitResult:
    unit = newest_result(application)
    assert unit is not None
    unit.refresh_from_db()
    return unit


def recorded(
    world: World, application: Application, seen: Seen, who: str = "city", *, tenant: int | None = None, **more: Any
) -> Lookup:
    unit = newest(application)
    told = unit.answer if tenant is None else unit.answer["tenants"][tenant]
    return domain.record_lookup(
        unit=unit, identity=identity_of(told), name=told["name"], seen=seen, by=world.hat(who), **more
    )


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("截图.pdf", pdf(text="截图"), "application/pdf")


def test_what_was_found_is_a_hit_at_once(world: World, application: Application) -> None:
    before = findings_digest(application)
    made = recorded(world, application, something(), document=paper())
    assert newest_outcome(application) == "hit"
    unit = newest(application)
    (finding,) = unit.findings.all()
    assert (finding.condition, finding.outcome, finding.record) == ("NEG-1b", "hit", made.record)
    assert finding.ruling["record"]["original"]["佐证"] == "截图.pdf"
    assert world.hat("city").person.name in finding.ruling["reason"]
    assert (unit.run.as_of, unit.run.whole) == (clock.today(), False)
    assert findings_digest(application) != before  # what an office has signed about the state before no longer holds
    assert (made.city, made.authority) == (world.places["changchun"], world.places["220000"])


def test_nothing_found_answers_and_leaves_the_unit_clear(world: World, application: Application) -> None:
    assert "NEG-1b" not in conditions(newest(application))
    recorded(world, application, nothing())
    unit = newest(application)
    assert (unit.outcome, conditions(unit)["NEG-1b"]) == ("clear", "clear")
    assert not unit.findings.exists()
    (answer,) = (one for one in unit.answer["conditions"] if one["id"] == "NEG-1b")
    assert "示电函1号" in answer["reason"]


def test_a_source_that_was_asked_stands_for_a_list_that_is_missing(world: World, tmp_path: Path) -> None:
    round_ = round_of(world)
    application = handed_in(world, round_)
    files = every_list(world, tmp_path)
    domain.withdraw_list(list_file=files["dishonest_debtors"], reason="传错了", by=world.hat("province"))
    run_city(world, round_)
    assert newest_outcome(application) == "undetermined"
    recorded(world, application, replace(nothing(), condition="NEG-6", source="dishonest_debtors"))
    assert newest_outcome(application) == "clear"


def test_it_is_taken_back_with_a_reason_and_stays(world: World, application: Application) -> None:
    made = recorded(world, application, something())
    with pytest.raises(Refused, match="为什么"):
        domain.withdraw_lookup(lookup=made, reason=" ", by=world.hat("city"))
    domain.withdraw_lookup(lookup=made, reason="看错了单位", by=world.hat("city"))
    assert newest_outcome(application) == "clear"
    made.refresh_from_db()
    assert (made.withdrawn_reason, made.withdrawn_by) == ("看错了单位", world.hat("city").person)
    with pytest.raises(Refused, match="已经撤回"):
        domain.withdraw_lookup(lookup=made, reason="再来", by=world.hat("city"))


def test_it_holds_in_every_later_run(world: World, round_: Round, application: Application) -> None:
    recorded(world, application, replace(something(), dated_on=clock.today()))
    domain.run(round=round_, authority=world.places["220000"], purpose="sending_up", by=world.hat("province"))
    assert newest_outcome(application) == "hit"


def test_the_unit_s_own_check_knows_nothing_of_it(world: World, application: Application) -> None:
    recorded(world, application, something())
    domain.open_source(authority=world.places["220000"], source="dishonest_debtors", by=world.hat("province"))
    run = domain.self_check(application=application, by=world.hat("owner"))
    assert "NEG-1b" not in conditions(run.units.get())


def test_a_tenant_reaches_its_park(world: World, round_: Round, tmp_path: Path) -> None:
    park = handed_in(world, round_, "neighbour", "park")
    tenants(park, 3)
    every_list(world, tmp_path)
    run_city(world, round_)
    recorded(world, park, something(), tenant=1)
    unit = newest(park)
    assert conditions(unit)["NEG-1b"] == "hit"
    assert [one["outcome"] for one in unit.answer["tenants"]] == ["clear", "hit", "clear"]
    assert unit.findings.get().tenant


def test_the_province_overrules_it_with_a_paper(world: World, application: Application) -> None:
    recorded(world, application, something())
    finding = newest(application).findings.get()
    given = {"finding": finding, "reason": "是检修", "document": paper(), "by": world.hat("province")}
    with pytest.raises(Refused):
        domain.judge(verdict=Judgement.Verdict.OTHER, **given)
    domain.judge(verdict=Judgement.Verdict.DOES_NOT_COUNT, **given)
    assert newest_outcome(application) == "clear"


def test_the_form_of_upkeep_tells_of_it(world: World, application: Application) -> None:
    recorded(world, application, something())
    last = last_screening(world.hat("province"), application.unit.uscc)
    assert isinstance(last, LastScreening)
    (seen,) = last.seen
    assert "人工核实" in str(seen)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"condition": "NEG-9z"}, "condition"),
        ({"place": " "}, "place"),
        ({"what": " "}, "what"),
        ({"dated_on": None}, "dated_on"),
        ({"source": "dishonest_debtors"}, "source"),
        ({"looked_on": clock.today() + timedelta(1)}, "looked_on"),
        ({"looked_on": clock.today() - timedelta(1)}, "dated_on"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said(
    world: World, application: Application, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as told:
        recorded(world, application, replace(something(), **wrong))
    assert told.value.field == field
    assert not Lookup.objects.exists()


def test_a_proof_that_is_no_file_to_take_is_refused(world: World, application: Application) -> None:
    with pytest.raises(FileRefused):
        recorded(world, application, something(), document=SimpleUploadedFile("a.exe", b"MZ\x90"))
    assert not Lookup.objects.exists()


def test_each_step_leaves_its_entry(world: World, application: Application) -> None:
    made = recorded(world, application, something(), document=paper())
    domain.withdraw_lookup(lookup=made, reason="看错了单位", by=world.hat("city"))
    entries = list(Entry.objects.order_by("seq"))[-4:]
    assert [one.act for one in entries] == ["lookup.recorded", "screening.run", "lookup.withdrawn", "screening.run"]
    assert entries[0].after["sha256"] == made.document_id
    assert entries[2].reason == "看错了单位"
