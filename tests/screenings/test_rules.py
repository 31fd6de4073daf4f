"""Who sees and may what. `visible` and `may(see)` say the same for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from greenlist.rounds.models import Round
from greenlist.screenings import domain
from greenlist.screenings.models import Finding, Judgement, ListFile, Run, UnitResult
from greenlist.screenings.rules import findings, judgements, list_files, runs, unit_results
from world import World, application_of, round_of

from .ground import UNIT, every_list, handed_in, penalty, run_city

NOBODY = ("newcomer", "outsider", "evaluator", "department", "expert", "system", "security", "audit")
HATS = ("owner", "city", "cityapprover", "othercity", "province", "provinceapprover", *NOBODY)


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def scene(world: World, round_: Round, tmp_path: Path) -> dict[str, Any]:
    """A list, the city's run with a candidate, a decision about it, the unit's self-check, the province's run."""
    application = handed_in(world, round_)
    listed = every_list(world, tmp_path, credit_china_penalties=[penalty(UNIT)])["credit_china_penalties"]
    domain.open_source(authority=listed.authority, source=listed.source, by=world.hat("province"))
    city = run_city(world, round_)
    own = domain.self_check(application=application, by=world.hat("owner"))
    province = domain.run(round=round_, authority=listed.authority, purpose="sending_up", by=world.hat("province"))
    finding = city.units.get().findings.get(outcome="candidate")
    made = domain.judge(
        finding=province.units.get().findings.filter(condition=finding.condition)[0], verdict="other",
        reason="不是同一家", document=None, by=world.hat("province"),
    )  # fmt: skip
    return {"list": listed, "city": city, "own": own, "province": province, "finding": finding, "judgement": made}


def agree(access: Any, world: World, who: str, row: Any) -> bool:
    """What both answers say."""
    seen = access.visible(world.hat(who)).filter(pk=row.pk).exists()
    assert bool(access.may(world.hat(who), "see", row)) == seen, (who, row)
    return bool(seen)


def seers(access: Any, world: World, row: Any) -> set[str]:
    return {who for who in HATS if agree(access, world, who, row)}


PROVINCE, CITY = {"province", "provinceapprover"}, {"city", "cityapprover"}


def test_lists_are_the_provinces(world: World, scene: dict[str, Any]) -> None:
    row: ListFile = scene["list"]
    assert seers(list_files, world, row) == PROVINCE
    assert {who for who in HATS if list_files.may_import(world.hat(who))} == PROVINCE
    assert list_files.may(world.hat("province"), "withdraw", row)
    assert not list_files.may(world.hat("province"), "eat", row)
    domain.withdraw_list(list_file=row, reason="传错了", by=world.hat("province"))
    row.refresh_from_db()
    assert "已经撤回" in str(list_files.may(world.hat("province"), "withdraw", row).reason)


def test_runs(world: World, scene: dict[str, Any]) -> None:
    assert seers(runs, world, scene["city"]) == PROVINCE | CITY
    assert seers(runs, world, scene["province"]) == PROVINCE


def test_offices_see_that_a_unit_checked_itself_and_not_what_came_of_it(world: World, scene: dict[str, Any]) -> None:
    own: Run = scene["own"]
    assert seers(runs, world, own) == PROVINCE | CITY | {"owner"}
    assert {who for who in HATS if runs.may(world.hat(who), "open", own)} == {"owner"}
    assert seers(unit_results, world, own.units.get()) == {"owner"}
    assert runs.may(world.hat("city"), "open", scene["city"])


def test_the_self_check_of_a_draft_is_nobody_elses(world: World, scene: dict[str, Any], round_: Round) -> None:
    draft = application_of(world, round_, kind="supply_chain")
    own = domain.self_check(application=draft, by=world.hat("owner"))
    assert seers(runs, world, own) == {"owner"}


def test_answers_are_the_offices_of_the_unit(world: World, scene: dict[str, Any]) -> None:
    for run in ("city", "province"):
        unit: UnitResult = scene[run].units.get()
        assert seers(unit_results, world, unit) == PROVINCE | CITY
        assert {who for who in HATS if unit_results.may(world.hat(who), "decide", unit)} == PROVINCE | CITY


def test_a_unit_does_not_decide_about_itself(world: World, scene: dict[str, Any]) -> None:
    unit: UnitResult = scene["own"].units.get()
    assert "由市（州）或省厅" in str(unit_results.may(world.hat("owner"), "decide", unit).reason)


def test_findings_go_with_their_answer(world: World, scene: dict[str, Any]) -> None:
    row: Finding = scene["finding"]
    assert seers(findings, world, row) == PROVINCE | CITY


def test_decisions(world: World, scene: dict[str, Any], round_: Round) -> None:
    """The city sees what the province decided about its unit; only the province takes it back."""
    row: Judgement = scene["judgement"]
    assert seers(judgements, world, row) == PROVINCE | CITY
    assert {who for who in HATS if judgements.may(world.hat(who), "withdraw", row)} == PROVINCE
    domain.withdraw_judgement(judgement=row, reason="再看看", by=world.hat("province"))
    row.refresh_from_db()
    assert not judgements.may(world.hat("province"), "withdraw", row)
    finding = run_city(world, round_).units.get().findings.get(outcome="candidate")
    own = domain.judge(finding=finding, verdict="other", reason="不是", document=None, by=world.hat("city"))
    assert {who for who in HATS if judgements.may(world.hat(who), "withdraw", own)} == PROVINCE | CITY


def test_who_starts(world: World, round_: Round, scene: dict[str, Any]) -> None:
    assert {who for who in HATS if runs.may_start(world.hat(who), round_)} == PROVINCE | CITY | {"othercity"}
    assert {who for who in HATS if runs.may_work(world.hat(who))} == PROVINCE | CITY | {"othercity"}
    round_.state = Round.State.PREPARED
    assert "还没有开始" in str(runs.may_start(world.hat("city"), round_).reason)
    application = scene["own"].application
    assert {who for who in HATS if runs.may_self_check(world.hat(who), application)} == {"owner"}


def test_nobody_signed_in_sees_nothing(world: World, scene: dict[str, Any]) -> None:
    for access in (list_files, runs, unit_results, judgements):
        assert not access.visible(None).exists()
    assert not list_files.may_import(None)
