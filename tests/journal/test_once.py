"""A form sent twice acts once and gets one answer."""

from __future__ import annotations

import io
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connections
from django.test import Client, override_settings

from greenlist.engine import clock
from greenlist.journal.models import SpentKey
from greenlist.journal.tasks import KEPT_DAYS, forget_spent_keys
from greenlist.parties.models import Jurisdiction
from world import World

from .pages import SEEN

pytestmark = [pytest.mark.django_db, pytest.mark.urls("journal.pages")]


@pytest.fixture(autouse=True)
def _no_places() -> None:
    SEEN.clear()


def made() -> int:
    return Jurisdiction.objects.filter(level="city", code__startswith="c").exclude(code__in=("cn", "changchun")).count()


def post(client: Client, key: str = "k1", path: str = "/act/", **fields: Any) -> Any:
    return client.post(path, {"idempotency_key": key, **fields})


def test_the_same_key_gets_the_same_answer_and_acts_once() -> None:
    client = Client()
    first, again = post(client, name="甲"), post(client, name="甲")
    assert made() == 1
    assert (again.status_code, again["Location"], again["HX-Trigger"]) == (302, "/there/", "done")
    assert (first.status_code, first["Location"], first["HX-Trigger"]) == (302, "/there/", "done")
    assert "X-Other" not in again
    assert "taste" not in again.cookies


def test_what_the_next_page_should_tell_is_told_again() -> None:
    post(Client())
    again = post(Client())
    assert [str(one) for one in get_messages(again.wsgi_request)] == ["办好了"]


@pytest.mark.parametrize("answer", ["page", "template"])
def test_a_page_is_given_again_as_it_was(answer: str) -> None:
    client = Client()
    first = post(client, answer=answer)
    Jurisdiction.objects.create(code="later", name="后来", level="city", path="/later/")
    assert post(client, answer=answer).content == first.content
    assert made() == 1


@pytest.mark.parametrize("answer", ["long", "file"])
def test_an_answer_too_long_to_keep_is_told_to_be_done(answer: str) -> None:
    client = Client()
    assert post(client, answer=answer).status_code == 200
    again = post(client, answer=answer)
    assert again.status_code == 200
    assert "已经完成" in again.content.decode()
    assert made() == 1


@pytest.mark.parametrize(
    ("answer", "status"), [("faulty", 422), ("refused", 403), ("nowhere", 404), ("down", 503), ("broken", 500)]
)
def test_what_is_refused_leaves_nothing_and_may_be_tried_again(answer: str, status: int) -> None:
    client = Client(raise_request_exception=False)
    assert post(client, answer=answer).status_code == status
    assert (made(), SpentKey.objects.count()) == (0, 0)
    assert post(client).status_code == 302
    assert made() == 1


def test_what_was_kept_in_a_conflict_stays() -> None:
    client = Client()
    assert post(client, answer="conflict").status_code == 409
    assert post(client, answer="conflict").status_code == 409
    assert made() == 1


@pytest.mark.parametrize("change", [{"name": "乙"}, {"path": "/other/"}])
def test_the_same_key_for_something_else_is_refused(change: dict[str, str]) -> None:
    client = Client()
    post(client, name="甲")
    answer = post(client, **({"name": "甲"} | change))
    assert answer.status_code == 422
    assert "没有执行" in answer.content.decode()
    assert made() == 1


@pytest.mark.parametrize("key", ["", " ", "x" * 65])
def test_without_a_key_nothing_happens_and_the_page_says_what_to_do(key: str) -> None:
    answer = post(Client(), key=key)
    assert answer.status_code == 400
    assert "刷新" in answer.content.decode()
    assert made() == 0


def test_signing_in_needs_no_key() -> None:
    assert Client().post("/accounts/act/").status_code == 302


def test_the_key_may_come_as_a_header() -> None:
    client = Client()
    for _ in range(2):
        assert client.post("/act/", {"name": "甲"}, headers={"Idempotency-Key": "k2"}).status_code == 302
    assert made() == 1


def test_keys_of_different_people_do_not_meet(world: World) -> None:
    post(world.client("owner"), name="甲")
    post(world.client("colleague"), name="甲")
    assert SpentKey.objects.filter(key="k1").count() == 2


def test_files_are_compared_by_name_and_size_and_never_read(world: World) -> None:
    client = world.client("owner")  # files of nobody signed in are dropped unread

    def send(name: str, content: bytes) -> int:
        file = io.BytesIO(content)
        file.name = name
        return int(post(client, file=file).status_code)

    assert send("a.pdf", b"12345") == 302
    assert send("a.pdf", b"12345") == 302
    assert send("b.pdf", b"12345") == 422
    assert send("a.pdf", b"123456") == 422
    assert made() == 1


def test_a_body_that_is_no_form_is_compared_whole() -> None:
    client, key = Client(), {"Idempotency-Key": "k3"}
    answers = [
        client.post("/act/", text, content_type="application/json", headers=key).status_code
        for text in ("{}", "{}", "[]")
    ]
    assert answers == [302, 302, 422]


def test_a_forged_request_spends_no_key() -> None:
    client = Client(enforce_csrf_checks=True)
    assert post(client).status_code == 403
    assert SpentKey.objects.count() == 0


def test_keys_are_forgotten_after_a_week() -> None:
    for days in (KEPT_DAYS - 1, KEPT_DAYS + 1):
        SpentKey.objects.create(
            key=str(days), path="/", request_sha256="", at=clock.now() - timedelta(days=days), body=b""
        )
    assert forget_spent_keys(0) == 1
    assert [one.key for one in SpentKey.objects.all()] == [str(KEPT_DAYS - 1)]


@pytest.mark.django_db(transaction=True)
def test_what_follows_a_commit_follows_the_whole() -> None:
    post(Client())
    post(Client(), key="k9", answer="faulty")
    assert len(SEEN) == 1


@pytest.mark.django_db(transaction=True)
@override_settings(CONN_MAX_AGE=0)
def test_two_at_the_same_moment_act_once_and_get_the_same_answer() -> None:
    answers: list[Any] = []

    def send() -> None:
        try:
            answers.append(post(Client(), name="甲", answer="page", seconds="0.3"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert made() == 1
    assert {one.content.decode() for one in answers} == {"有 1 个地方"}


@pytest.mark.django_db(transaction=True)
def test_who_waited_for_one_that_was_refused_acts() -> None:
    answers: list[int] = []

    def send(answer: str) -> None:
        try:
            answers.append(post(Client(), seconds="0.4", answer=answer).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(answer,)) for answer in ("faulty", "faulty")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert answers == [422, 422]
    assert made() == 0
