"""A department, signed in, finds a unit of a long letter by name or code; what it says there is kept as elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.consultations.models import Consultation, Reply
from greenlist.consultations.views import departments
from world import World

from .ground import letter, sent

pytestmark = pytest.mark.django_db
UNITS, PAGE, MANY = 5, 2, 4


@pytest.fixture
def consultation(world: World, monkeypatch: pytest.MonkeyPatch) -> Consultation:
    monkeypatch.setattr(departments, "PAGE", PAGE)
    monkeypatch.setattr(departments, "MANY", MANY)
    return sent(world, UNITS)


@pytest.fixture
def path(consultation: Consultation) -> str:
    return f"/letters/{letter(consultation).pk}/"


def body(world: World, path: str, **asked: str) -> str:
    answer = world.client("department").get(path, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def shown(page: str) -> int:
    return page.count('<fieldset class="card')


def test_by_name_and_by_code(world: World, consultation: Consultation, path: str) -> None:
    unit = consultation.units.order_by("position")[3].application.unit
    for text in (unit.name, f"  {unit.name[:-1]} ", unit.uscc.lower()):
        page = body(world, path, q=text)
        assert shown(page) == 1, text
        assert unit.name in page
    assert f"共 {UNITS} 家，这里列出 1 家" in page
    assert "看全部" in page
    assert f"{UNITS} 家全部无异议" in page, "which speaks of the whole letter"
    assert shown(body(world, path)) == PAGE


def test_nothing_found_is_said(world: World, path: str) -> None:
    page = body(world, path, q="没有这家<b>")
    assert "名单中没有这样的单位" in page
    assert "没有这家&lt;b&gt;" in page
    assert shown(page) == 0


def test_pages_of_what_was_found_keep_what_is_looked_for(world: World, path: str) -> None:
    page = body(world, path, q="有限公司", page="2")
    assert shown(page) == PAGE
    assert "?q=%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8&amp;page=3" in page


def test_an_answer_to_what_was_found(world: World, consultation: Consultation, path: str) -> None:
    found = consultation.units.order_by("position")[3]
    client = world.client("department")
    at = f"{path}?q={found.application.unit.uscc}"
    answer: Any = client.post(at, {f"u{found.pk}-answer": "none"})
    assert (answer.status_code, answer["Location"]) == (302, at)
    assert Reply.objects.get().unit == found
    assert client.post(at, {}).status_code == 422
    whole = client.post(at, {"whole": "none", "seen": "on"})
    assert (whole.status_code, Reply.objects.filter(answer="none").count()) == (302, UNITS)


def test_a_short_letter_has_no_box(world: World, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'name="q"' in body(world, path)
    monkeypatch.setattr(departments, "MANY", UNITS)
    assert 'name="q"' not in body(world, path)


def test_others_find_nothing(world: World, path: str) -> None:
    for who, status in {"otherdepartment": 404, "city": 403, "owner": 403, None: 302}.items():
        assert world.client(who).get(path, {"q": "有限公司"}).status_code == status, who


def test_looking_costs_no_query_more(
    world: World, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client("department")
    client.get(path)
    for asked in ({}, {"q": "有限公司"}, {"q": "有限公司", "page": "2"}):
        with django_assert_num_queries(11):
            client.get(path, asked)
