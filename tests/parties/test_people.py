"""Who belongs, and who is let in."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from greenlist.engine import clock
from greenlist.journal.models import Entry
from greenlist.parties.domain.invitations import invite
from greenlist.parties.models import Membership, Notification, ResetLink
from world import K, World, organisation
from world import person as make_person

from .helping import link_of, person, send, sign_in, signed_in

PAGE_OF_SECURITY = 9
PAGE_OF_A_UNIT = 9


def membership(world: World, name: str) -> Membership:
    found = world.hat(name).membership
    assert found is not None
    return found


def test_a_unit_sees_its_own_people(world: World) -> None:
    page = world.client("owner").get("/people/").content.decode()
    for name in ("王填报", "李同事", "赵厂长"):
        assert name in page
    for name in ("钱旁人", "陈经办"):
        assert name not in page
    assert "停用身份" not in page


def test_the_security_administrator_sees_and_finds_everybody(world: World) -> None:
    client = world.client("security")
    page = client.get("/people/").content.decode()
    assert "王填报" in page
    assert "陈经办" in page
    found = client.get("/people/?text=长春市工信局&role=city_handler").content.decode()
    assert "陈经办" in found
    assert "褚审批" not in found
    assert "没有找到" in client.get("/people/?text=zzz").content.decode()
    assert "没有找到" in client.get("/people/?active=no").content.decode()
    assert client.get("/people/?role=nonsense&page=x").status_code == 200


@pytest.mark.parametrize(("who", "budget"), [("security", PAGE_OF_SECURITY), ("signatory", PAGE_OF_A_UNIT)])
def test_the_list_keeps_its_budget(
    world: World, who: str, budget: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client(who)
    client.get("/people/?text=赵厂长")
    with django_assert_num_queries(budget):
        client.get("/people/?text=赵厂长")
    for number in range(3):
        make_person(world, f"more{number}", f"赵厂长{number}", "unit", "applicant_editor")
    with django_assert_num_queries(budget):
        assert "赵厂长2" in client.get("/people/?text=赵厂长").content.decode()


# -- ending a hat ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("signatory", 200),
        ("security", 200),
        ("owner", 403),
        ("colleague", 403),
        ("outsider", 404),
        ("parksignatory", 404),
        ("city", 404),
        ("system", 404),
        ("newcomer", 404),
    ],
)
def test_who_may_end_a_hat(world: World, who: str, status: int) -> None:
    url = f"/memberships/{membership(world, 'colleague').pk}/end/"
    assert world.client(who).get(url).status_code == status
    assert send(world.client(who), url, {"reason": "离职"}).status_code == (302 if status == 200 else status)
    assert (Membership.objects.get(pk=membership(world, "colleague").pk).until is not None) == (status == 200)


def test_ending_needs_a_reason_tells_and_stands_in_the_journal(world: World) -> None:
    url = f"/memberships/{membership(world, 'colleague').pk}/end/"
    client = world.client("signatory")
    assert send(client, url, {"reason": ""}).status_code == 422
    send(client, url, {"reason": "离职"})
    assert Notification.objects.get(code="membership_ended").person == person("colleague")
    entry = Entry.objects.get(act="membership.ended")
    assert (entry.reason, entry.hat) == ("离职", "示例食品有限公司 · 单位负责人")
    assert send(client, url, {"reason": "再来"}).status_code == 403


def test_nobody_ends_their_own(world: World) -> None:
    for who in ("signatory", "security"):
        url = f"/memberships/{membership(world, who).pk}/end/"
        assert send(world.client(who), url, {"reason": "走"}).status_code == 403


# -- switching an account off ----------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["switch", "reset"])
@pytest.mark.parametrize("who", ["signatory", "city", "province", "system", "audit", "newcomer"])
def test_only_the_security_administrator_manages_accounts(world: World, what: str, who: str) -> None:
    url = f"/people/{person('owner').pk}/{what}/"
    assert world.client(who).get(url).status_code == 404
    assert send(world.client(who), url, {"reason": "x"}).status_code == 404


def test_off_and_on_again(world: World) -> None:
    security, owner = world.client("security"), world.client("owner")
    url = f"/people/{person('owner').pk}/switch/"
    assert send(security, url, {"reason": ""}).status_code == 422
    assert send(security, url, {"reason": "离岗"}).status_code == 302
    assert not person("owner").is_active
    assert owner.get("/me/").status_code == 302
    assert "已停用" in security.get("/people/?active=no").content.decode()
    send(security, url, {"reason": "返岗"})
    assert person("owner").is_active
    acts = Entry.objects.filter(object_id=str(person("owner").pk)).values_list("act", "reason")
    assert list(acts) == [("person.deactivated", "离岗"), ("person.activated", "返岗")]


@pytest.mark.parametrize("way", ["hat", "account"])
def test_invitations_of_who_went_go_along(world: World, way: str) -> None:
    unit = world.organisations["unit"]
    _offer, token = invite(organisation=unit, role="applicant_editor", name="新人", by=world.hat("signatory"))
    gone = membership(world, "signatory")
    security = world.client("security")
    url = f"/memberships/{gone.pk}/end/" if way == "hat" else f"/people/{gone.person_id}/switch/"
    send(security, url, {"reason": "离职"})
    answer = Client().get(f"/invitations/{token}/")
    assert answer.status_code == 410
    assert "邀请已撤回" in answer.content.decode()
    assert Entry.objects.order_by("-seq")[0].after == {"offers_withdrawn": 1}


def test_the_other_administrators_are_not_reset_by_the_security_administrator(world: World) -> None:
    for who in ("system", "audit"):
        url = f"/people/{person(who).pk}/reset/"
        assert world.client("security").get(url).status_code == 403
        assert send(world.client("security"), url, {"reason": "x"}).status_code == 403
    assert not ResetLink.objects.exists()


def test_the_owner_is_told_of_a_reset(world: World) -> None:
    reset_path(world)
    told = Notification.objects.get(person=person("owner"), code="reset_issued")
    assert told.params == {"by": "秦安全"}


def test_not_ones_own_account(world: World) -> None:
    for what in ("switch", "reset"):
        url = f"/people/{person('security').pk}/{what}/"
        assert send(world.client("security"), url, {"reason": "x"}).status_code == 403


# -- a link for a new password ---------------------------------------------------------------------------------


def reset_path(world: World, **more: str) -> str:
    client = world.client("security")
    send(client, f"/people/{person('owner').pk}/reset/", {"reason": "忘记密码", **more})
    return link_of(client)


def fill(client: Client, path: str, password: str = "four unrelated words here") -> int:  # noqa: S107
    return int(send(client, path, {"password": password, "password_again": password}).status_code)


def test_a_new_password_by_link(world: World) -> None:
    other_session = world.client("owner")
    for _ in range(5):
        sign_in(Client(), "owner", "guess")
    path = reset_path(world)
    fresh = Client()
    assert "owner" in fresh.get(path).content.decode()
    assert fill(fresh, path, "short") == 422
    assert fill(fresh, path) == 302
    assert not signed_in(fresh), "they sign in themselves, second factor and all"
    assert other_session.get("/me/").status_code == 302
    sign_in(fresh, "owner", "four unrelated words here")
    assert signed_in(fresh), "and the counter of wrong passwords begins anew"
    assert fill(Client(), path) == 410
    assert "four unrelated" not in str(list(Entry.objects.values_list("after", "reason")))


def test_a_newer_link_ends_the_older(world: World) -> None:
    older, newer = reset_path(world), reset_path(world)
    assert Client().get(older).status_code == 404
    assert Client().get(newer).status_code == 200


def test_a_link_that_is_over(world: World) -> None:
    path = reset_path(world)
    ResetLink.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert Client().get(path).status_code == 410
    assert fill(Client(), path) == 410
    assert Client().get("/reset/nonsense/").status_code == 404


def test_who_is_switched_off_gets_in_by_no_link(world: World) -> None:
    path = reset_path(world)
    owner = person("owner")
    owner.is_active = False
    owner.save()
    assert fill(Client(), path) == 410


def test_the_second_factor_goes_only_where_that_was_said(world: World) -> None:
    from allauth.mfa.models import Authenticator

    for more, left in (({}, True), ({"drops_second_factor": "on"}, False)):
        Authenticator.objects.get_or_create(user=person("owner"), type="totp", defaults={"data": {"secret": "x"}})
        fill(Client(), reset_path(world, **more), f"four unrelated words {left}")
        assert Authenticator.objects.filter(user=person("owner")).exists() == left


def test_links_and_names_of_many_organisations_stay_in_the_budget(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client("security")
    client.get("/people/invite/")
    with django_assert_num_queries(7):
        client.get("/people/invite/")
    for number in range(3):
        organisation(world, f"agency{number}", K.AGENCY, f"机构{number}", "changchun")
    with django_assert_num_queries(7):
        client.get("/people/invite/")
