"""What came out of a panel: the province's pages, exactly what is filtered, and the file of it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from greenlist.applications.models import Application
from greenlist.panels.models import Panel
from greenlist.panels.queries.results_page import calibration_of, results_of
from greenlist.panels.results_picture import picture_of
from greenlist.parties.models import Role
from world import World, organisation, person, place

from .scored import chains, experts, panel_of, signed, with_totals

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(world: World) -> list[Application]:
    return chains(world, 3)


@pytest.fixture
def panel(world: World, cases: list[Application]) -> Panel:
    """Three cases: far apart, agreeing, and one not signed."""
    made = panel_of(world, cases, experts(world, 2), anchor=cases[0])
    with_totals(made, cases[0], ["60", "85.5"], "no")
    with_totals(made, cases[1], ["84", "86"])
    return made


def go(world: World, who: str | None, name: str, *args: int, **query: str) -> Any:
    return world.client(who).get(reverse(name, args=args), query)


def text(answer: Any) -> str:
    assert answer.status_code in {200, 422}, answer.status_code
    return str(answer.content.decode())


WHO = [("province", 200), ("provinceapprover", 200), ("expert", 403), ("city", 403), ("owner", 403), (None, 302)]


@pytest.mark.parametrize(("who", "status"), WHO)
def test_the_results_are_the_provinces(
    world: World, panel: Panel, cases: list[Application], who: str | None, status: int
) -> None:
    found = {
        go(world, who, "panel-results", panel.pk).status_code,
        go(world, who, "panel-results-file", panel.pk).status_code,
        go(world, who, "panel-calibration", panel.pk).status_code,
        go(world, who, "panel-sheets", panel.pk, cases[0].pk).status_code,
    }
    assert found == {status}
    further = go(world, who, "panel-further", panel.pk, cases[0].pk).status_code
    assert further == (403 if who == "provinceapprover" else status)


def test_another_province_finds_nothing(world: World, panel: Panel) -> None:
    place(world, "230000", "黑龙江省", "province", "cn")
    organisation(world, "north", "authority", "黑龙江省工业和信息化厅", "230000")
    person(world, "northern", "黄北方", "north", Role.PROVINCE_HANDLER)
    for name in ("panel-results", "panel-results-file", "panel-calibration"):
        assert go(world, "northern", name, panel.pk).status_code == 404


def test_the_worst_stand_first_with_names_and_figures(world: World, panel: Panel, cases: list[Application]) -> None:
    page = text(go(world, "province", "panel-results", panel.pk))
    names = [one.unit.name for one in cases]
    assert page.index(names[0]) < page.index(names[2]) < page.index(names[1])
    for figure in ("72.75", "25.5", "杨专家", "分歧大", "未评完", "一致", "待核定"):
        assert figure in page


@pytest.mark.parametrize(
    ("query", "count"),
    [({"state": "conflicting"}, 1), ({"state": "mixed"}, 0), ({"advice": "no"}, 1), ({"state": "x"}, 3), ({}, 3)],
)
def test_what_is_filtered_is_what_is_exported(world: World, panel: Panel, query: dict[str, str], count: int) -> None:
    page = text(go(world, "province", "panel-results", panel.pk, **query))
    assert page.count('scope="row"') == count
    answer = go(world, "province", "panel-results-file", panel.pk, **query)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name("评审结果").to_python()
    assert len(rows) == count + 1


def test_the_anchor_case_shows_how_each_measures(world: World, panel: Panel) -> None:
    found = calibration_of(panel)
    assert found is not None
    assert [f"{one.offset:.2f}" for one in found.offsets] == ["12.75", "-12.75"]
    picture = picture_of(found)
    assert picture is not None
    assert [one.offset for one in picture.dots] == ["+12.75", "−12.75"]
    assert picture.left <= min(one.x for one in picture.dots) <= picture.middle <= picture.right
    page = text(go(world, "province", "panel-calibration", panel.pk))
    assert "72.75" in page
    assert "<script" not in page.split("</head>")[1]
    Panel.objects.update(anchor=None)
    assert "没有共评样本" in text(go(world, "province", "panel-calibration", panel.pk))


def test_a_case_item_by_item(world: World, panel: Panel, cases: list[Application]) -> None:
    rows = panel.assignments.filter(application=cases[2]).order_by("pk")
    signed(world, "expert", rows[0], {"X11": "6"}, reason="制度没有落实")
    signed(world, "expert2", rows[1])
    page = text(go(world, "province", "panel-sheets", panel.pk, cases[2].pk))
    assert "制度没有落实" in page
    assert "丁专家" in page
    assert go(world, "province", "panel-sheets", panel.pk, 999_999).status_code == 404


def test_further_experts_are_asked_on_the_page(world: World, panel: Panel, cases: list[Application]) -> None:
    third = experts(world, 3)[2]
    panel.members.create(expert=third)
    path = reverse("panel-further", args=[panel.pk, cases[0].pk])
    assert "田专家" not in text(world.client("province").get(path))
    assert world.client("province").post(path, {}).status_code == 422
    answer = world.client("province").post(path, {"expert": str(third.pk)})
    assert answer["Location"] == reverse("panel-sheets", args=[panel.pk, cases[0].pk])
    assert "第二轮" in text(go(world, "province", "panel-results", panel.pk))
    answer = world.client("province").post(path, {"expert": str(third.pk)})
    assert answer.status_code == 422


def test_the_named_phase(world: World, panel: Panel) -> None:
    path = reverse("panel-named", args=[panel.pk])
    assert world.client("provinceapprover").post(path).status_code == 403
    assert world.client("expert").post(path).status_code == 403
    assert world.client("province").get(path).status_code == 405
    assert world.client("province").post(path).status_code == 302
    assert Panel.objects.get().phase == Panel.Phase.NAMED
    assert world.client("province").post(path).status_code == 403


def test_one_case_takes_as_many_queries_as_three(
    world: World, cases: list[Application], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = experts(world, 2)
    small = panel_of(world, cases[:1], people)
    large = panel_of(world, cases[1:], people, name="第二组")
    with_totals(large, cases[1], ["84", "86"])
    client = world.client("province")
    client.get(reverse("panel-results", args=[small.pk]))
    for panel in (small, large):
        with django_assert_num_queries(RESULTS):
            client.get(reverse("panel-results", args=[panel.pk]))
        with django_assert_num_queries(3):
            results_of(panel)


RESULTS = 10
