"""What people are told, in their own language, once by mail."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from axes.models import AccessFailureLog
from django.core import mail
from pytest_django import DjangoAssertNumQueries

import greenlist
from greenlist.engine import clock
from greenlist.parties.domain import notify
from greenlist.parties.domain.invitations import invite
from greenlist.parties.mailing import send_notices
from greenlist.parties.models import Invitation, Notification, Person
from greenlist.parties.notifications import SENTENCES, sentence
from greenlist.parties.tasks import remove_what_is_over
from world import World

from .helping import person, send

SOURCE = Path(greenlist.__file__).parent


def tell(world: World, *who: str, code: str = "unit_confirmed", unit: str = "示例食品有限公司") -> None:
    notify(people=[world.hat(one).person for one in who], code=code, params={"unit": unit}, url="/me/")


def codes_in_source() -> set[str]:
    """Every literal code given to `notify` anywhere."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"notify", "notify_office"}:
                values = [word.value for word in node.keywords if word.arg == "code"]
                found |= {
                    one.value
                    for value in values
                    for one in ast.walk(value)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    return found


def test_every_code_has_its_sentence() -> None:
    found = codes_in_source()
    assert "submitted" in found
    assert found <= set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_stand_with_and_without_values(code: str) -> None:
    assert "%" not in sentence(code, {})
    values = {"unit": "甲", "kind": "factory", "role": "city_handler", "reason": "因由", "deadline": "city"}
    assert "factory" not in sentence(code, values)
    assert "city_handler" not in sentence(code, values)


def test_a_code_nobody_knows_is_no_error() -> None:
    assert sentence("never_heard", {"x": 1}) == "有一条新消息，请打开查看。"


def test_a_percent_sign_in_a_name_does_no_harm() -> None:
    assert "100%(s)" in sentence("unit_confirmed", {"unit": "100%(s)"})


def test_ones_own_and_nobody_elses(world: World) -> None:
    tell(world, "owner")
    assert "示例食品有限公司已由所在市（州）确认" in world.client("owner").get("/notifications/").content.decode()
    for who in ("colleague", "outsider"):
        assert "还没有通知" in world.client(who).get("/notifications/").content.decode()


def test_names_are_escaped(world: World) -> None:
    tell(world, "owner", unit="<script>alert(1)</script>")
    assert "<script>alert" not in world.client("owner").get("/notifications/").content.decode()


def test_marking_all_read_is_for_oneself(world: World) -> None:
    tell(world, "owner", "colleague")
    client = world.client("owner")
    assert "未读" in client.get("/notifications/").content.decode()
    assert send(client, "/notifications/").status_code == 302
    assert "未读" not in client.get("/notifications/").content.decode()
    assert Notification.objects.filter(read_at=None).get().person == person("colleague")


def test_the_list_keeps_its_budget(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = world.client("owner")
    tell(world, "owner")
    client.get("/notifications/")
    with django_assert_num_queries(6):
        client.get("/notifications/")
    tell(world, "owner")
    tell(world, "owner")
    with django_assert_num_queries(6):
        client.get("/notifications/")


def test_one_mail_per_person_with_everything_new(world: World) -> None:
    Person.objects.filter(login="owner").update(email="owner@example.cn")
    tell(world, "owner", "colleague")
    tell(world, "owner", unit="另一家")
    assert send_notices() == 1
    assert [one.to for one in mail.outbox] == [["owner@example.cn"]]
    assert "另一家" in mail.outbox[0].body
    assert "2 条新通知" in mail.outbox[0].subject
    assert send_notices() == 0, "not twice"


def test_who_is_switched_off_gets_none(world: World) -> None:
    Person.objects.filter(login="owner").update(email="owner@example.cn", is_active=False)
    tell(world, "owner")
    assert send_notices() == 0


def test_a_mail_server_that_is_down_is_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_args: object, **_kwargs: object) -> int:
        raise ConnectionRefusedError

    Person.objects.filter(login="owner").update(email="owner@example.cn")
    tell(world, "owner")
    with monkeypatch.context() as patch:
        patch.setattr("greenlist.parties.mailing.send_mail", down)
        assert send_notices() == 0
    assert send_notices() == 1


def test_half_a_year_later_what_is_over_goes(world: World) -> None:
    unit, by = world.organisations["unit"], world.hat("signatory")
    for name, days in (("旧", 200), ("新", 10)):
        invitation, _token = invite(organisation=unit, role="applicant_editor", name=name, by=by)
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=clock.now() - timedelta(days=days))
    old = AccessFailureLog.objects.create(username="x", locked_out=False)
    AccessFailureLog.objects.filter(pk=old.pk).update(attempt_time=clock.now() - timedelta(days=200))
    AccessFailureLog.objects.create(username="y", locked_out=False)
    remove_what_is_over()
    assert [one.name for one in Invitation.objects.all()] == ["新"]
    assert [one.username for one in AccessFailureLog.objects.all()] == ["y"]
