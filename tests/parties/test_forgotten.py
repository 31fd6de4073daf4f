"""Whoever forgot the password helps themselves by mail, and nobody learns from it which accounts there are."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.domain import Refused
from greenlist.parties.domain.accounts import issue_reset, redeem_reset, update_contact
from greenlist.parties.domain.forgotten import ABOUT_ONE_ACCOUNT, FROM_ONE_SOURCE, OPEN_LINKS, masked
from greenlist.parties.models import Mail, Notification, Person, ResetAsk, ResetLink
from greenlist.parties.tasks import answer_ask, remove_what_is_over
from world import World

from .helping import person, send, sign_in, signed_in

ASK, ASKED = "/forgotten/", "/forgotten/asked/"
NEW = "four unrelated words here"
OFFICE, RIVAL = "10.0.0.1", "203.0.113.9"


@pytest.fixture(autouse=True)
def _addressed(world: World) -> None:
    for one in Person.objects.all():
        Person.objects.filter(pk=one.pk).update(email=f"{one.login}@example.cn")


def ask(login: str = "owner", client: Client | None = None, address: str = OFFICE) -> int:
    """Ask on the page; the status."""
    client = client or Client()
    key = {"idempotency_key": f"{ResetAsk.objects.count()} {login} {address} {clock.now().timestamp()}"[:64]}
    return client.post(ASK, {"login": login, **key}, REMOTE_ADDR=address).status_code


def work() -> list[str]:
    """What the worker does with the jobs that wait; the addresses that were mailed."""
    before = len(mail.outbox)
    for job in ProcrastinateJob.objects.filter(task_name="greenlist.parties.tasks.answer_ask", status="todo"):
        answer_ask(**job.args)
    return [one.to[0] for one in mail.outbox[before:]]


def mailed_path() -> str:
    """The path of the link in the last mail."""
    found = re.search(r"https?://[^/]+(/reset/\S+/)", mail.outbox[-1].body)
    assert found is not None
    return found[1]


def fill(path: str, password: str = NEW, client: Client | None = None) -> int:
    return int(send(client or Client(), path, {"password": password, "password_again": password}).status_code)


def acts(login: str = "owner") -> list[str]:
    rows = Entry.objects.filter(object_type="parties.person", object_id=str(person(login).pk))
    return list(rows.order_by("seq").values_list("act", flat=True))


# -- the whole way ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("profile", "short"), [("asvs", "Abcdef1!x"), ("dengbao3", "only lower case")])
def test_from_asking_to_signing_in(world: World, settings: Settings, profile: str, short: str) -> None:
    settings.PASSWORD_PROFILE = profile
    session = world.client("owner")
    for _ in range(5):
        sign_in(Client(), "owner", "guess", OFFICE)
    assert "忘记密码" in sign_in(Client(), "owner", address=OFFICE).content.decode()
    assert ask() == 302
    assert mail.outbox == []  # the page answers before anybody looks
    assert work() == ["owner@example.cn"]
    path = mailed_path()
    assert session.get("/me/").status_code == 200, "asking ends nothing"
    assert fill(path, short) == 422
    fresh = Client()
    assert fill(path, "Four unrelated words 4!", fresh) == 302
    assert not signed_in(fresh)
    assert session.get("/me/").status_code == 302
    sign_in(fresh, "owner", "Four unrelated words 4!", OFFICE)
    assert signed_in(fresh), "and the counter of wrong passwords begins anew"
    assert fill(path) == 410
    assert Notification.objects.get(code="password_reset").person == person("owner")


def test_the_journal_has_it_all_and_no_secret(world: World) -> None:
    ask(address=RIVAL)
    work()
    token = mailed_path().split("/")[2]
    fill(mailed_path())
    assert acts() == ["person.reset_asked", "person.reset_mailed", "person.password_changed", "person.reset_used"]
    asked, sent, _changed, used = Entry.objects.order_by("seq")
    assert (asked.actor, asked.source, sent.source) == ("", RIVAL, RIVAL)
    assert asked.context == sent.context
    assert sent.after["address"] == "o***@example.cn"
    assert used.after == {"by_mail": True}
    everything = str(list(Entry.objects.values())) + str(list(Mail.objects.values()))
    assert token not in everything
    assert NEW not in everything
    assert "owner@example.cn" not in str(list(Entry.objects.values_list("after", "before", "reason")))


def test_opening_pages_and_links_changes_nothing(world: World) -> None:
    ask()
    work()
    before = (Entry.objects.count(), ResetLink.objects.values("used_at").get(), ResetAsk.objects.count())
    for path in (ASK, ASKED, mailed_path(), mailed_path()):
        assert Client().get(path).status_code == 200
        assert Client().head(path).status_code == 200
    assert (Entry.objects.count(), ResetLink.objects.values("used_at").get(), ResetAsk.objects.count()) == before
    assert fill(mailed_path()) == 302


def test_the_second_factor_stays(world: World) -> None:
    Authenticator.objects.create(user=person("owner"), type="totp", data={"secret": "x"})
    ask()
    work()
    fill(mailed_path())
    assert Authenticator.objects.filter(user=person("owner")).exists()


def test_in_the_language_they_read(world: World) -> None:
    Person.objects.filter(login="owner").update(language="en")
    ask()
    ask("colleague")
    work()
    english, chinese = mail.outbox
    assert english.subject.startswith("Green Manufacturing List")
    assert "Green Manufacturing List" not in chinese.subject + chinese.body
    assert "账号 colleague" in chinese.body
    assert "1 小时内有效" in chinese.body


def test_a_link_holds_an_hour(world: World) -> None:
    ask()
    work()
    with time_machine.travel(clock.now() + timedelta(minutes=59), tick=False):
        assert Client().get(mailed_path()).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert fill(mailed_path()) == 410
        assert "忘记密码" in Client().get(mailed_path()).content.decode()


def test_the_link_is_of_the_site_whatever_host_was_asked(world: World, settings: Settings) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://green.example.cn", ["*"]
    Client().post(ASK, {"login": "owner", "idempotency_key": "1"}, HTTP_HOST="evil.example")
    work()
    assert "https://green.example.cn/reset/" in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


# -- who may, and that nobody learns it ------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["system", "audit", "security"])
def test_administrators_get_none(world: World, who: str) -> None:
    assert ask(who) == 302
    assert work() == []
    assert not ResetLink.objects.exists()
    assert Entry.objects.get(act="person.reset_asked").after == {"allowed": False}


def test_officials_get_one(world: World) -> None:
    ask("city")
    assert work() == ["city@example.cn"]


def test_every_login_gets_the_same_answer_at_the_same_cost(world: World) -> None:
    Person.objects.filter(login="colleague").update(is_active=False)
    Person.objects.filter(login="outsider").update(email="")
    answers, costs = set(), set()
    for login in ("owner", "nobody-at-all", "colleague", "outsider", "audit"):
        client = Client()
        client.get(ASK)
        with CaptureQueriesContext(connection) as queries:
            answer = send(client, ASK, {"login": login})
        costs.add(len(queries))
        page = client.get(answer["Location"]).content.decode()
        answers.add((answer.status_code, answer["Location"], re.sub(r'content="\w{64}"|value="[^"]+"', "", page)))
    assert len(answers) == 1
    assert len(costs) == 1
    assert ProcrastinateJob.objects.filter(task_name="greenlist.parties.tasks.answer_ask").count() == 5
    assert work() == ["owner@example.cn"]


def test_spellings_of_a_login_are_one_account(world: World) -> None:
    for login in ("OWNER", " Owner ", "\uff4f\uff57\uff4e\uff45\uff52"):
        ask(login)
    assert work() == ["owner@example.cn"] * 3
    assert ResetAsk.objects.values("account").distinct().count() == 1


def test_without_a_login_it_is_asked_for(world: World) -> None:
    answer = send(Client(), ASK, {"login": " "})
    assert answer.status_code == 422
    assert "请填写登录名" in answer.content.decode()


def test_where_no_mail_is_sent_nothing_is_new(world: World, settings: Settings) -> None:
    settings.MAIL_ON = False
    for path in (ASK, ASKED):
        assert Client().get(path).status_code == 404
    assert send(Client(), ASK, {"login": "owner"}).status_code == 404
    assert not ResetAsk.objects.exists()
    page = Client().get("/accounts/login/").content.decode()
    assert ASK not in page
    assert "忘记密码请联系安全管理员，由其发重置链接。" in page
    assert "忘记密码请联系安全管理员重置。" in sign_in(Client(), "owner", "wrong").content.decode()
    assert ASK not in Client().get("/reset/nonsense/").content.decode()


def test_where_it_is_the_pages_lead_there(world: World) -> None:
    for page in (Client().get("/accounts/login/"), Client().get("/reset/nonsense/")):
        assert f'href="{ASK}"' in page.content.decode()
    assert "请点“忘记密码”" in sign_in(Client(), "owner", "wrong").content.decode()


# -- how often -------------------------------------------------------------------------------------------------


def test_one_account_gets_three_links_that_hold_and_then_no_mail(world: World) -> None:
    for number in range(OPEN_LINKS + 2):
        ask(address=f"203.0.113.{number}")
    assert len(work()) == OPEN_LINKS
    assert "仍然有效" in Entry.objects.filter(act="person.reset_asked").order_by("-seq")[0].reason
    first = re.search(r"(/reset/\S+/)", mail.outbox[0].body)
    assert first is not None
    assert fill(first[1]) == 302, "an owner whom a rival floods opens any of them"
    assert fill(mailed_path()) == 404, "the others end with it"
    ask(address="203.0.113.200")
    assert len(work()) == 1, "and may ask again"


def test_an_hour_later_there_may_be_others(world: World) -> None:
    for number in range(OPEN_LINKS):
        ask(address=f"203.0.113.{number}")
    work()
    ResetLink.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    ask(address="203.0.113.77")
    assert len(work()) == 1


def test_one_source_asks_about_one_account_a_few_times_a_day(world: World) -> None:
    for _ in range(ABOUT_ONE_ACCOUNT + 3):
        assert ask(address=RIVAL) == 302  # which tells the rival nothing
    assert ResetAsk.objects.count() == ABOUT_ONE_ACCOUNT
    ask(address=OFFICE)
    assert ResetAsk.objects.count() == ABOUT_ONE_ACCOUNT + 1, "elsewhere the owner goes on"
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        ask(address=RIVAL)
    assert ResetAsk.objects.count() == ABOUT_ONE_ACCOUNT + 2


def test_a_rival_in_the_same_network_does_not_use_up_the_known_browser(world: World) -> None:
    known = Client()
    sign_in(known, "owner", address=OFFICE)
    known.post("/accounts/logout/")
    for number in range(FROM_ONE_SOURCE):
        ask("owner" if number < ABOUT_ONE_ACCOUNT else f"login{number}")
    assert ask() == 429
    assert ask(client=known) == 302
    assert ResetAsk.objects.order_by("-pk")[0].person == person("owner")


def test_a_network_that_asks_too_much_is_told_so(world: World) -> None:
    for number in range(FROM_ONE_SOURCE):
        assert ask(f"login{number}", address=RIVAL) == 302
    answer = Client().post(ASK, {"login": "owner", "idempotency_key": "x"}, REMOTE_ADDR=RIVAL)
    assert answer.status_code == 429
    assert "一小时后再试" in answer.content.decode()
    assert ask(address=OFFICE) == 302
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert ask(address=RIVAL) == 302


# -- links beside each other -----------------------------------------------------------------------------------


def test_asking_leaves_the_link_of_the_security_administrator_alone(world: World) -> None:
    _link, token = issue_reset(
        person=person("owner"), drops_second_factor=True, reason="丢了手机", by=world.hat("security")
    )
    ask()
    work()
    assert fill(mailed_path()) == 302
    assert Client().get(f"/reset/{token}/").status_code == 200


def test_a_newer_link_of_the_security_administrator_ends_those_mailed(world: World) -> None:
    ask()
    work()
    issue_reset(person=person("owner"), drops_second_factor=False, reason="核实", by=world.hat("security"))
    assert Client().get(mailed_path()).status_code == 404


def test_what_ended_while_the_page_was_open_is_refused(world: World) -> None:
    ask()
    ask("colleague")
    work()
    gone, used = (one.body.split("/reset/")[1].split("/")[0] for one in mail.outbox)
    ResetLink.objects.filter(person=person("owner")).delete()
    redeem_reset(token=used, password=NEW)
    for token in (gone, used):
        with pytest.raises(Refused, match="已失效"):
            redeem_reset(token=token, password=NEW)


def test_another_address_ends_the_links_in_the_old_mailbox(world: World) -> None:
    ask()
    work()
    hat = world.hat("owner")
    hat.person.refresh_from_db()
    update_contact(person=hat.person, name="王填报", phone="1", email="owner@example.cn", by=hat)
    assert Client().get(mailed_path()).status_code == 200
    update_contact(person=hat.person, name="王填报", phone="1", email="new@example.cn", by=hat)
    assert Client().get(mailed_path()).status_code == 404


def test_who_is_switched_off_meanwhile_gets_in_by_no_link(world: World) -> None:
    ask()
    work()
    Person.objects.filter(login="owner").update(is_active=False)
    assert fill(mailed_path()) == 410


def test_a_mail_that_is_not_taken_leaves_no_link(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_args: object, **_kwargs: object) -> int:
        raise SMTPException("421 try later")

    ask()
    with monkeypatch.context() as patch:
        patch.setattr("greenlist.parties.mailing.send_mail", down)
        assert work() == []
    assert not ResetLink.objects.exists()
    assert Entry.objects.get(act="person.reset_mailed").after["taken"] is False
    assert Mail.objects.get().outcome == "failed"


def test_a_job_that_runs_twice_mails_once(world: World) -> None:
    ask()
    assert work() == ["owner@example.cn"]
    assert work() == []


def test_who_asked_is_forgotten_after_a_day(world: World) -> None:
    ask()
    ask("nobody")
    remove_what_is_over()
    assert ResetAsk.objects.count() == 2
    ResetAsk.objects.update(at=clock.now() - timedelta(hours=25))
    remove_what_is_over()
    assert not ResetAsk.objects.exists()


def test_addresses_in_the_journal_are_masked() -> None:
    assert masked("wang@example.cn") == "w***@example.cn"
