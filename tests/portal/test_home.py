"""Home of every role: what waits, what is late, what changed, in a constant number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.notices.domain.handling import hear_unit
from greenlist.notices.domain.hearing import answer_objection
from greenlist.parties.domain import notify
from greenlist.parties.models import Organisation
from greenlist.portal import queries
from greenlist.rounds.models import Deadline
from notices.noticed import accepted, in_days, posted
from world import World, application_of, round_of

AROUND = 4  # session, person, hats, unread notices


def handed_in(application: Application, world: World, number: int = 1) -> None:
    """As if it had been submitted; how that comes about is tested elsewhere."""
    Submission.objects.create(
        application=application, number=number, data={}, evidence=[], result={}, receipt={}, digest="0" * 64,
        receipt_number=f"R-{application.pk}-{number}", by=world.hat("owner").person, at=clock.now(),
    )  # fmt: skip
    Application.objects.filter(pk=application.pk).update(state="submitted", state_since=clock.now())


def page(world: World, who: str | None) -> str:
    response = world.client(who).get("/")
    assert response.status_code == 200
    return str(response.content.decode())


def test_nobody_signed_in_sees_open_rounds_and_where_to_begin(world: World) -> None:
    round_ = round_of(world)
    html = page(world, None)
    assert round_.title in html
    assert "登记本单位" in html
    assert "2024-08-01" in html


def test_a_unit_sees_its_own_applications_and_the_next_step(world: World) -> None:
    application_of(world, round_of(world))
    for who in ("owner", "colleague", "signatory"):
        html = page(world, who)
        assert "有 1 份申报等您处理" in html
        assert "继续填报" in html
    assert "还没有申报" in page(world, "outsider")


def test_a_unit_that_is_asked_about_an_objection_finds_the_question(world: World) -> None:
    asked = hear_unit(
        objection=accepted(world, posted(world)), told_unit="请说明", until=in_days(5), by=world.hat("province")
    )
    assert f"/unit-objections/{asked.pk}/" in page(world, "owner")
    answer_objection(objection=asked, text="已整改", by=world.hat("owner"), files=[])
    assert f"/unit-objections/{asked.pk}/" not in page(world, "owner").split("最近的通知")[0]


def test_a_date_that_is_past_is_told_first(world: World) -> None:
    round_ = round_of(world)
    application_of(world, round_)
    Deadline.objects.filter(round=round_).update(on=None)
    Deadline.objects.filter(round=round_, kind="apply").update(on=clock.today() - timedelta(days=2))
    assert "已过 2 天" in page(world, "owner")
    assert "1 份已过期限" in page(world, "owner")
    Deadline.objects.filter(round=round_, kind="apply").update(on=clock.today() + timedelta(days=2))
    assert "已过期限" not in page(world, "owner")


def test_a_submission_waits_for_the_city_and_no_longer_for_the_unit(world: World) -> None:
    application = application_of(world, round_of(world))
    assert queries.waiting_for_city(world.hat("city")).submitted == 0
    handed_in(application, world)
    waiting = queries.waiting_for_city(world.hat("city"))
    assert waiting.submitted == 1
    assert waiting.oldest is not None
    assert waiting.oldest <= timezone.now()
    assert "待审查" in page(world, "city")
    assert "等待市（州）" in page(world, "owner")
    assert queries.waiting_for_city(world.hat("othercity")).submitted == 0


def test_a_second_submission_is_not_counted_twice(world: World) -> None:
    application = application_of(world, round_of(world))
    handed_in(application, world)
    handed_in(application, world, number=2)
    assert queries.waiting_for_city(world.hat("city")).submitted == 1
    assert [desk.total for desk in queries.desks_of(world.hat("city"))] == [1]
    assert len(queries.newest_of(world.hat("city"))) == 1
    assert {one.place.name: one.total for one in queries.cities_of(world.hat("province"))} == {"长春市": 1, "吉林市": 0}


def test_what_was_sent_back_is_not_called_a_draft(world: World) -> None:
    application = application_of(world, round_of(world))
    handed_in(application, world)
    Application.objects.filter(pk=application.pk).update(state="draft", returned=True)
    assert [count.label for count in queries.desks_of(world.hat("city"))[0].counts] == ["已退回，等待补正"]
    assert "已退回，等待补正" in page(world, "city")
    assert "已退回，等待补正" in page(world, "owner")
    assert queries.cities_of(world.hat("province"))[0].accepted == 0


def test_drafts_are_nobody_elses_business(world: World) -> None:
    application_of(world, round_of(world))
    for who in ("city", "province"):
        assert "示例食品有限公司" not in page(world, who)


def test_units_to_confirm_are_counted(world: World) -> None:
    Organisation.objects.filter(pk=world.organisations["neighbour"].pk).update(status="pending")
    assert queries.waiting_for_city(world.hat("city")).units == 1
    assert queries.waiting_for_city(world.hat("othercity")).units == 0
    assert "还在等所在市（州）工业和信息化主管部门确认" in page(world, "outsider")


def test_a_notice_is_a_sentence_with_its_link(world: World) -> None:
    params: dict[str, object] = {"unit": "示例食品有限公司", "kind": "factory", "reason": ""}
    notify(people=[world.hat("city").person], code="submitted", params=params, url="/applications/1/")
    html = page(world, "city")
    assert "示例食品有限公司提交了绿色工厂申报" in html
    assert "未读" in html
    assert "未读" not in page(world, "othercity")


@pytest.mark.parametrize("who", ["department", "expert", "evaluator"])
def test_who_has_nothing_to_do_is_told_so(world: World, who: str) -> None:
    round_of(world)
    assert "现在没有等您办理的事" in page(world, who)


def test_somebody_without_a_role_is_told_how_to_get_one(world: World) -> None:
    assert "您还没有任何身份" in page(world, "newcomer")


@pytest.mark.parametrize(("who", "text"), [("system", "后台任务"), ("security", "可登录"), ("audit", "查看日志")])
def test_administrators_see_their_own_trade_and_no_application(world: World, who: str, text: str) -> None:
    application = application_of(world, round_of(world))
    handed_in(application, world)
    html = page(world, who)
    assert text in html
    assert "示例食品有限公司" not in html


@pytest.mark.parametrize(
    ("who", "budget"),
    [
        (None, 3),
        ("owner", AROUND + 6),
        ("city", AROUND + 19),
        ("province", AROUND + 23),
        ("department", AROUND + 4),
        ("system", AROUND + 3),
        ("security", AROUND + 3),
        ("audit", AROUND + 3),
    ],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_home_page_costs_the_same_whatever_it_shows(
    world: World, who: str | None, budget: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = round_of(world)
    for kind, unit, by in (("factory", "unit", "owner"), ("supply_chain", "unit", "owner"),
                           ("factory", "neighbour", "outsider"))[:rows]:  # fmt: skip
        application = application_of(world, round_, unit=unit, kind=kind, by=by)
        if who != "owner":
            handed_in(application, world)
    client = world.client(who)
    with django_assert_num_queries(budget):
        assert client.get("/").status_code == 200


def test_the_menu_leads_only_where_the_hat_may_go(world: World) -> None:
    for who in ("owner", "city", "province", "department", "security", "audit", "newcomer"):
        client = world.client(who)
        response = client.get("/")
        for entry in response.context["entries"]:
            assert client.get(entry.url).status_code == 200, (who, entry.url)


def test_the_language_can_be_changed_and_stays(world: World) -> None:
    client = world.client("owner")
    assert '<html lang="zh-hans">' in client.get("/").content.decode()
    answer = client.post("/language/", {"language": "en", "next": "/about/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/about/"
    assert '<html lang="en">' in client.get("/").content.decode()


def test_the_language_switch_leads_nowhere_else(world: World) -> None:
    answer = world.client("owner").post("/language/", {"language": "en", "next": "https://example.com/"})
    assert answer["Location"] == "/"


def test_about_is_for_everyone(world: World) -> None:
    assert "缺项不当零" in world.client(None).get("/about/").content.decode()


def test_home_is_only_read(world: World) -> None:
    assert world.client("owner").post("/").status_code == 405
