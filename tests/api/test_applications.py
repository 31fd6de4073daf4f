"""Applications by the interface: who gets what, filters, pages, budgets."""

import pytest
from pytest_django import DjangoAssertNumQueries

from applications.filled import submitted
from greenlist.applications.models import Application, Submission
from greenlist.applications.queries import lists
from world import World, application_of, round_of

LIST = "/api/v1/applications"
SIGHTLESS = ("department", "evaluator", "expert", "system", "security", "audit", "newcomer")


@pytest.fixture
def draft(world: World) -> Application:
    return application_of(world, round_of(world))


@pytest.fixture
def handed_in(world: World) -> Submission:
    return submitted(world)


def ids(world: World, who: str, query: str = "") -> list[int]:
    response = world.client(who).get(LIST + query)
    assert response.status_code == 200
    return [one["id"] for one in response.json()["items"]]


@pytest.mark.parametrize("path", [LIST, f"{LIST}/1"])
def test_nobody_signed_in_is_told_so_as_json(world: World, path: str) -> None:
    response = world.client(None).get(path)
    assert response.status_code == 401
    assert response.json() == {"detail": "请先登录。"}


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("owner", True),
        ("colleague", True),
        ("signatory", True),
        ("outsider", False),
        ("farther", False),
        ("city", False),
        ("province", False),
        *((who, False) for who in SIGHTLESS),
    ],
)
def test_a_draft_is_its_units_alone(world: World, draft: Application, who: str, *, sees: bool) -> None:
    assert ids(world, who) == ([draft.pk] if sees else [])
    assert world.client(who).get(f"{LIST}/{draft.pk}").status_code == (200 if sees else 404)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("owner", True),
        ("outsider", False),
        ("city", True),
        ("cityapprover", True),
        ("othercity", False),
        ("province", True),
        *((who, False) for who in SIGHTLESS),
    ],
)
def test_what_was_handed_in_is_the_offices_too(world: World, handed_in: Submission, who: str, *, sees: bool) -> None:
    pk = handed_in.application_id
    assert ids(world, who) == ([pk] if sees else [])
    response = world.client(who).get(f"{LIST}/{pk}")
    assert response.status_code == (200 if sees else 404)
    if not sees:
        assert response.json() == {"detail": "没有这份申报，或者您不能查看。"}


def test_one_application_with_timeline_and_result(world: World, handed_in: Submission) -> None:
    found = world.client("city").get(f"{LIST}/{handed_in.application_id}").json()
    assert found["unit"]["name"] == "示例食品有限公司"
    assert (found["state"]["id"], found["submitted_version"]) == ("submitted", 1)
    assert found["round"]["policy"] == "jilin-2024"
    assert found["pack"]["id"] == handed_in.application.pack_id
    signs = [step["sign"] for step in found["timeline"]]
    assert signs.count("now") == 1
    assert "todo" in signs
    result = found["result"]
    assert (result["of"], result["version"]) == ("submission", 1)
    assert result["verdict"] == handed_in.result["verdict"]
    assert result["score"] == handed_in.result["score"]["total"]
    assert isinstance(result["ranking_score"], str)


def test_a_draft_never_evaluated_has_no_result(world: World, draft: Application) -> None:
    assert world.client("owner").get(f"{LIST}/{draft.pk}").json()["result"] is None


def test_filters(world: World, draft: Application) -> None:
    other = round_of(world, "cn-2025")
    later = application_of(world, other)
    assert set(ids(world, "owner")) == {draft.pk, later.pk}
    assert ids(world, "owner", f"?round={other.pk}") == [later.pk]
    assert ids(world, "owner", "?kind=park") == []
    assert set(ids(world, "owner", "?kind=factory&state=draft")) == {draft.pk, later.pk}
    assert ids(world, "owner", "?state=submitted") == []
    assert ids(world, "owner", "?sort=oldest") == [draft.pk, later.pk]


@pytest.mark.parametrize(
    "query",
    ["?round=x", "?round=0", f"?round={2**63}", "?kind=firm", "?state=1; drop", "?page=0", "?page=x", "?sort=unit"],
)
def test_a_parameter_that_cannot_be_is_refused_with_its_place(world: World, query: str) -> None:
    response = world.client("owner").get(LIST + query)
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][0] == "query"


@pytest.mark.parametrize("tail", ["0", "-1", "x", str(2**63)])
def test_an_id_that_cannot_be_is_refused(world: World, tail: str) -> None:
    assert world.client("owner").get(f"{LIST}/{tail}").status_code == 422


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_is_written_here(world: World, draft: Application, method: str) -> None:
    client = world.client("owner")
    assert getattr(client, method)(LIST).status_code == 405
    assert getattr(client, method)(f"{LIST}/{draft.pk}").status_code == 405


def test_pages(world: World, draft: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    later = application_of(world, round_of(world, "cn-2025"))
    monkeypatch.setattr(lists, "PAGE", 1)
    first = world.client("owner").get(LIST).json()
    assert ([one["id"] for one in first["items"]], first["total"], first["next_page"]) == ([later.pk], 2, 2)
    second = world.client("owner").get(f"{LIST}?page=2").json()
    assert ([one["id"] for one in second["items"]], second["next_page"]) == ([draft.pk], None)
    assert world.client("owner").get(f"{LIST}?page=9").json()["items"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_for_one_and_three(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for policy in ("jilin-2024", "cn-2025", "cn-2024")[:count]:
        application_of(world, round_of(world, policy))
    client = world.client("owner")
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)


def test_one_application_costs_a_fixed_number(
    world: World, handed_in: Submission, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client("city")
    path = f"{LIST}/{handed_in.application_id}"
    client.get(path)
    with django_assert_num_queries(8):
        client.get(path)
