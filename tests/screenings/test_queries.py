"""What pages read, and in how many statements."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.models import Application
from greenlist.rounds.models import Round
from greenlist.screenings import domain, queries
from greenlist.screenings.models import Judgement, ListFile, Run, UnitResult
from greenlist.screenings.rules import judgements, unit_results
from world import World, round_of

from .ground import AS_OF, UNIT, every_list, handed_in, imported, made_up, many_handed_in, penalty, run_city, taken

PENALTIES = "credit_china_penalties"


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


def screened(world: World, round_: Round, folder: Path, count: int) -> list[Application]:
    """So many units screened; the first has a penalty under its code, the second one under its name."""
    applications = many_handed_in(world, round_, made_up(world, count))
    first, second = applications[:2]
    every_list(
        world, folder, **{PENALTIES: [penalty("某", first.unit.uscc, number=1), penalty(second.unit.name, number=2)]}
    )
    run_city(world, round_)
    return applications


def test_cards_show_the_newest_list_in_use(
    world: World, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place = world.places["220000"]
    old = imported(world, tmp_path, "gsxt_status", as_of=AS_OF - timedelta(days=3))
    new = imported(world, tmp_path, "gsxt_status")
    domain.withdraw_list(list_file=imported(world, tmp_path, "gsxt_abnormal"), reason="错", by=world.hat("province"))
    taken(world, tmp_path, "accidents")
    domain.open_source(authority=place, source="gsxt_status", by=world.hat("province"))
    with django_assert_num_queries(3):
        cards = {one.source.id: one for one in queries.source_cards(place)}
    assert (cards["gsxt_status"].newest, cards["gsxt_status"].opened) == (new, True)
    assert (cards["gsxt_abnormal"].newest, cards["gsxt_abnormal"].opened) == (None, False)
    assert cards["accidents"].newest is None
    assert [one.pk for one in queries.in_use(place)] == [old.pk, new.pk]


def test_sources_of_the_province_are_those_of_its_open_rounds_too(world: World, round_: Round) -> None:
    found = [one.source.id for one in queries.source_cards(world.places["220000"])]
    assert found[0] == PENALTIES
    assert len(found) == len(set(found)) >= 9


def test_history_of_lists(world: World, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, second = imported(world, tmp_path, "gsxt_status"), imported(world, tmp_path, PENALTIES)
    with django_assert_num_queries(1):
        rows = list(queries.history(ListFile.objects.all()))
        assert [(one.pk, one.by.name if one.by else "") for one in rows] == [
            (second.pk, "沈经办"),
            (first.pk, "沈经办"),
        ]
    assert [one.pk for one in queries.history(ListFile.objects.all(), source=PENALTIES)] == [second.pk]


@pytest.mark.parametrize("count", [2, 12])
def test_a_page_of_units_costs_one_statement(
    world: World, round_: Round, tmp_path: Path, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second = screened(world, round_, tmp_path, count)[:2]
    rows = unit_results.visible(world.hat("city")).filter(run=Run.objects.get())
    with django_assert_num_queries(1):
        page = list(queries.units(rows))
        assert [one.application.unit.name for one in page if one.application][:2] == [first.unit.name, second.unit.name]
    counted = [(one.outcome, getattr(one, "hits"), getattr(one, "candidates")) for one in page[:2]]  # noqa: B009
    assert counted == [("hit", 1, 0), ("candidate", 0, 1)]
    with django_assert_num_queries(1):
        assert queries.outcome_counts(rows) == {"hit": 1, "candidate": 1, "undetermined": 0, "clear": count - 2}
    assert [one.name for one in queries.units(rows, outcome="hit")] == [first.unit.name]
    assert [one.name for one in queries.units(rows, text=second.unit.uscc)] == [second.unit.name]
    assert [one.name for one in queries.units(rows, text=second.unit.name[:8])] == [second.unit.name]


def test_the_newest_answer_wherever_it_was_given(
    world: World, round_: Round, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second = screened(world, round_, tmp_path, 3)[:2]
    whole = Run.objects.get()
    finding = whole.units.get(application=second).findings.get()
    domain.judge(finding=finding, verdict="other", reason="不是", document=None, by=world.hat("city"))
    assert [queries.newest_outcome(one) for one in (first, second)] == ["hit", "clear"]
    assert queries.newest_run(Run.objects.all(), round_) == whole
    visible = unit_results.visible(world.hat("city"))
    with django_assert_num_queries(1):
        found = {one.application_id: (one.outcome, one.run_id) for one in queries.newest_of_round(visible, round_)}
    assert len(found) == 3
    assert found[first.pk] == ("hit", whole.pk)
    assert found[second.pk][0] == "clear"
    assert queries.newest_of_round(unit_results.visible(world.hat("othercity")), round_).count() == 0
    with django_assert_num_queries(1):
        assert queries.newest_outcome(second) == "clear"
    assert [one.outcome for one in queries.history_of(visible, second)] == ["clear", "candidate"]


def test_never_screened_has_no_answer(world: World, round_: Round) -> None:
    application = handed_in(world, round_)
    assert (queries.newest_outcome(application), queries.newest_result(application)) == ("", None)


def test_runs_of_a_round(world: World, round_: Round, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    handed_in(world, round_)
    runs = [run_city(world, round_) for _ in range(3)]
    with django_assert_num_queries(1):
        found = [
            (one.pk, one.authority.name, one.by.name) for one in queries.runs_of(Run.objects.all(), round_) if one.by
        ]
    assert found == [(one.pk, "长春市", "陈经办") for one in reversed(runs)]


def test_what_waits_for_a_person(world: World, round_: Round, tmp_path: Path) -> None:
    second = screened(world, round_, tmp_path, 3)[1]
    (waits,) = queries.to_decide(UnitResult.objects.all())
    assert (waits.unit.application, waits.outcome) == (second, "candidate")


def test_decisions_are_looked_for(world: World, round_: Round, tmp_path: Path) -> None:
    second = screened(world, round_, tmp_path, 2)[1]
    finding = queries.to_decide(UnitResult.objects.all()).get()
    made = domain.judge(finding=finding, verdict="other", reason="不是", document=None, by=world.hat("city"))
    visible = judgements.visible(world.hat("city"))
    assert list(queries.decided(visible, text=second.unit.name[:4])) == [made]
    assert list(queries.decided(visible, text="没有这家")) == []
    domain.withdraw_judgement(judgement=made, reason="看错", by=world.hat("city"))
    assert list(queries.decided(visible, standing=True)) == []
    assert list(queries.decided(visible, standing=False)) == [made]
    again = queries.to_decide(queries.newest_results(Application.objects.all())).get()
    assert list(queries.judgements_about(again, world.places["220000"])) == [made]
    assert Judgement.objects.count() == 1


def test_offices_of_places(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        found = queries.people_of_offices({world.places["changchun"].pk})
    assert {one.name for one in found} == {"陈经办", "褚审批"}


def test_what_counts_stands_before_what_is_over(world: World, round_: Round, tmp_path: Path) -> None:
    application = handed_in(world, round_)
    code = application.unit.uscc
    rows = [penalty(UNIT, code, number=1) | {"状态": "已撤销"}, penalty(UNIT, code, number=2)]
    imported(world, tmp_path, PENALTIES, rows)
    unit = run_city(world, round_).units.get()
    assert [(one.outcome, one.history) for one in queries.findings_of(unit)] == [("hit", False), ("clear", True)]
    assert list(queries.findings_of(unit, tenants=True)) == []
