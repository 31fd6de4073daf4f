"""A unit comes in by its code, and its city says whether it is who it says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from door import uscc
from greenlist.journal.models import Entry
from greenlist.parties.domain.units import register_unit, rename_unit
from greenlist.parties.models import Membership, Notification, Organisation, Person
from world import World

from .helping import account, person, send, signed_in

NEW = 77
PENDING = Organisation.Status.PENDING


def filled(world: World, **changes: Any) -> dict[str, Any]:
    known = {
        "kind": "enterprise",
        "name": "新来机械有限公司",
        "uscc": uscc(NEW),
        "place": world.places["changchun"].pk,
        "legal_rep": "钱某",
        "address": "人民大街 1 号",
        "industry4": "C3484",
    }
    return known | changes


def pending_unit(world: World, number: int = NEW, who: str = "newcomer", where: str = "changchun") -> Organisation:
    return register_unit(
        kind="enterprise",
        name=f"待定{number}有限公司",
        uscc=uscc(number),
        place=world.places[where],
        by=world.hat(who),
    )


def test_a_newcomer_gets_account_unit_and_signature(world: World) -> None:
    client = Client()
    answer = send(client, "/register/", filled(world) | account())
    unit = Organisation.objects.get(uscc=uscc(NEW))
    assert answer.url == f"/units/{unit.pk}/"
    assert (unit.status, unit.industry4, unit.kind) == ("pending", "3484", "enterprise")
    membership = Membership.objects.get(organisation=unit)
    assert (membership.person.login, membership.role) == ("xinren", "applicant_signatory")
    assert signed_in(client)
    told = Notification.objects.filter(code="unit_registered").values_list("person__login", flat=True)
    assert sorted(told) == ["city", "cityapprover"]
    acts = list(Entry.objects.values_list("act", flat=True))
    assert acts == ["person.created", "membership.granted", "unit.registered", "person.signed_in"]
    assert "four unrelated" not in str(list(Entry.objects.values_list("after", "before")))
    assert "还没有确认" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (lambda code: code.lower(), ""),
        (lambda code: "".join(chr(ord(one) + 0xFEE0) for one in code), ""),
        (lambda code: f" {code[:8]} {code[8:]} ", ""),
        (lambda code: code[:-1], "17"),
        (lambda code: code[:9] + "O" + code[10:], "O"),
        (lambda code: code[:9] + "I" + code[10:], "I"),
        (lambda code: code[:9] + "Z" + code[10:], "Z"),
        (lambda code: code[:9] + "S" + code[10:], "S"),
        (lambda code: code[:9] + "V" + code[10:], "V"),
        (lambda code: code[:17] + ("1" if code[17] != "1" else "2"), "校验"),
        (lambda _code: "", "必填"),
    ],
)
def test_codes_are_taken_in_any_spelling_and_refused_with_the_reason(
    world: World, typed: Callable[[str], str], said: str
) -> None:
    answer = send(world.client("newcomer"), "/register/", filled(world, uscc=typed(uscc(NEW))))
    if not said:
        assert answer.status_code == 302
        assert Organisation.objects.get(uscc=uscc(NEW)).status == PENDING
        return
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page or said == "必填"
    assert "新来机械有限公司" in page, "nothing typed is lost"
    assert not Organisation.objects.filter(name="新来机械有限公司").exists()


def test_a_code_that_stands_makes_no_second_unit_and_names_nobody(world: World) -> None:
    client = Client()
    answer = send(client, "/register/", filled(world, uscc=uscc(1)) | account())
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "已经登记过" in page
    assert "邀请您" in page
    for leak in ("示例食品", "王填报", "赵厂长"):
        assert leak not in page
    assert not Person.objects.filter(login="xinren").exists(), "the account is not made either"
    assert not signed_in(client)


def test_the_database_keeps_one_unit_per_code(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(
            kind="park",
            name="另一个",
            uscc=uscc(1),
            jurisdiction=world.places["jilin"],
            created_at=world.organisations["unit"].created_at,
        )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("industry4", "139", "四位"),
        ("industry4", "A3484", ""),
        ("place", "999999", "place"),
        ("kind", "authority", "kind"),
        ("kind", "operator", "kind"),
        ("name", "", "name"),
    ],
)
def test_what_cannot_be_is_refused(world: World, field: str, value: str, said: str) -> None:
    answer = send(world.client("newcomer"), "/register/", filled(world, **{field: value}))
    if not said:
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_status_and_role_cannot_be_posted(world: World) -> None:
    send(world.client("newcomer"), "/register/", filled(world, status="confirmed", role="city_handler"))
    unit = Organisation.objects.get(uscc=uscc(NEW))
    assert unit.status == PENDING
    assert Membership.objects.get(organisation=unit).role == "applicant_signatory"


@pytest.mark.parametrize("who", ["system", "security", "audit", "province", "department", "evaluator", "expert"])
def test_who_has_another_office_registers_nothing(world: World, who: str) -> None:
    assert world.client(who).get("/register/").status_code == 403
    assert send(world.client(who), "/register/", filled(world)).status_code == 403


def test_the_city_enters_a_unit_and_goes_on_to_invite_its_signatory(world: World) -> None:
    client = world.client("city")
    answer = send(client, "/register/", filled(world))
    unit = Organisation.objects.get(uscc=uscc(NEW))
    assert unit.status == "confirmed"
    assert answer.url == f"/people/invite/?organisation={unit.pk}"
    assert not Membership.objects.filter(organisation=unit).exists()
    elsewhere = send(client, "/register/", filled(world, uscc=uscc(78), place=world.places["jilin"].pk))
    assert elsewhere.status_code == 422, "a city enters units of its own place"


@pytest.mark.long
def test_one_address_does_not_enter_units_without_end(world: World) -> None:
    for _ in range(60):
        send(Client(), "/register/", {})
    assert "一小时后再试" in send(Client(), "/register/", filled(world) | account()).content.decode()


# -- the city decides ------------------------------------------------------------------------------------------


def test_only_the_city_of_the_place_sees_and_decides(world: World) -> None:
    unit = pending_unit(world)
    url = f"/units/{unit.pk}/decide/"
    assert unit.name in world.client("city").get("/units/pending/").content.decode()
    assert unit.name not in world.client("othercity").get("/units/pending/").content.decode()
    assert world.client("owner").get("/units/pending/").status_code == 403
    assert send(world.client("othercity"), url, {"decision": "confirm"}).status_code == 404
    assert send(world.client("owner"), url, {"decision": "confirm"}).status_code == 404
    assert send(world.client("newcomer"), url, {"decision": "confirm"}).status_code == 403, "not one's own"
    assert send(world.client("province"), url, {"decision": "confirm"}).status_code == 403
    unit.refresh_from_db()
    assert unit.status == PENDING


def test_confirming_tells_the_unit(world: World) -> None:
    unit = pending_unit(world)
    assert send(world.client("city"), f"/units/{unit.pk}/decide/", {"decision": "confirm"}).status_code == 302
    unit.refresh_from_db()
    assert unit.status == "confirmed"
    assert Notification.objects.get(code="unit_confirmed").person == person("newcomer")
    assert send(world.client("city"), f"/units/{unit.pk}/decide/", {"decision": "confirm"}).status_code == 403


def test_refusing_needs_a_reason_and_frees_the_code(world: World) -> None:
    unit = pending_unit(world)
    url = f"/units/{unit.pk}/decide/"
    answer = send(world.client("city"), url, {"decision": "refuse", "reason": " "})
    assert answer.status_code == 422
    assert "请写明理由" in answer.content.decode()
    send(world.client("city"), url, {"decision": "refuse", "reason": "名称与执照不符"})
    unit.refresh_from_db()
    assert (unit.status, unit.status_reason) == ("refused", "名称与执照不符")
    assert "还没有任何身份" in world.client("newcomer").get("/hats/").content.decode()
    again = send(Client(), "/register/", filled(world) | account())
    assert again.status_code == 302


def test_the_waiting_list_warns_of_odd_codes_and_keeps_its_budget(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client("city")
    pending_unit(world, 101)
    client.get("/units/pending/")
    with django_assert_num_queries(8):
        client.get("/units/pending/")
    pending_unit(world, 102)
    odd = pending_unit(world, 103)
    Organisation.objects.filter(pk=odd.pk).update(uscc="91220101MA00000001")
    with django_assert_num_queries(8):
        client.get("/units/pending/")


# -- its page, its data, its name ------------------------------------------------------------------------------


def test_the_page_of_a_unit_is_for_its_people_and_its_offices(world: World) -> None:
    url = f"/units/{world.organisations['unit'].pk}/"
    for who in ("owner", "colleague", "city", "province", "security"):
        assert world.client(who).get(url).status_code == 200, who
    for who in ("outsider", "farther", "othercity", "evaluator", "department", "expert", "newcomer", "system", "audit"):
        assert world.client(who).get(url).status_code == 404, who


def test_the_signatory_corrects_its_data(world: World) -> None:
    url = f"/units/{world.organisations['unit'].pk}/edit/"
    data = {"legal_rep": "新法人", "address": "新地址", "industry4": "１３９１"}
    assert send(world.client("owner"), url, data).status_code == 403
    assert send(world.client("outsider"), url, data).status_code == 404
    assert send(world.client("city"), url, data).status_code == 403
    assert send(world.client("signatory"), url, data | {"name": "别名", "status": "refused"}).status_code == 302
    unit = Organisation.objects.get(pk=world.organisations["unit"].pk)
    assert (unit.legal_rep, unit.industry4, unit.name, unit.status) == (
        "新法人",
        "1391",
        "示例食品有限公司",
        "confirmed",
    )
    entry = Entry.objects.get(act="unit.updated")
    assert entry.before == {"legal_rep": "", "address": ""}
    assert send(world.client("signatory"), url, {"industry4": "x"}).status_code == 422


def test_the_old_name_stays(world: World) -> None:
    unit = world.organisations["unit"]
    url = f"/units/{unit.pk}/rename/"
    data = {"name": "新名食品有限公司", "reason": "变更登记通知书", "on": "2026-03-01"}
    assert send(world.client("signatory"), url, data).status_code == 403
    assert send(world.client("othercity"), url, data).status_code == 404
    assert send(world.client("city"), url, data).status_code == 302
    page = world.client("owner").get(f"/units/{unit.pk}/").content.decode()
    assert "示例食品有限公司" in page
    assert "2026-03-01" in page
    assert send(world.client("city"), url, data).status_code == 422, "the same name again"
    assert Entry.objects.get(act="unit.renamed").before == {"name": "示例食品有限公司"}
    told = Notification.objects.filter(code="unit_renamed").values_list("person__login", flat=True)
    assert sorted(told) == ["colleague", "owner", "signatory"]


def test_a_name_may_come_back(world: World) -> None:
    unit = world.organisations["unit"]
    for name in ("乙公司", "示例食品有限公司"):
        rename_unit(unit=unit, name=name, reason="变更", by=world.hat("city"))
    assert sorted(one.name for one in unit.former_names.all()) == ["乙公司", "示例食品有限公司"]
