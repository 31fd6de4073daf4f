"""Decisions: hit, decision, another look - at once; what is decided may be taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.papers import pdf
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.models import Application
from greenlist.journal.models import Entry
from greenlist.parties.domain import Refused
from greenlist.rounds.domain import close_round
from greenlist.rounds.models import Round
from greenlist.screenings import domain
from greenlist.screenings.models import Finding, Judgement, Run, UnitResult
from greenlist.screenings.queries import newest_outcome, newest_result
from world import World, round_of

from .ground import AS_OF, UNIT, conditions, every_list, grave, handed_in, imported, penalty, run_city, tenants

PENALTIES = "credit_china_penalties"
REASON = "经核对营业执照，不是同一家单位"


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def application(world: World, round_: Round) -> Application:
    return handed_in(world, round_)


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("认定.pdf", pdf(text="认定"), "application/pdf")


def found(run: Run) -> Finding:
    (one,) = grave(run.units.get())
    return one


def newest(application: Application) -> UnitResult:
    unit = newest_result(application)
    assert unit is not None
    unit.refresh_from_db()
    return unit


@pytest.fixture
def candidate(world: World, round_: Round, application: Application, tmp_path: Path) -> Finding:
    """A penalty against a firm of the same name, without a code."""
    every_list(world, tmp_path, **{PENALTIES: [penalty(UNIT)]})
    return found(run_city(world, round_))


@pytest.fixture
def hit(world: World, round_: Round, application: Application, tmp_path: Path) -> Finding:
    """A penalty under the unit's code."""
    every_list(world, tmp_path, **{PENALTIES: [penalty(UNIT, application.unit.uscc)]})
    return found(run_city(world, round_))


def judged(world: World, finding: Finding, verdict: str, who: str = "city", **more: Any) -> Judgement:
    given = {"reason": REASON, "document": None} | more
    return domain.judge(finding=finding, verdict=verdict, by=world.hat(who), **given)


def test_another_firm_clears_at_once_and_the_old_run_stays(
    world: World, application: Application, candidate: Finding
) -> None:
    made = judged(world, candidate, "other")
    assert newest_outcome(application) == "clear"
    unit = newest(application)
    assert unit.run_id != candidate.unit_id
    assert (unit.run.purpose, unit.run.whole, unit.run.as_of) == ("on_demand", False, AS_OF)
    candidate.unit.refresh_from_db()
    assert candidate.unit.outcome == "candidate"
    (kept,) = unit.findings.all()
    assert kept.outcome == "clear"
    assert kept.ruling["decision"]["verdict"] == "other"
    assert kept.ruling["decision"]["reason"] == REASON
    assert (made.city, made.authority) == (world.places["changchun"], world.places["220000"])


def test_the_same_firm_is_weighed_like_a_code(world: World, application: Application, candidate: Finding) -> None:
    judged(world, candidate, "same")
    assert newest_outcome(application) == "hit"


def test_a_hit_is_overruled_with_a_document(world: World, application: Application, hit: Finding) -> None:
    with pytest.raises(Refused, match="依据文件") as told:
        judged(world, hit, "does_not_count")
    assert told.value.field == "document"
    made = judged(world, hit, "does_not_count", document=paper())
    assert made.document is not None
    assert made.document_name == "认定.pdf"
    assert newest_outcome(application) == "clear"
    assert newest(application).findings.get().ruling["decision"]["document"] == "认定.pdf"


def test_a_candidate_may_count(world: World, application: Application, candidate: Finding) -> None:
    judged(world, candidate, "counts", document=paper())
    assert newest_outcome(application) == "hit"


@pytest.mark.parametrize(
    ("verdict", "more", "field"),
    [("other", {"reason": "  "}, "reason"), ("maybe", {}, "verdict"), ("counts", {}, "document")],
)
def test_what_is_missing_is_said(
    world: World, candidate: Finding, verdict: str, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as told:
        judged(world, candidate, verdict, **more)
    assert told.value.field == field
    assert not Judgement.objects.exists()
    assert Run.objects.count() == 1


def test_whose_a_record_by_code_is_needs_no_decision(world: World, hit: Finding) -> None:
    with pytest.raises(Refused, match="按代码对上") as told:
        judged(world, hit, "other")
    assert told.value.field == "verdict"


def test_a_document_is_looked_at(world: World, hit: Finding) -> None:
    wrong = SimpleUploadedFile("认定.pdf", b"MZ\x90\x00 not a document", "application/pdf")
    with pytest.raises(FileRefused):
        judged(world, hit, "does_not_count", document=wrong)
    assert not Judgement.objects.exists()


def test_it_is_remembered_by_the_next_run(world: World, round_: Round, candidate: Finding) -> None:
    judged(world, candidate, "other")
    again = run_city(world, round_).units.get()
    assert (again.outcome, again.findings.get().ruling["decision"]["verdict"]) == ("clear", "other")


def test_it_lapses_when_the_record_changes(
    world: World, round_: Round, application: Application, candidate: Finding, tmp_path: Path
) -> None:
    judged(world, candidate, "other")
    row = penalty(UNIT) | {"违法事实": "名单后来补写"}
    imported(world, tmp_path, PENALTIES, [row], as_of=AS_OF + timedelta(days=1))
    later = domain.run(
        round=round_, authority=world.places["changchun"], purpose="on_demand", as_of=AS_OF + timedelta(days=1),
        by=world.hat("city"),
    )  # fmt: skip
    (changed,) = later.units.get().findings.all()
    assert changed.outcome == "candidate"
    assert changed.ruling["lapsed"]["verdict"] == "other"


def test_a_later_decision_takes_the_place_of_an_earlier_one(
    world: World, application: Application, candidate: Finding
) -> None:
    first = judged(world, candidate, "other")
    second = judged(world, newest(application).findings.get(), "same")
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert Judgement.objects.get(withdrawn_at=None) == second
    entry = Entry.objects.filter(act="judgement.made").latest("seq")
    assert (entry.before["verdict"], entry.after["verdict"]) == ("other", "same")
    assert newest_outcome(application) == "hit"


def test_an_old_page_does_not_decide(world: World, candidate: Finding) -> None:
    judged(world, candidate, "other")
    with pytest.raises(Refused, match="最新的结果"):
        judged(world, candidate, "same")


def test_the_same_answer_given_again_meanwhile_does_not_matter(
    world: World, round_: Round, application: Application, candidate: Finding
) -> None:
    run_city(world, round_)
    judged(world, candidate, "other")
    assert newest_outcome(application) == "clear"


def test_a_city_does_not_overrule_the_province(world: World, application: Application, candidate: Finding) -> None:
    judged(world, candidate, "other", who="province")
    assert newest(application).run.authority == world.places["220000"]
    with pytest.raises(Refused, match="省厅已经"):
        judged(world, newest(application).findings.get(), "same")


def test_taken_back_it_waits_again(world: World, application: Application, candidate: Finding) -> None:
    made = judged(world, candidate, "other")
    with pytest.raises(Refused, match="理由"):
        domain.withdraw_judgement(judgement=made, reason="", by=world.hat("city"))
    domain.withdraw_judgement(judgement=made, reason="看错了", by=world.hat("city"))
    assert newest_outcome(application) == "candidate"
    with pytest.raises(Refused, match="已经撤销"):
        domain.withdraw_judgement(judgement=made, reason="又一次", by=world.hat("city"))


def test_a_tenant_decided_about_clears_its_park_and_every_other(world: World, round_: Round, tmp_path: Path) -> None:
    """The same enterprise in two places: as a tenant here, as a unit of another city there."""
    park, there = handed_in(world, round_, "park", "park"), handed_in(world, round_, "elsewhere")
    shared = tenants(park, 2)[0]
    type(shared).objects.filter(pk=shared.pk).update(name=there.unit.name, uscc=there.unit.uscc)
    every_list(world, tmp_path, **{PENALTIES: [penalty(there.unit.name)]})
    here = run_city(world, round_).units.get()
    run_city(world, round_, who="othercity", place="jilin")
    assert (here.outcome, newest_outcome(there)) == ("candidate", "candidate")
    judged(world, grave(here)[0], "other")
    assert (newest_outcome(park), newest_outcome(there)) == ("clear", "clear")
    assert newest(there).run.authority == world.places["jilin"]


def test_what_was_answered_in_a_closed_round_stands(
    world: World, round_: Round, application: Application, candidate: Finding
) -> None:
    other = round_of(world, "cn-2025")
    later = handed_in(world, other)
    run_city(world, other)
    close_round(round=round_, by=world.hat("province"))
    made = judged(world, grave(newest(later))[0], "other")
    assert (newest_outcome(application), newest_outcome(later)) == ("candidate", "clear")
    domain.withdraw_judgement(judgement=made, reason="看错了", by=world.hat("city"))
    assert newest_outcome(later) == "candidate"
    judged(world, candidate, "other")  # an appeal in the closed round itself
    assert newest_outcome(application) == "clear"


def test_several_at_once_all_or_none(world: World, round_: Round, tmp_path: Path) -> None:
    first, second = handed_in(world, round_), handed_in(world, round_, "neighbour")
    every_list(world, tmp_path, **{PENALTIES: [penalty(one.unit.name) for one in (first, second)]})
    run = run_city(world, round_)
    both = [finding for unit in run.units.all() for finding in grave(unit)]
    with pytest.raises(Refused, match="至少选一条"):
        domain.judge_many(findings=[], verdict="other", reason=REASON, by=world.hat("city"))
    with pytest.raises(Refused):
        domain.judge_many(findings=both, verdict="counts", reason=REASON, by=world.hat("city"))
    assert not Judgement.objects.exists()
    made = domain.judge_many(findings=both, verdict="other", reason=REASON, by=world.hat("city"))
    assert len(made) == 2
    assert {newest_outcome(first), newest_outcome(second)} == {"clear"}
    assert Run.objects.count() == 2  # one run of both units after the decision


def test_one_condition_is_decided_not_the_others(world: World, candidate: Finding, application: Application) -> None:
    judged(world, candidate, "counts", document=paper())
    assert {key for key, outcome in conditions(newest(application)).items() if outcome != "clear"} == {"NEG-2b"}


def test_decision_and_screening_leave_their_entries(world: World, candidate: Finding) -> None:
    made = judged(world, candidate, "other")
    judgement, run = Entry.objects.order_by("-seq")[:2][::-1]
    assert (judgement.act, judgement.object_id, judgement.reason) == ("judgement.made", str(made.pk), REASON)
    assert judgement.after["verdict"] == "other"
    assert run.act == "screening.run"
