"""One function moves an application, and it asks before it does."""

import pytest

from greenlist.applications.process import (
    StaleApplication,
    TransitionRefused,
    is_step_of,
    process_of,
    transition,
)
from greenlist.journal.models import Entry
from world import World, application_of, round_of


def test_a_started_application_pins_the_standard_of_the_round(world: World) -> None:
    application = application_of(world, round_of(world))
    assert application.pack_id == "factory-2018"
    assert len(application.pack_hash) == 64
    assert application.evaluation_year == 2023
    assert Entry.objects.filter(act="application.started", object_id=str(application.pk)).count() == 1


def test_a_round_without_third_party_has_no_third_party_states(world: World) -> None:
    states = {state.id for state in process_of(round_of(world, "cn-2025")).states}
    assert "submitted" in states
    assert "contracted" not in states


def test_nobody_takes_another_ones_step(world: World) -> None:
    application = application_of(world, round_of(world))
    with pytest.raises(TransitionRefused, match="别的角色"):
        transition(application=application, way="T01", by=world.hat("city"))


def test_a_page_that_is_out_of_date_changes_nothing(world: World) -> None:
    application = application_of(world, round_of(world))
    with pytest.raises(StaleApplication):
        transition(application=application, way="T01", by=world.hat("owner"), version=7)
    application.refresh_from_db()
    assert application.state == "draft"


def test_a_step_belongs_to_its_own_unit_city_and_province(world: World) -> None:
    application = application_of(world, round_of(world))
    steps = {way.id: way for way in process_of(application.round).transitions}
    for way, may in {
        "T01": {"owner", "colleague", "signatory"},
        "T12": {"city", "cityapprover"},
        "T16": {"province", "provinceapprover"},
        "T19": {"province", "provinceapprover"},  # the province records what the ministry published
    }.items():
        assert {name for name, hat in world.hats.items() if is_step_of(application, steps[way], hat)} == may
    with pytest.raises(TransitionRefused, match="别的角色"):
        transition(application=application, way="T01", by=world.hat("outsider"))
