"""Mail: one for each act, as often as the person wants it, with a record; nothing is announced by it alone."""

from __future__ import annotations

import ast
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPException
from typing import Any

import pytest
import time_machine
from django.core import mail
from pytest_django import DjangoAssertNumQueries

import greenlist
from greenlist.engine import clock
from greenlist.parties.domain import notify
from greenlist.parties.domain.accounts import update_contact
from greenlist.parties.mailing import SHOWN, last_eight, send_link, send_notices, send_text
from greenlist.parties.models import Mail, Notification, Person, SunkMail
from greenlist.parties.rules import mails
from world import World

from .helping import person, send

SOURCE = Path(greenlist.__file__).parent
SENDERS = {"parties/mailing.py"}  # the one place that talks to the mail server
OWN_TEXTS = {"consultations/mailing.py"}  # letters to people without an account here
LINKS = {"parties/views/people.py"}  # invitations and passwords: links that must not lie on a page
FORGOTTEN = {"parties/tasks.py"}  # the same for who is not signed in


def addressed(*logins: str, **more: object) -> None:
    for login in logins:
        Person.objects.filter(login=login).update(email=f"{login}@example.cn", **more)


def tell(world: World, *who: str, count: int = 1) -> None:
    for number in range(count):
        notify(people=[world.hat(one).person for one in who], code="unit_confirmed",
               params={"unit": f"示例第{number}厂"}, url="/me/")  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.SHANGHAI)


@pytest.mark.parametrize("count", [1, 60, 450])
def test_a_batch_of_many_gives_one_person_one_mail(world: World, count: int) -> None:
    addressed("owner", "colleague")
    tell(world, "owner", "colleague", count=count)
    assert send_notices() == 2
    assert sorted(one.to[0] for one in mail.outbox) == ["colleague@example.cn", "owner@example.cn"]
    assert all(f"{count} 条新通知" in one.subject for one in mail.outbox)
    assert ("另有" in mail.outbox[0].body) == (count > SHOWN)
    assert send_notices() == 0


def test_what_was_sent_is_kept_with_the_notices(world: World) -> None:
    addressed("owner")
    tell(world, "owner", count=2)
    send_notices()
    kept = Mail.objects.get()
    assert (kept.address, kept.outcome, kept.attempts, kept.person) == (
        "owner@example.cn", "taken", 1, person("owner"),
    )  # fmt: skip
    assert kept.notices.count() == 2
    assert "已发邮件到 owner@example.cn" in world.client("owner").get("/notifications/").content.decode()


def test_a_server_that_is_down_is_one_mail_with_several_attempts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_args: object, **_kwargs: object) -> int:
        raise SMTPException("421 try later")

    addressed("owner")
    tell(world, "owner")
    with monkeypatch.context() as patch:
        patch.setattr("greenlist.parties.mailing.send_mail", down)
        assert [send_notices(), send_notices()] == [0, 0]
    kept = Mail.objects.get()
    assert (kept.outcome, kept.attempts) == ("failed", 2)
    assert "421 try later" in kept.error
    assert "稍后再试" in world.client("owner").get("/notifications/").content.decode()
    assert send_notices() == 1
    kept.refresh_from_db()
    assert (kept.outcome, kept.attempts, kept.error) == ("taken", 3, "")


def test_without_a_server_the_record_says_that_nothing_left(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    addressed("owner")
    tell(world, "owner")
    send_notices()
    assert Mail.objects.get().outcome == "off"
    assert "没有设置邮件服务器" in world.client("owner").get("/notifications/").content.decode()


def test_the_last_eight_o_clock_in_shanghai() -> None:
    assert last_eight(at("2024-07-02T09:00:00")) == at("2024-07-02T08:00:00")
    assert last_eight(at("2024-07-02T08:00:00")) == at("2024-07-02T08:00:00")
    assert last_eight(at("2024-07-02T07:59:00")) == at("2024-07-01T08:00:00")


def test_once_a_day_at_eight_and_also_when_the_worker_was_late(world: World) -> None:
    addressed("owner", mailing="daily")
    with time_machine.travel(at("2024-07-01T15:00:00"), tick=False):
        tell(world, "owner")
        assert send_notices() == 0
    with time_machine.travel(at("2024-07-02T07:59:00"), tick=False):
        tell(world, "owner")
        assert send_notices() == 0
    with time_machine.travel(at("2024-07-02T10:30:00"), tick=False):
        tell(world, "owner")
        assert send_notices() == 1
        assert "2 条新通知" in mail.outbox[0].subject
        assert send_notices() == 0
    with time_machine.travel(at("2024-07-03T08:00:00"), tick=False):
        assert send_notices() == 1


def test_none_means_none_and_what_is_old_is_not_sent_later(world: World) -> None:
    addressed("owner", mailing="none")
    tell(world, "owner")
    assert send_notices() == 0
    hat = world.hat("owner")
    hat.person.refresh_from_db()
    update_contact(person=hat.person, name="王填报", phone="", email="owner@example.cn", mailing="at_once", by=hat)
    assert send_notices() == 0
    tell(world, "owner")
    assert send_notices() == 1
    assert "1 条新通知" in mail.outbox[0].subject
    assert Notification.objects.filter(emailed_at=None).count() == 1


def test_a_person_chooses_on_the_own_page(world: World) -> None:
    client = world.client("owner")
    form = {"person_name": "王填报", "phone": "", "email": "owner@example.cn", "mailing": "daily"}
    assert "每天早上八点" in client.get("/me/").content.decode()
    assert send(client, "/me/", form).status_code == 302
    assert person("owner").mailing == "daily"
    assert send(client, "/me/", form | {"mailing": "hourly"}).status_code == 422
    assert person("owner").mailing == "daily"


def test_a_link_is_recorded_without_what_it_is(world: World) -> None:
    assert send_link("https://example.cn/secret", name="新人", email="new@example.cn", kind="invitation")
    assert send_text("other@example.cn", "主题", "正文 secret")
    assert sorted(Mail.objects.filter(person=None).values_list("kind", "address")) == [
        ("link", "new@example.cn"), ("other", "other@example.cn"),
    ]  # fmt: skip
    assert "secret" not in str(list(Mail.objects.values()))


def calls(name: str) -> set[str]:
    """The files in which a function of that name is called."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name in {getattr(node.func, "id", ""), getattr(node.func, "attr", "")}:
                found.add(path.relative_to(SOURCE).as_posix())
    return found


@pytest.mark.long
def test_nothing_is_announced_by_mail_alone(world: World) -> None:
    """Mail about acts is made of notices; whatever else is mailed is a link, or goes to people without an account."""
    assert calls("send_mail") <= SENDERS
    assert calls("EmailMessage") | calls("EmailMultiAlternatives") | calls("mail_admins") == set()
    assert calls("send_text") <= SENDERS | OWN_TEXTS
    assert calls("send_link") <= LINKS
    assert calls("send_forgotten") <= FORGOTTEN
    addressed("owner", "colleague")
    tell(world, "owner", "colleague", count=3)
    send_notices()
    assert Mail.objects.filter(kind="notices").count() == 2
    assert not Mail.objects.filter(kind="notices", notices=None).exists()
    told = {line for one in mail.outbox for line in one.body.splitlines() if line.startswith("· ")}
    pages = "".join(world.client(who).get("/notifications/").content.decode() for who in ("owner", "colleague"))
    assert all(line.removeprefix("· ") in pages for line in told)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("audit", 200),
        ("system", 200),
        ("security", 403),
        ("province", 403),
        ("owner", 403),
        ("newcomer", 403),
        (None, 302),
    ],
)
def test_the_record_of_all_mail_is_two_administrators(world: World, who: str | None, status: int) -> None:
    addressed("owner")
    tell(world, "owner")
    send_notices()
    answer = world.client(who).get("/mails/?text=owner&outcome=taken")
    assert answer.status_code == status
    if status == 200:
        assert "owner@example.cn" in answer.content.decode()
        assert "示例第0厂" not in answer.content.decode()  # who and when, not what
        assert "owner@example.cn" not in world.client(who).get("/mails/?outcome=failed").content.decode()


def test_one_sees_ones_own_mails(world: World) -> None:
    addressed("owner")
    tell(world, "owner")
    send_notices()
    kept = Mail.objects.get()
    for who in world.hats:
        hat = world.hat(who)
        seen = who in {"owner", "audit", "system"}
        assert mails.visible(hat).filter(pk=kept.pk).exists() == seen, who
        assert bool(mails.may(hat, "see", kept)) == seen, who


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_keeps_its_budget(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        send_text(f"a{number}@example.cn", "主题", "正文")
    client = world.client("audit")
    client.get("/mails/")
    with django_assert_num_queries(6):
        client.get("/mails/")


def test_the_demo_keeps_its_mails_and_shows_them(world: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "greenlist.parties.sink.Sink"
    addressed("owner")
    tell(world, "owner")
    assert send_notices() == 1
    assert SunkMail.objects.get().address == "owner@example.cn"
    assert mail.outbox == []
    assert world.client(None).get("/demo/mail/").status_code == 404  # not on a site in use
    settings.DEMO = True
    html = world.client(None).get("/demo/mail/").content.decode()
    assert "示例第0厂已由所在市（州）确认" in html
    assert "演示邮箱" in world.client("owner").get("/me/").content.decode()


def test_the_sink_keeps_a_bounded_number(world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.parties.sink.MOST", 3)
    settings.EMAIL_BACKEND = "greenlist.parties.sink.Sink"
    for number in range(5):
        send_text("a@example.cn", str(number), "正文")
    assert [one.subject for one in SunkMail.objects.all()] == ["4", "3", "2"]


def test_a_day_is_from_eight_to_eight() -> None:
    assert clock.now() - last_eight(clock.now()) < timedelta(days=1)
