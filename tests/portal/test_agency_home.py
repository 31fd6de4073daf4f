"""The home of an agency's people, and what applicants with an agency are told on theirs."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from agencies.engaged import accepted, another_unit, asked, contracted, on_route
from agencies.ground import filed, staffed
from greenlist.agencies.models import ConductCase, Filing, Sanction
from greenlist.applications.models import Application, Nonconformity
from greenlist.engine import clock
from world import World, round_of

pytestmark = pytest.mark.django_db


def page(world: World, who: str | None, address: str = "/") -> str:
    response = world.client(who).get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_an_agency_without_a_filing_is_told_to_file(world: World) -> None:
    staffed(world)
    round_of(world)
    html = page(world, "evaluator")
    assert "还没有备案" in html
    assert "开始备案" in html
    assert "/agency/filings/" in html


def test_a_request_waits_for_the_agency_that_was_asked(world: World) -> None:
    asked(world)
    for who in ("evaluator", "agencyhead"):
        html = page(world, who)
        assert "待答复的询问" in html
        assert "有 1 件事等您办理" in html
        assert "示例食品有限公司" in html
        assert html.count("示例食品有限公司") == page(world, who, "/agency/").count("示例食品有限公司")
    assert "示例食品有限公司" not in page(world, "otherevaluator")


def test_an_engagement_says_what_comes_next(world: World) -> None:
    engagement = contracted(world)
    assert "下一步：写出评价计划，确定评价组" in page(world, "evaluator")
    Application.objects.filter(pk=engagement.application_id).update(state="technically_reviewed")
    assert "等申报单位提交" in page(world, "evaluator")
    assert "示例食品有限公司" not in page(world, "otherevaluator")


def test_a_returned_filing_and_places_left(world: World) -> None:
    round_ = round_of(world)
    filed(world, round_, agency="otheragency", state=Filing.State.RETURNED, number="", valid_until=None)
    html = page(world, "otherhead")
    assert "已退回，待补正" in html
    assert "有 1 件事等您办理" in html
    assert "还可以接 15 项" in html


def test_a_hearing_and_a_bar_are_told_first(world: World) -> None:
    staffed(world)
    province, today = world.places["220000"], clock.today()
    agency, by = world.organisations["agency"], world.hat("province").person
    about: dict[str, Any] = {
        "agency": agency, "province": province, "source": "complaint", "ground": "反映", "opened_by": by,
        "opened_at": clock.now(), "hearing_until": today,
    }  # fmt: skip
    ConductCase.objects.create(state="hearing", **about)
    case = ConductCase.objects.create(state="decided", **about)
    Sanction.objects.create(
        case=case, agency=agency, province=province, circular_no="示通〔2024〕1号", bar_from=today, bar_until=today,
        clause="x", at=clock.now(),
    )  # fmt: skip
    html = page(world, "agencyhead")
    assert html.count("就反映本机构的问题听取意见") == 1
    assert f"自 {today} 至 {today}（含首尾两日）不予采信" in html
    assert "听取意见" not in page(world, "otherevaluator")


def test_only_agencies_have_the_desk(world: World) -> None:
    assert world.client("owner").get("/agency/").status_code == 403
    assert world.client(None).get("/agency/").status_code == 302


def test_the_home_asks_as_much_for_three_engagements_as_for_one(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = asked(world)
    client = world.client("evaluator")
    client.get("/")
    count = 19
    with django_assert_num_queries(count):
        client.get("/agency/")
    for number in (1, 2):
        unit = another_unit(world, number)
        asked(world, on_route(world, first.application.round, unit=unit, by=f"{unit}-editor"), by=f"{unit}-editor")
    with django_assert_num_queries(count):
        assert client.get("/agency/").content.decode().count("答复<span") == 3


def test_the_applicant_is_told_whose_step_it_is(world: World) -> None:
    application = on_route(world)
    assert "委托第三方机构，或交来签章的评价报告" in page(world, "owner")
    asked(world, application)
    assert "等评价机构答复" in page(world, "owner")


def test_the_applicant_is_told_to_sign_the_contract(world: World) -> None:
    accepted(world)
    assert "评价机构已接受，请签订合同" in page(world, "owner")


def test_objections_are_the_applicants_turn(world: World) -> None:
    engagement = contracted(world)
    html = page(world, "owner")
    assert "等待第三方评价机构办理" in html
    assert "现在没有要您处理的申报" in html
    Nonconformity.objects.create(
        application=engagement.application, place="unit", label="单位信息", grade="minor", reason="电话打不通",
        by=world.hat("evaluator").person, at=clock.now(),
    )  # fmt: skip
    html = page(world, "owner")
    assert "评价机构提出 1 个问题，请改好并答复" in html
    assert "有 1 份申报等您处理" in html


def test_the_public_home_leads_to_the_register(world: World) -> None:
    assert "/register/agencies/" in page(world, None)


def test_menus_lead_to_the_rooms_of_agencies(world: World) -> None:
    html = page(world, "evaluator")
    for address in ("/agency/filings/", "/agency/engagements/", "/agency/yearly/"):
        assert f'href="{address}"' in html
