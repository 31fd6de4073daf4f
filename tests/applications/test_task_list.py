"""The task list: states and counts from what is stated, in a fixed number of queries; who sees what."""

import pytest
from pytest_django import DjangoAssertNumQueries

from applications.editing import KINDS, application_with, autosave, save
from applications.filled import submitted
from greenlist.applications.models import Application
from greenlist.applications.queries.editing import desk_of
from greenlist.applications.tasks import next_task, tasks_of
from world import World


@pytest.fixture
def application(world: World) -> Application:
    return application_with(world, *KINDS[1])


def states(application: Application) -> dict[str, tuple[str, str]]:
    return {task.section.id: (task.state, task.count) for task in tasks_of(application)}


def test_a_section_goes_from_todo_to_done(world: World, application: Application) -> None:
    client = world.client("owner")
    assert states(application)["data-land"] == ("todo", "0/6")
    names = [
        "land_area_m2",
        "floor_area",
        "floor_area_over_8m",
        "footprint_building",
        "footprint_structure",
        "footprint_yard",
    ]
    autosave(client, application, f"values.{names[0]}", {"content": "100"})
    assert states(application)["data-land"] == ("partial", "1/6")
    save(client, application, "data-land", post={f"values.{name}": "1" for name in names[1:]})
    assert states(application)["data-land"] == ("done", "")


def test_what_is_not_applicable_is_answered(world: World, application: Application) -> None:
    save(world.client("owner"), application, "data-land", post={"not_applicable.land_area_m2": "租用厂房"})
    assert states(application)["data-land"] == ("partial", "1/6")


def test_faults_are_counted_and_come_first(world: World, application: Application) -> None:
    client = world.client("owner")
    autosave(client, application, "values.land_area_m2", {"content": "很大"})
    autosave(client, application, "values.energy_total", {"content": "10"})
    autosave(client, application, "values.renewable_total", {"content": "20"})
    found = states(application)
    assert found["data-land"] == ("fault", "1 处需改")
    assert found["data-energy"] == ("fault", "1 处需改")
    step = next_task(tasks_of(application))
    assert step is not None
    assert step.section.id == "data-energy"


def test_a_clear_exclusion_wants_a_dated_proof_from_each_source(world: World, application: Application) -> None:
    client, key = world.client("owner"), "conditions.NEG-2a"
    fields = {f"{key}:shown": "1", f"{key}:answer": "met"}
    autosave(client, application, key, fields)
    assert states(application)["exclusions"] == ("partial", "0/7")
    for number, source in enumerate(("信用中国", "国家企业信用信息公示系统")):
        start = f"{key}:proof.{number}"
        fields |= {f"{start}.source": source, f"{start}.queried_on": "2024-07-15", f"{start}.file": "a.png"}
    autosave(client, application, key, fields)
    assert states(application)["exclusions"] == ("partial", "1/7")


def test_the_list_takes_the_same_queries_whatever_is_stated(
    world: World, application: Application, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (0, 40):
        for number in range(count):
            autosave(world.client("owner"), application, "unit.contact", {"content": f"王{number}"})
        row = Application.objects.select_related("round", "unit").get(pk=application.pk)
        with django_assert_num_queries(4):
            tasks_of(row, desk_of(row))


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("outsider", 404), ("city", 404)])
def test_who_sees_a_draft(world: World, application: Application, who: str, status: int) -> None:
    assert world.client(who).get(f"/applications/{application.pk}/").status_code == status
    assert world.client(who).get(f"/applications/{application.pk}/s/unit/").status_code == status


def test_htmx_gets_the_bare_list(world: World, application: Application) -> None:
    page = world.client("owner").get(
        f"/applications/{application.pk}/", {"section": "unit"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in page.content.decode()
    assert 'aria-current="step"' in page.content.decode()


def test_officials_see_the_submitted_version_and_never_the_draft(world: World) -> None:
    submission = submitted(world)
    for who, status in (("city", 200), ("province", 200), ("othercity", 404), ("outsider", 404)):
        assert world.client(who).get(f"/applications/{submission.application_id}/").status_code == status, who
    page = world.client("city").get(f"/applications/{submission.application_id}/").content.decode()
    assert submission.receipt_number in page
    assert world.client("city").get(f"/applications/{submission.application_id}/s/unit/").status_code == 403
