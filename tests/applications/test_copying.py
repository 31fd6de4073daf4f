"""Copy from last year: what lasts is offered, what must be asked anew is not."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from applications.filled import fill, state
from greenlist.applications.copying import copy_preview, sources_of
from greenlist.applications.models import Application, Statement
from greenlist.journal.models import Entry
from world import World, application_of, round_of


@pytest.fixture
def pair(world: World) -> tuple[Application, Application]:
    return years(world)


def years(
    world: World, unit: str = "unit", kind: str = "factory", by: str = "owner"
) -> tuple[Application, Application]:
    """An application of the year before, and the empty one of this year."""
    old_round, new_round = round_of(world, "cn-2024"), round_of(world, "cn-2025")
    old = application_of(world, old_round, unit, kind, by)
    new = application_of(world, new_round, unit, kind, by)
    assert old.evaluation_year + 1 == new.evaluation_year
    return old, new


def at(application: Application) -> str:
    return reverse("copy", kwargs={"pk": application.pk})


def take(new: Application, old: Application, world: World, who: str = "owner", **more: Any) -> HttpResponse:
    data = {"from": old.pk, "digest": copy_preview(new, old).digest, "idempotency_key": str(uuid.uuid4())} | more
    return world.client(who).post(at(new), data)  # type: ignore[return-value]


def stated(application: Application) -> dict[str, Statement]:
    return {one.place: one for one in application.statements.filter(current=True)}


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("colleague", 200), ("outsider", 404), ("city", 404), ("evaluator", 404)]
)
def test_who_may_copy(who: str, status: int, pair: tuple[Application, Application], world: World) -> None:
    assert world.client(who).get(at(pair[1])).status_code == status


def test_without_an_earlier_application_the_page_says_what_to_do(world: World) -> None:
    application = application_of(world, round_of(world))
    assert "没有更早的同类申报" in world.client("owner").get(at(application)).content.decode()


def test_only_earlier_ones_of_the_same_unit_and_kind_are_offered(
    pair: tuple[Application, Application], world: World
) -> None:
    old, new = pair
    application_of(world, old.round, kind="supply_chain")
    application_of(world, old.round, unit="neighbour", by="outsider")
    assert list(sources_of(new)) == [old]
    assert list(sources_of(old)) == []
    assert world.client("owner").get(at(new), {"from": new.pk}).status_code == 404


def test_a_page_tells_the_differences_and_changes_nothing(pair: tuple[Application, Application], world: World) -> None:
    old, new = pair
    owner = world.hat("owner")
    state(old, "unit.contact", "去年的人", owner)
    state(old, "unit.phone", "0431-1", owner)
    state(new, "unit.phone", "0431-2", owner)
    state(old, "conditions.NEG-6", {"answer": "met"}, owner)
    page = world.client("owner").get(at(new)).content.decode()
    for text in ("去年的人", "0431-1", "0431-2", "今年要重新查"):
        assert text in page
    assert set(stated(new)) == {"unit.phone"}
    by_place = {one.place: one for one in copy_preview(new, old).changes}
    assert not by_place["unit.contact"].left
    assert by_place["unit.phone"].left  # stated otherwise this year: not taken unless asked for


def test_taking_states_it_with_where_it_is_from(pair: tuple[Application, Application], world: World) -> None:
    old, new = pair
    owner = world.hat("owner")
    state(old, "unit.contact", "去年的人", owner)
    state(old, "unit.phone", "0431-1", owner)
    assert take(new, old, world, leave=["unit.phone"]).status_code == 302
    taken = stated(new)
    assert set(taken) == {"unit.contact"}
    assert taken["unit.contact"].reason == f"带自 {old.round.year} 年度申报"
    new.refresh_from_db()
    assert new.copied_from == old
    assert Entry.objects.get(act="application.copied").after["places"] == ["unit.contact"]


def test_figures_stay_with_the_year_they_are_of(world: World) -> None:
    old, new = years(world, "park", "park", "parkeditor")
    hat, year = world.hat("parkeditor"), old.evaluation_year
    state(old, f"years.{year}.park_va", "72", hat)
    state(old, f"years.{year - 9}.park_va", "1", hat)
    places = {one.place for one in copy_preview(new, old).changes}
    assert f"years.{year}.park_va" in places
    assert f"years.{year + 1}.park_va" not in places
    assert f"years.{year - 9}.park_va" not in places


def test_a_dated_figure_is_not_taken_for_this_years(pair: tuple[Application, Application], world: World) -> None:
    old, new = pair
    state(old, "values.solid_generated", "100", world.hat("owner"))
    preview = copy_preview(new, old)
    assert preview.changes == []
    assert len(preview.last_years) == 1


def test_what_is_asked_anew_is_never_taken(pair: tuple[Application, Application], world: World) -> None:
    old, new = pair
    owner = world.hat("owner")
    for place, content in (
        ("conditions.NEG-1", {"answer": "met"}), ("judged.X", {"points": "3"}), ("declared.X", "1"),
        ("claimed_score", {"total": "9", "report": "r"}), ("commitment", {"agreed": True}),
    ):  # fmt: skip
        state(old, place, content, owner)
    preview = copy_preview(new, old)
    assert (preview.changes, preview.asked_anew) == ([], 5)


def test_rows_come_without_last_years_amounts_and_once(pair: tuple[Application, Application], world: World) -> None:
    old, new = pair
    fill(old, "factory-03-food.yaml", world.hat("owner"))
    assert take(new, old, world).status_code == 302
    taken = stated(new)
    names = [one.content for place, one in taken.items() if place.startswith("products.") and place.endswith(".name")]
    assert names
    assert not any(place.endswith(".qualified_output") for place in taken)
    again = copy_preview(new, old)
    assert [one for one in again.changes if one.kind == "row"] == []
    assert take(new, old, world).status_code == 302
    assert Entry.objects.filter(act="application.copied").count() == 1


def test_the_roster_comes_without_its_answers(world: World) -> None:
    old, new = years(world, "park", "park", "parkeditor")
    fill(old, "park-01-good.yaml", world.hat("parkeditor"))
    assert take(new, old, world, "parkeditor").status_code == 302
    assert list(new.tenants.values_list("name", flat=True)) == list(old.tenants.values_list("name", flat=True))
    assert all(not one.conditions for one in new.tenants.all())


def test_what_was_stated_meanwhile_is_told(pair: tuple[Application, Application], world: World) -> None:
    old, new = pair
    state(old, "unit.contact", "去年的人", world.hat("owner"))
    seen = copy_preview(new, old)
    state(new, "unit.contact", "今年的人", world.hat("colleague"))
    response = take(new, old, world, digest=seen.digest, seen=seen.seen)
    assert response.status_code == 409
    assert "李同事" in response.content.decode()
    assert stated(new)["unit.contact"].content == "今年的人"


def test_the_last_word_on_a_value_is_taken(pair: tuple[Application, Application], world: World) -> None:
    old, new = pair
    hat = world.hat("evaluator")
    state(old, "unit.contact", "申报的人", world.hat("owner"))
    Statement.objects.create(
        application=old, place="unit.contact", witness="verified", content="核查的人", by=hat.person, at=old.created_at
    )
    (change,) = copy_preview(new, old).changes
    assert change.then == "核查的人"


def test_nothing_is_taken_into_what_was_handed_in(pair: tuple[Application, Application], world: World) -> None:
    old, new = pair
    state(old, "unit.contact", "去年的人", world.hat("owner"))
    Application.objects.filter(pk=new.pk).update(returned=True)
    new.refresh_from_db()
    assert copy_preview(new, old).changes[0].refused
    assert take(new, old, world).status_code == 302
    assert stated(new) == {}
    Application.objects.filter(pk=new.pk).update(state="submitted")
    assert take(new, old, world).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_many(
    count: int, pair: tuple[Application, Application], world: World, django_assert_num_queries: Any
) -> None:
    old, new = pair
    for place in ("unit.contact", "unit.phone", "unit.email")[:count]:
        state(old, place, "x", world.hat("owner"))
    client = world.client("owner")
    client.get(at(new))
    with django_assert_num_queries(11):
        assert client.get(at(new)).status_code == 200
