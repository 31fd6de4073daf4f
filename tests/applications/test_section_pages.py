"""Every section of every kind is a page, and who may open it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from applications.editing import KINDS, application_with, autosave, section_url
from greenlist.applications.domain.rows import add_row
from greenlist.applications.models import Application
from greenlist.applications.sections import Section, sections_of
from world import World


@pytest.mark.parametrize(("policy", "pack", "unit", "kind", "by"), KINDS, ids=[kind[1] for kind in KINDS])
def test_every_section_is_a_page(world: World, policy: str, pack: str, unit: str, kind: str, by: str) -> None:
    application = application_with(world, policy, pack, unit, kind, by)
    client = world.client(by)
    for section in sections_of(application):
        if section.kind != "link":
            page = client.get(section_url(application, section.id))
            assert page.status_code == 200, section.id
            assert str(section.title) in page.content.decode()


def test_a_page_takes_the_same_queries_for_one_and_three_rows(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    application = application_with(world, *KINDS[1])
    client = world.client("owner")
    address = section_url(application, "table-products")
    for more in (1, 2):
        for _row in range(more):
            row = add_row(application=application, table="products")
            for question in sections_of_table(application, "products").row(row.key):
                autosave(client, application, question.key, {"content": "1"})
        with django_assert_num_queries(9):
            assert client.get(address).status_code == 200


def sections_of_table(application: Application, table: str) -> Section:
    return next(section for section in sections_of(application) if section.table == table)


@pytest.mark.parametrize("section", ["nothing", "data-", "table-nothing", "unit-1"])
def test_no_such_section(world: World, section: str) -> None:
    application = application_with(world, *KINDS[1])
    assert world.client("owner").get(f"/applications/{application.pk}/s/{section}/").status_code == 404


@pytest.mark.parametrize("section", ["evidence", "commitment", "check"])
def test_a_section_with_a_page_of_its_own_leads_there(world: World, section: str) -> None:
    application = application_with(world, *KINDS[1])
    answer = world.client("owner").get(section_url(application, section))
    assert answer["Location"].endswith(f"/{section}/")


def test_a_policy_that_has_decided_leaves_no_choice_of_route(world: World) -> None:
    application = application_with(world, *KINDS[2])
    page = world.client("owner").get(section_url(application, "route")).content.decode()
    assert 'type="radio" name="route"' not in page
    assert "本轮政策规定：自评价" in page


def test_english_pages_speak_the_english_of_the_law(world: World) -> None:
    application = application_with(world, *KINDS[1])
    client = world.client("owner")
    page = client.get(section_url(application, "data-resource"), headers={"Accept-Language": "en"}).content.decode()
    assert "water intake" in page


def test_no_page_carries_styles_or_scripts_of_its_own(world: World) -> None:
    application = application_with(world, *KINDS[1])
    for section in sections_of(application):
        if section.kind != "link":
            page = world.client("owner").get(section_url(application, section.id)).content.decode()
            assert " style=" not in page
            assert "<script>" not in page
