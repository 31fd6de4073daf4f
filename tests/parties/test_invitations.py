"""Nobody chooses a role: somebody who may offers it, once, for a while."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from door import uscc
from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.domain.invitations import invite
from greenlist.parties.domain.units import enter_unit
from greenlist.parties.models import Invitation, Membership, Notification, Organisation, Person
from world import World

from .helping import account, link_of, newest_invitation, person, send, signed_in


def offer(world: World, by: str = "signatory", where: str = "unit", role: str = "applicant_editor") -> str:
    """An invitation; its path."""
    _invitation, token = invite(organisation=world.organisations[where], role=role, name="新人", by=world.hat(by))
    return f"/invitations/{token}/"


def posted(world: World, by: str, where: str, role: str) -> int:
    data = {"organisation": world.organisations[where].pk, "role": role, "name": "新人"}
    return int(send(world.client(by), "/people/invite/", data).status_code)


def test_from_the_offer_to_the_first_page(world: World) -> None:
    client = world.client("signatory")
    unit = world.organisations["unit"].pk
    data = {"organisation": unit, "role": "applicant_editor", "name": "新人", "email": "new@example.cn"}
    assert send(client, "/people/invite/", data).url == "/people/link/"
    assert len(mail.outbox) == 1
    path = link_of(client)
    assert path in mail.outbox[0].body
    assert "只显示一次" in client.get("/people/link/").content.decode(), "and now it is gone"
    fresh = Client()
    page = fresh.get(path).content.decode()
    assert "示例食品有限公司" in page
    assert "赵厂长" in page
    assert send(fresh, path, account()).status_code == 302
    assert signed_in(fresh)
    membership = Membership.objects.get(person__login="xinren")
    assert (membership.organisation_id, membership.role, membership.duty) == (unit, "applicant_editor", "business")
    assert membership.granted_by == person("signatory")
    assert Notification.objects.get(code="invitation_accepted").person == person("signatory")
    acts = list(Entry.objects.values_list("act", flat=True))
    expected = ["invitation.made", "person.created", "membership.granted", "invitation.accepted", "person.signed_in"]
    assert acts == expected


def test_the_token_stands_nowhere(world: World) -> None:
    client = world.client("signatory")
    data = {"organisation": world.organisations["unit"].pk, "role": "applicant_editor", "name": "新人"}
    send(client, "/people/invite/", data)
    token = link_of(client).split("/")[2]
    assert len(token) >= 43
    with connection.cursor() as cursor:
        for table in ("parties_invitation", "journal_entry", "journal_spentkey", "parties_notification"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")  # noqa: S608 - names of ours
            assert token not in str(cursor.fetchone())
    assert "token" not in client.session.get("link_shown_once", {})


def test_who_has_an_account_takes_one_more_hat(world: World) -> None:
    path = offer(world, where="unit")
    client = world.client("outsider")
    assert "钱旁人" in client.get(path).content.decode()
    assert send(client, path).status_code == 302
    assert Membership.objects.filter(person=person("outsider"), until=None).count() == 2
    assert "李同事" in client.get("/people/").content.decode(), "the new hat is worn"


def test_it_works_once(world: World) -> None:
    path = offer(world)
    send(Client(), path, account())
    again = Client()
    for answer in (again.get(path), send(again, path, account("zweiter"))):
        assert answer.status_code == 410
        assert "邀请已经用过" in answer.content.decode()
    assert not Person.objects.filter(login="zweiter").exists()


def test_after_its_time_it_says_whom_to_ask(world: World) -> None:
    path = offer(world)
    Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    for answer in (Client().get(path), send(Client(), path, account()), send(world.client("outsider"), path)):
        assert answer.status_code == 410
        assert "重新生成" in answer.content.decode()
    assert not Person.objects.filter(login="xinren").exists()
    assert Membership.objects.filter(person=person("outsider")).count() == 1


def test_it_can_be_taken_back(world: World) -> None:
    path = offer(world)
    pk = newest_invitation().pk
    for who, status in (("outsider", 404), ("owner", 404), ("city", 302)):
        if who == "city":
            continue
        assert send(world.client(who), f"/invitations/{pk}/revoke/").status_code == status
    assert send(world.client("signatory"), f"/invitations/{pk}/revoke/").status_code == 302
    assert "邀请已撤回" in Client().get(path).content.decode()
    assert send(Client(), path, account()).status_code == 410
    assert send(world.client("signatory"), f"/invitations/{pk}/revoke/").status_code == 302, "twice harms nobody"
    assert Entry.objects.filter(act="invitation.revoked").count() == 1


def test_a_mangled_link_is_no_page(world: World) -> None:
    answer = Client().get("/invitations/abc/")
    assert answer.status_code == 404
    assert "完整复制链接" in answer.content.decode()


def test_what_is_posted_beside_cannot_change_role_or_place(world: World) -> None:
    path = offer(world)
    data = account() | {"role": "city_handler", "organisation": world.organisations["city"].pk, "duty": "audit"}
    send(Client(), path, data)
    membership = Membership.objects.get(person__login="xinren")
    assert (membership.role, membership.organisation) == ("applicant_editor", world.organisations["unit"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"login": "OWNER"}, "已被使用"),
        ({"login": "a b"}, "不含空格"),
        ({"login": "ab"}, "3 至 60"),
        ({"password_again": "other"}, "不一致"),
        ({"password": "short", "password_again": "short"}, "太短"),
        ({"login": "unrelated", "password": "four unrelated words"}, "登录名"),
        ({"person_name": ""}, "您的姓名"),
        ({"email": "no"}, "电子邮箱"),
    ],
)
def test_faults_of_the_new_account_stand_beside_their_fields(world: World, changes: dict[str, str], said: str) -> None:
    path = offer(world)
    answer = send(Client(), path, account(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert newest_invitation().accepted_at is None


def test_full_width_logins_are_taken_as_half_width(world: World) -> None:
    send(Client(), offer(world), account("ｘｉｎｒｅｎ１"))
    assert Person.objects.filter(login="xinren1").exists()


def test_administrators_take_no_business_role_and_the_other_way_round(world: World) -> None:
    path = offer(world)
    answer = send(world.client("audit"), path)
    assert answer.status_code == 422
    assert "互斥" in answer.content.decode()
    path = offer(world, by="security", where="operator", role="audit_admin")
    assert send(world.client("owner"), path).status_code == 422
    assert send(world.client("system"), path).status_code == 422
    assert send(Client(), path, account()).status_code == 302
    assert person("xinren").duty == "audit"


def test_the_same_hat_is_not_taken_twice(world: World) -> None:
    answer = send(world.client("owner"), offer(world))
    assert answer.status_code == 422
    assert "已经是这个角色" in answer.content.decode()


# -- who may offer what ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "where", "role"),
    [
        ("signatory", "unit", "applicant_editor"),
        ("signatory", "unit", "applicant_signatory"),
        ("parksignatory", "park", "applicant_editor"),
        ("security", "city", "city_handler"),
        ("security", "city", "city_approver"),
        ("security", "province", "province_approver"),
        ("security", "department", "department"),
        ("security", "agency", "agency_head"),
        ("security", "experts", "expert"),
        ("security", "operator", "security_admin"),
        ("city", "neighbour", "applicant_signatory"),
    ],
)
def test_these_may(world: World, by: str, where: str, role: str) -> None:
    assert posted(world, by, where, role) == 302


@pytest.mark.parametrize(
    ("by", "where", "role"),
    [
        ("owner", "unit", "applicant_editor"),  # an editor
        ("signatory", "neighbour", "applicant_editor"),  # another unit
        ("signatory", "unit", "city_handler"),  # a role of others
        ("signatory", "city", "city_handler"),
        ("city", "unit", "applicant_signatory"),  # it has one already
        ("city", "neighbour", "applicant_editor"),  # only the first signatory
        ("city", "elsewhere", "applicant_signatory"),  # another city's
        ("city", "city", "city_approver"),  # one's own authority
        ("othercity", "neighbour", "applicant_signatory"),
        ("province", "unit", "applicant_signatory"),
        ("province", "province", "province_approver"),
        ("security", "unit", "applicant_signatory"),  # units are their own and their city's
        ("security", "city", "province_approver"),  # not a role of a city
        ("security", "province", "city_handler"),
        ("evaluator", "agency", "agency_evaluator"),
        ("system", "operator", "system_admin"),
        ("audit", "operator", "audit_admin"),
        ("department", "department", "department"),
        ("expert", "experts", "expert"),
        ("newcomer", "unit", "applicant_editor"),
    ],
)
def test_these_may_not(world: World, by: str, where: str, role: str) -> None:
    assert posted(world, by, where, role) in {403, 422}
    assert not Invitation.objects.exists()


def test_the_head_of_an_agency_invites_for_it_alone(world: World) -> None:
    send(Client(), offer(world, by="security", where="agency", role="agency_head"), account("head"))
    client = Client()
    client.force_login(person("head"), "allauth.account.auth_backends.AuthenticationBackend")
    data = {"organisation": world.organisations["agency"].pk, "role": "agency_reviewer", "name": "复核"}
    assert send(client, "/people/invite/", data).status_code == 302
    other = data | {"organisation": world.organisations["otheragency"].pk}
    assert send(client, "/people/invite/", other).status_code == 422


def test_the_city_brings_in_a_unit_and_its_first_signatory(world: World) -> None:
    unit = enter_unit(
        kind="enterprise", name="请来的公司", uscc=uscc(80), place=world.places["changchun"], by=world.hat("city")
    )
    client = world.client("city")
    page = client.get(f"/people/invite/?organisation={unit.pk}").content.decode()
    assert f'<option value="{unit.pk}" selected>' in page
    send(client, "/people/invite/", {"organisation": unit.pk, "role": "applicant_signatory", "name": "某"})
    send(Client(), link_of(client), account())
    assert Membership.objects.get(organisation=unit).role == "applicant_signatory"
    again = {"organisation": unit.pk, "role": "applicant_signatory", "name": "某"}
    assert send(client, "/people/invite/", again).status_code == 422
    assert Organisation.objects.get(pk=unit.pk).status == "confirmed"


def test_a_mail_that_fails_does_not_lose_the_link(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_args: object, **_kwargs: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("greenlist.parties.mailing.send_mail", down)
    client = world.client("signatory")
    unit = world.organisations["unit"].pk
    data = {"organisation": unit, "role": "applicant_editor", "name": "新人", "email": "new@example.cn"}
    send(client, "/people/invite/", data)
    page = client.get("/people/link/").content.decode()
    assert "请自行转交" in page
    assert "/invitations/" in page
