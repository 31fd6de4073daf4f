"""The department's pages and the page behind a personal link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from greenlist.consultations.domain.linking import issue_link, revoke_link
from greenlist.consultations.models import Consultation, PersonalLink, Reply
from greenlist.engine import clock
from greenlist.parties.models import Membership, Role
from world import World

from .ground import due, everyone, letter, scan, sent, unit, without_account

pytestmark = pytest.mark.django_db
UNITS = 2


@pytest.fixture
def consultation(world: World) -> Consultation:
    cache.clear()
    return sent(world, UNITS)


def link_for(world: World, consultation: Consultation) -> tuple[PersonalLink, str]:
    made, token = issue_link(
        letter=letter(consultation, "市场监管"), name="华市场", email="", days=3, by=world.hat("city")
    )
    return made, f"/reply/{token}/"


def names(consultation: Consultation) -> list[str]:
    return [f"u{one.pk}" for one in consultation.units.all()]


def body(answer: Any, status: int = 200) -> str:
    text = answer.content.decode()
    assert answer.status_code == status, text[:3000]
    return str(text)


def test_who_answers_which_letter(world: World, consultation: Consultation) -> None:
    path = f"/letters/{letter(consultation).pk}/"
    expected = {"department": 200, "safety": 404, "otherdepartment": 404, "city": 403, "province": 403, "owner": 403,
                "expert": 403, "evaluator": 403}  # fmt: skip
    for who, status in expected.items():
        assert world.client(who).get(path).status_code == status, who
        assert world.client(who).post(path, {}).status_code in {status, 422}, who
    assert world.client(None).get(path).status_code == 302
    assert "2 家" in body(world.client("department").get("/letters/"))
    assert "没有征求意见的函" in body(world.client("otherdepartment").get("/letters/"))
    assert world.client("city").get("/letters/").status_code == 403


@pytest.mark.requirement("REQ-44")
def test_no_objection_to_all_after_a_look(world: World, consultation: Consultation) -> None:
    path, client = f"/letters/{letter(consultation).pk}/", world.client("department")
    text = body(client.get(path))
    assert "政策没有规定逾期不答复怎么办" in text
    assert "长春市应急管理局" not in text
    assert "请先看过名单" in body(client.post(path, {"whole": "none"}), 422)
    assert client.post(path, {"whole": "none", "seen": "on"}).status_code == 302
    assert Reply.objects.filter(answer="none").count() == UNITS
    text = body(client.get(path))
    assert "已全部答复" in text
    assert "已全部答复" in body(client.get("/letters/"))


def test_unit_by_unit(world: World, consultation: Consultation) -> None:
    path, client = f"/letters/{letter(consultation).pk}/", world.client("department")
    first, second = names(consultation)
    assert "还没有作出答复" in body(client.post(path, {}), 422)
    text = body(
        client.post(path, {f"{first}-answer": "objection", f"{first}-facts": " ", f"{second}-answer": "none"}), 422
    )
    assert f'id="id_{first}-facts_error"' in text
    assert f'value="none" id="id_{second}-answer_0" checked' in text or "checked" in text
    given = {
        f"{first}-answer": "objection", f"{first}-facts": "处罚", f"{first}-condition": "NEG-2a",
        f"{first}-upload": scan("处罚.pdf"), f"{second}-answer": "more_time", f"{second}-until": due(20),
    }  # fmt: skip
    assert client.post(path, given).status_code == 302
    rows = {one.answer: one for one in Reply.objects.all()}
    assert rows["objection"].blob_name == "处罚.pdf"
    assert rows["more_time"].until == due(20)
    assert "延至" in body(client.get(path))
    assert client.post(path, {f"{first}-answer": "none"}).status_code == 302
    assert Reply.objects.filter(current=True, answer="none").count() == 1
    assert client.post(path, {f"{second}-answer": "more_time", f"{second}-until": "明天"}).status_code == 422


def test_a_hat_in_the_unit(world: World, consultation: Consultation) -> None:
    Membership.objects.create(
        person=world.hat("department").person, organisation=unit(consultation).application.unit,
        role=Role.APPLICANT_EDITOR, duty="business", since=clock.now() - timedelta(days=1),
    )  # fmt: skip
    client = world.client("department")
    mine = Membership.objects.get(person=world.hat("department").person, role="department")
    session = client.session
    session["hat"] = mine.pk
    session.save()
    path = f"/letters/{letter(consultation).pk}/"
    assert "请由他人答复" in body(client.get(path))
    assert client.post(path, {"whole": "none", "seen": "on"}).status_code == 302
    assert Reply.objects.count() == UNITS - 1


@pytest.mark.requirement("REQ-44")
def test_a_link_needs_no_account_and_is_spent_once(world: World, consultation: Consultation) -> None:
    link, path = link_for(world, consultation)
    client = world.client(None)
    first, second = names(consultation)
    answer = client.get(path)
    assert "发给华市场的个人链接" in body(answer)
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    link.refresh_from_db()
    assert link.opened_at is not None
    left_out = body(client.post(path, {f"{first}-answer": "none"}), 422)
    assert "请对这家单位选择意见" in left_out
    given = {
        f"{first}-answer": "none", f"{second}-answer": "objection", f"{second}-facts": "事故",
        f"{second}-upload": scan("通报.pdf"),
    }  # fmt: skip
    assert "答复已收到" in body(client.post(path, given))
    assert Reply.objects.get(answer="objection").blob_name == "通报.pdf"
    assert "链接已经用过" in body(client.get(path), 410)
    assert client.post(path, given).status_code == 410
    assert Reply.objects.count() == UNITS


def test_a_link_with_nothing_against_anybody(world: World, consultation: Consultation) -> None:
    _link, path = link_for(world, consultation)
    client = world.client(None)
    assert client.post(path, {"whole": "none"}).status_code == 422
    assert "答复已收到" in body(client.post(path, {"whole": "none", "seen": "on"}))
    assert Reply.objects.filter(via="link").count() == UNITS


def test_links_that_do_not_open_say_what_to_do_and_nothing_else(world: World, consultation: Consultation) -> None:
    link, path = link_for(world, consultation)
    client = world.client(None)
    secrets = ("示例工厂", "长春市", "华市场")
    pages = [body(client.get("/reply/wrong/"), 404)]
    with time_machine.travel(clock.now() + timedelta(days=5), tick=False):
        pages.append(body(client.get(path), 410))
    revoke_link(link=link, by=world.hat("city"))
    pages.append(body(client.get(path), 410))
    assert "链接已撤销" in pages[-1]
    _other, path = link_for(world, consultation)
    everyone(world, consultation)
    world.client("city").post(f"/consultations/{consultation.pk}/close/")
    pages.append(body(client.get(path), 410))
    for text in pages:
        assert "去登录" in text
        assert not [one for one in secrets if one in text]


def test_wrong_links_are_counted(world: World, consultation: Consultation) -> None:
    client = world.client(None)
    statuses = [client.get(f"/reply/wrong{number}/").status_code for number in range(31)]
    assert statuses[:30] == [404] * 30
    assert statuses[30] == 429
    _link, path = link_for(world, consultation)
    assert client.get(path).status_code == 200  # who has a right one is not kept out
    cache.clear()


def test_a_letter_without_account_waits_for_a_link(world: World) -> None:
    from .ground import drafted, send

    consultation = drafted(world)
    without_account(world, consultation)
    send(world, consultation)
    assert world.client("market").get(f"/letters/{letter(consultation, '市场监管').pk}/").status_code == 404
    assert "没有账号" in body(world.client("city").get(f"/consultations/{consultation.pk}/"))
