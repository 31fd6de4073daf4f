"""A link to a long letter: in pages, units found by name, each page saved for itself, spent with the last answer."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.consultations.domain.linking import issue_link
from greenlist.consultations.domain.replying import Answer, answer_by_link
from greenlist.consultations.models import Consultation, PersonalLink, Reply
from greenlist.consultations.views import by_link, common, in_parts
from greenlist.parties.domain import Refused
from world import World

from .ground import letter, reply, scan, sent

pytestmark = pytest.mark.django_db
UNITS, PAGE, FIELD = 5, 3, "市场监管"


@pytest.fixture
def consultation(world: World, monkeypatch: pytest.MonkeyPatch) -> Consultation:
    assert common.PAGE == 50
    for room in (by_link, in_parts):
        monkeypatch.setattr(room, "PAGE", PAGE)
    return sent(world, UNITS)


@pytest.fixture
def path(world: World, consultation: Consultation) -> str:
    return f"/reply/{token(world, consultation)}/"


def token(world: World, consultation: Consultation) -> str:
    one = letter(consultation, FIELD)
    return issue_link(letter=one, name="华市场", email="", days=3, by=world.hat("city"))[1]


def body(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def ids(consultation: Consultation) -> list[int]:
    return list(consultation.units.order_by("position", "pk").values_list("pk", flat=True))


def said(units: list[int], answer: str = "none", **more: str) -> dict[str, str]:
    return {f"u{one}-answer": answer for one in units} | more


def answered() -> int:
    return Reply.objects.filter(via="link", current=True).count()


def spent() -> bool:
    return PersonalLink.objects.get().used_at is not None


def test_it_comes_in_pages(world: World, consultation: Consultation, path: str) -> None:
    client = world.client(None)
    first, second = body(client.get(path)), body(client.get(f"{path}?page=2"))
    assert (first.count('<fieldset class="card'), second.count('<fieldset class="card')) == (PAGE, UNITS - PAGE)
    assert "保存，下一页" in first
    assert "保存，上一页" in second


def test_a_page_saved_takes_nothing_from_another(world: World, consultation: Consultation, path: str) -> None:
    client, units = world.client(None), ids(consultation)
    objection = {f"u{units[0]}-facts": "去年受到处罚", f"u{units[0]}-upload": scan("决定书.pdf")}
    answer = client.post(path, said(units[:1], "objection", **objection) | said(units[1:PAGE]) | {"go": "next"})
    assert (answer.status_code, answer["Location"]) == (302, f"{path}?page=2")
    assert answer["Referrer-Policy"] == "same-origin"
    assert (answered(), spent()) == (PAGE, False)
    page = body(client.get(answer["Location"]))
    assert f"已保存 {PAGE} 家的答复" in page
    assert f"已答复 {PAGE} 家" in page
    assert "答复已收到" in body(client.post(f"{path}?page=2", said(units[PAGE:])))
    assert (answered(), spent()) == (UNITS, True)
    kept = Reply.objects.get(answer="objection", current=True)
    assert (kept.unit_id, kept.facts, kept.blob_name) == (units[0], "去年受到处罚", "决定书.pdf")
    assert client.get(path).status_code == 410


def test_no_objection_to_the_rest_leaves_what_was_said(world: World, consultation: Consultation, path: str) -> None:
    client, units = world.client(None), ids(consultation)
    client.post(path, said(units[:1], "objection") | {f"u{units[0]}-facts": "事故"})
    assert "4 家全部无异议" in body(client.get(path))
    assert client.post(path, {"whole": "none"}).status_code == 422
    done = body(client.post(path, {"whole": "none", "seen": "on"}))
    assert "答复已收到" in done
    assert "无异议 4 家" in done
    assert list(Reply.objects.filter(answer="objection", current=True).values_list("unit", flat=True)) == units[:1]


def test_units_are_found_without_a_script(world: World, consultation: Consultation, path: str) -> None:
    client, units = world.client(None), ids(consultation)
    name = consultation.units.get(pk=units[4]).application.unit.name
    chosen = said(units[:2])
    answer = client.post(path, chosen | {"go": "find", "find": name})
    assert answered() == 2  # what was chosen before looking for another is kept
    page = body(client.get(answer["Location"]))
    assert page.count('<fieldset class="card') == 1
    assert name in page
    assert client.post(answer["Location"], said([units[4]], "more_time", **{f"u{units[4]}-until": "2099-01-01"})
                       ).status_code == 302  # fmt: skip
    assert answered() == 3
    left = client.post(path, {"go": "left"})["Location"]
    assert left == f"{path}?left=1"
    assert "这里列出 2 家" in body(client.get(left))
    assert "名单中没有这样的单位" in body(client.get(f"{path}?q=没有这家"))
    assert client.post(f"{path}?q=没有这家", {"go": "all"})["Location"] == path


def test_those_left_do_not_slip_away_while_they_are_saved(world: World, consultation: Consultation, path: str) -> None:
    client, units = world.client(None), ids(consultation)
    left = f"{path}?left=1"
    body(client.get(left))
    assert client.post(left, said(units[:PAGE]) | {"go": "next"})["Location"] == left
    assert client.post(left, said(units[1:PAGE], "objection", **{f"u{one}-facts": "改正" for one in units[1:PAGE]})
                       ).status_code == 302  # fmt: skip
    assert Reply.objects.filter(answer="objection", current=True).count() == PAGE - 1  # of a page opened before


def test_what_is_half_said_is_asked_for_and_nothing_is_lost(
    world: World, consultation: Consultation, path: str
) -> None:
    client, units = world.client(None), ids(consultation)
    page = body(client.post(path, said(units[:1]) | {f"u{units[1]}-facts": "只写了事实", "go": "next"}), 422)
    assert "请对这家单位选择意见" in page
    assert "只写了事实" in page
    assert answered() == 0
    assert "还没有作出答复" in body(client.post(path, {}), 422)


def test_what_others_answered_needs_no_answer(world: World, consultation: Consultation, path: str) -> None:
    client, units = world.client(None), ids(consultation)
    reply(world, consultation, FIELD, number=2)
    client.post(path, said([one for one in units[:PAGE] if one != units[2]]))
    client.post(f"{path}?page=2", said(units[PAGE:]))
    assert (answered(), spent()) == (UNITS - 1, True)


def test_the_verb_holds_to_it(world: World, consultation: Consultation) -> None:
    known, units = token(world, consultation), ids(consultation)
    with pytest.raises(Refused, match="还有 4 家"):
        answer_by_link(token=known, answers=[Answer(units[0], "none")])
    answer_by_link(token=known, answers=[Answer(units[0], "none")], part=True)
    answer_by_link(token=known, answers=[Answer(one, "none") for one in units[1:]])
    assert spent()


@pytest.mark.parametrize("number", [1, 2])
def test_queries_of_a_page(
    world: World, consultation: Consultation, path: str, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client(None)
    client.get(path)
    with django_assert_num_queries(8):
        client.get(f"{path}?page={number}")
