"""Statements: kept as typed, never changed, and two people never lose each other's text."""

import pytest
from django.db import DatabaseError, transaction

from applications.editing import KINDS, application_with, autosave
from greenlist.applications.domain.stating import Conflict, TooLong, UnknownPlace, choose_route, state
from greenlist.applications.models import Application, Statement
from greenlist.journal.models import Entry
from greenlist.parties.access import NotAllowed
from world import World

PLACE = "values.water_intake"


@pytest.fixture
def application(world: World) -> Application:
    return application_with(world, *KINDS[1])


def test_each_statement_follows_the_one_before(world: World, application: Application) -> None:
    first = state(application=application, place=PLACE, content="1", by=world.hat("owner"))
    second = state(application=application, place=PLACE, content="2", by=world.hat("owner"), base=first.pk)
    assert second.follows == first
    assert second.hat == world.hat("owner").membership
    assert list(application.statements.filter(current=True)) == [second]


def test_the_same_again_is_no_new_statement(world: World, application: Application) -> None:
    first = state(application=application, place=PLACE, content="1", by=world.hat("owner"))
    assert state(application=application, place=PLACE, content="1", by=world.hat("colleague")) == first
    assert state(application=application, place="values.water_reuse", content="", by=world.hat("owner")) is None


def test_an_emptied_place_is_a_statement_too(world: World, application: Application) -> None:
    first = state(application=application, place=PLACE, content="1", by=world.hat("owner"))
    emptied = state(application=application, place=PLACE, content=" ", by=world.hat("owner"), base=first.pk)
    assert emptied.content is None
    assert Statement.objects.count() == 2


def test_somebody_elses_newer_statement_is_a_conflict_and_nothing_is_lost(
    world: World, application: Application
) -> None:
    theirs = state(application=application, place=PLACE, content="1", by=world.hat("colleague"))
    with pytest.raises(Conflict) as conflict:
        state(application=application, place=PLACE, content="2", by=world.hat("owner"), base=None)
    assert conflict.value.current == theirs
    kept = Statement.objects.get(pk=conflict.value.kept.pk)
    assert (kept.content, kept.current) == ("2", False)
    mine = state(application=application, place=PLACE, content="2", by=world.hat("owner"), base=theirs.pk)
    assert mine.current


def test_whoever_did_not_touch_a_field_takes_nothing_back(world: World, application: Application) -> None:
    seen = state(application=application, place=PLACE, content="1", by=world.hat("owner"))
    theirs = state(application=application, place=PLACE, content="2", by=world.hat("colleague"), base=seen.pk)
    assert state(application=application, place=PLACE, content="1", by=world.hat("owner"), base=seen.pk) == theirs


def test_ones_own_second_window_is_no_conflict(world: World, application: Application) -> None:
    state(application=application, place=PLACE, content="1", by=world.hat("owner"))
    assert state(application=application, place=PLACE, content="2", by=world.hat("owner"), base=None).current


def test_witnesses_stand_side_by_side(world: World, application: Application) -> None:
    state(application=application, place=PLACE, content="1", by=world.hat("owner"))
    state(
        application=application, place=PLACE, content="2", by=world.hat("evaluator"), witness="verified", reason="抄表"
    )
    assert application.statements.filter(current=True).count() == 2


@pytest.mark.parametrize("changed", [{"content": "9"}, {"unit": "t"}, {"place": "values.x"}, {"reason": "x"}])
def test_the_database_keeps_statements_as_they_were(
    world: World, application: Application, changed: dict[str, str]
) -> None:
    one = state(application=application, place=PLACE, content="1", by=world.hat("owner"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.filter(pk=one.pk).update(**changed)
    Statement.objects.filter(pk=one.pk).update(current=False)


@pytest.mark.parametrize(
    "place",
    ["unit.uscc", "unit.name", "values.nothing", "years.1999.park_va", "values.water_intake.x", "energy.zz.type",
     "products.a..b", "conditions.FE1", "judged.NOPE", "chosen.RG8", "tenants.1", "route", "", "values"],
)  # fmt: skip
def test_nothing_can_be_stated_where_nothing_is_asked(world: World, application: Application, place: str) -> None:
    before = Statement.objects.count()
    answer = autosave(world.client("owner"), application, place, {"content": "9"})
    assert answer.status_code in {200, 400}
    assert answer.status_code == 400 or place == "route"
    assert Statement.objects.count() == before


def test_a_text_beyond_every_bound_is_not_kept(world: World, application: Application) -> None:
    with pytest.raises(TooLong, match="20000"):
        state(application=application, place="narrative.highlights", content="长" * 20_001, by=world.hat("owner"))


def test_signs_the_database_cannot_hold_are_left_out(world: World, application: Application) -> None:
    one = state(application=application, place="unit.contact", content="王\0五", by=world.hat("owner"))
    one.refresh_from_db()
    assert one.content == "王五"


def test_the_route_is_chosen_among_what_the_policy_allows(world: World, application: Application) -> None:
    choose_route(application=application, route="agency", by=world.hat("owner"))
    assert application.route == "agency"
    assert Entry.objects.filter(act="application.route_chosen").count() == 1
    own = application_with(world, *KINDS[2])
    with pytest.raises(UnknownPlace):
        choose_route(application=own, route="agency", by=world.hat("owner"))


def test_what_is_handed_in_is_not_changed_any_more(world: World, application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(state="submitted")
    with pytest.raises(NotAllowed, match="已提交"):
        state(application=application, place=PLACE, content="1", by=world.hat("owner"))
