"""The list of applications for every role: filters, sorting, columns, pages, export, a fixed number of queries."""

import csv
import io

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from door import uscc
from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.rounds.models import Round
from world import World, application_of, organisation, round_of


def handed_in(world: World, round_: Round, numbers: range) -> list[Application]:
    """Applications of made-up units of the first city, each handed in once."""
    made = []
    for number in numbers:
        unit = organisation(
            world,
            f"u{number}",
            "enterprise",
            f"单位{number:03}",
            "changchun",
            uscc=uscc(100 + number),
            industry4="1391",
        )
        application = application_of(world, round_, f"u{number}")
        Submission.objects.create(
            application=application, number=1, data={}, evidence=[], result={"ranking_score": {"value": "88.5"}},
            receipt_number=f"R{unit.pk}", receipt={}, digest="", by=world.hat("signatory").person, at=clock.now(),
        )  # fmt: skip
        Application.objects.filter(pk=application.pk).update(state="submitted")
        made.append(application)
    return made


@pytest.mark.parametrize(
    ("who", "count"), [("owner", 1), ("colleague", 1), ("outsider", 0), ("city", 0), ("province", 0), ("expert", 0)]
)
def test_whose_drafts_are_listed(world: World, who: str, count: int) -> None:
    application = application_of(world, round_of(world))
    page = world.client(who).get("/applications/").content.decode()
    assert page.count(f"/applications/{application.pk}/") == count


@pytest.mark.parametrize(
    ("who", "count"), [("city", 2), ("province", 2), ("othercity", 0), ("department", 0), ("owner", 0)]
)
def test_who_lists_what_was_handed_in(world: World, who: str, count: int) -> None:
    handed_in(world, round_of(world), range(2))
    assert world.client(who).get("/applications/").content.decode().count("单位0") == count


@pytest.mark.parametrize("who", ["city", "province"])
def test_the_same_queries_for_one_and_three_rows(
    world: World, who: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = round_of(world)
    client = world.client(who)
    handed_in(world, round_, range(1))
    client.get("/applications/")  # the law is read once
    for more in (range(0), range(1, 3)):
        handed_in(world, round_, more)
        with django_assert_num_queries(6):
            client.get("/applications/")


def test_filters_sorting_and_columns(world: World) -> None:
    round_ = round_of(world)
    handed_in(world, round_, range(3))
    client = world.client("province")
    assert "单位001" in client.get("/applications/", {"text": "单位001"}).content.decode()
    assert "单位002" not in client.get("/applications/", {"text": "单位001"}).content.decode()
    assert "没有符合条件的申报" in client.get("/applications/", {"kind": "park"}).content.decode()
    assert "没有符合条件的申报" in client.get("/applications/", {"state": "draft"}).content.decode()
    page = client.get("/applications/", {"sort": "unit", "column": ["unit", "uscc", "score"]}).content.decode()
    assert page.index("单位000") < page.index("单位001") < page.index("单位002")
    assert uscc(100) in page
    assert "88.5" in page


@pytest.mark.parametrize(
    "nonsense",
    [
        {"page": "x"},
        {"page": "-1"},
        {"page": "9" * 30},
        {"round": "x"},
        {"sort": "drop"},
        {"column": "no"},
        {"round": "9" * 20},
    ],
)
def test_nonsense_in_the_address_is_no_error(world: World, nonsense: dict[str, str]) -> None:
    assert world.client("city").get("/applications/", nonsense).status_code == 200


def test_pages_of_fifty(world: World) -> None:
    handed_in(world, round_of(world), range(53))
    client = world.client("city")
    first = client.get("/applications/", {"sort": "unit"}).content.decode()
    assert "单位049" in first
    assert "单位050" not in first
    assert "共 53 份" in first
    second = client.get("/applications/", {"sort": "unit", "page": "2"}).content.decode()
    assert "单位050" in second
    assert 'rel="prev"' in second


def test_the_export_is_what_is_seen(world: World) -> None:
    handed_in(world, round_of(world), range(2))
    Application.objects.filter(unit__name="单位000").first().unit.__class__.objects.filter(name="单位000").update(
        name="=单位000"
    )
    client = world.client("city")
    seen = {"sort": "unit", "column": ["unit", "score"]}
    sheet = b"".join(client.get("/applications/", seen | {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(sheet))) == [["单位", "得分"], ["'=单位000", "88.5"], ["单位001", "88.5"]]
    book = load_workbook(io.BytesIO(client.get("/applications/", seen | {"export": "xlsx"}).content))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert cells == [["单位", "得分"], ["=单位000", 88.5], ["单位001", 88.5]]
    assert book.active["A2"].data_type == "s"
