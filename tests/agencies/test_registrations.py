"""An agency registers itself, keeps its data, and is confirmed by its province."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from door import uscc
from greenlist.parties.models import Membership, Notification, Organisation, Role
from world import PASSWORD, World

from .ground import staffed

PATH = "/agencies/register/"


def agency(world: World, **more: Any) -> dict[str, Any]:
    return {
        "name": "新评价 有限公司", "uscc": uscc(77).lower(), "legal_rep": "陆代表", "address": "长春市新路3号",
        "place": world.places["changchun"].pk, **more,
    }  # fmt: skip


def account() -> dict[str, Any]:
    return {"person_name": "陆代表", "login": "newhead", "password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def registered(world: World) -> Organisation:
    answer = world.client(None).post(PATH, agency(world) | account())
    assert answer.headers["Location"] == "/agency/filings/"
    return Organisation.objects.get(uscc=uscc(77))


def test_an_agency_registers_with_its_head(world: World, registered: Organisation) -> None:
    assert (registered.kind, registered.status, registered.legal_rep) == ("agency", "pending", "陆代表")
    worn = Membership.objects.get(organisation=registered)
    assert (worn.role, worn.person.login) == (Role.AGENCY_HEAD, "newhead")
    told = Notification.objects.filter(code="agency_registered")
    assert {one.person.login for one in told} == {"province", "provinceapprover"}


@pytest.mark.parametrize(
    ("data", "said"),
    [({"uscc": "91220101MA0000000X"}, "有"), ({"uscc": uscc(5)}, "已经登记过"), ({"legal_rep": ""}, "有 1 处要改")],
)
def test_a_faulty_registration_says_where(world: World, data: dict[str, str], said: str) -> None:
    answer = world.client(None).post(PATH, agency(world, **data) | account())
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Organisation.objects.filter(name="新评价 有限公司").exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [(None, 200), ("newcomer", 200), ("evaluator", 200), ("owner", 403), ("city", 403), ("audit", 403)],
)
def test_who_registers(world: World, who: str | None, status: int) -> None:
    assert world.client(who).get(PATH).status_code == status


def test_somebody_signed_in_registers_for_themselves(world: World) -> None:
    assert world.client("newcomer").post(PATH, agency(world)).headers["Location"] == "/hats/"
    worn = Membership.objects.get(organisation__uscc=uscc(77))
    assert worn.person == world.hat("newcomer").person


@pytest.mark.parametrize(
    ("who", "status"), [("province", 200), ("provinceapprover", 200), ("city", 403), ("agencyhead", 403), (None, 302)]
)
def test_who_sees_what_waits(world: World, registered: Organisation, who: str | None, status: int) -> None:
    staffed(world)
    answer = world.client(who).get("/agencies/registrations/")
    assert answer.status_code == status
    if status == 200:
        assert registered.name in answer.content.decode()


def test_the_province_confirms(world: World, registered: Organisation) -> None:
    path = reverse("agency-registration-decide", args=[registered.pk])
    assert world.client("city").post(path, {"decision": "confirm"}).status_code == 403
    assert world.client("province").post(path, {"decision": "confirm"}).status_code == 302
    registered.refresh_from_db()
    assert registered.status == "confirmed"
    assert Notification.objects.filter(code="agency_confirmed", person__login="newhead").exists()
    assert world.client("province").post(path, {"decision": "confirm"}).status_code == 403


def test_the_province_refuses_with_a_reason(world: World, registered: Organisation) -> None:
    path = reverse("agency-registration-decide", args=[registered.pk])
    assert world.client("province").post(path, {"decision": "refuse"}).status_code == 422
    assert world.client("province").post(path, {"decision": "refuse", "reason": "代码不符"}).status_code == 302
    registered.refresh_from_db()
    assert (registered.status, registered.status_reason) == ("refused", "代码不符")


def test_the_head_keeps_the_data(world: World) -> None:
    staffed(world)
    path = "/agency/organisation/"
    data = {"legal_rep": "新代表", "address": "新址"}
    assert "何机构" in world.client("evaluator").get(path).content.decode()
    assert world.client("evaluator").post(path, data).status_code == 403
    assert world.client("owner").get(path).status_code == 403
    assert world.client("agencyhead").post(path, {"legal_rep": ""}).status_code == 422
    assert world.client("agencyhead").post(path, data).status_code == 302
    assert Organisation.objects.get(pk=world.organisations["agency"].pk).legal_rep == "新代表"
