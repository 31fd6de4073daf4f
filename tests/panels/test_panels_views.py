"""Panels in the browser: formed, filled, planned, applied, changed by hand, started, closed."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.panels.models import Assignment, AssignmentPlan, Panel
from world import World, round_of

from .ground import cases, expert, experts, given, panel, put_state, signed


def go(name: str, *arguments: int) -> str:
    return reverse(name, args=arguments)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("who", "list_", "page", "new"),
    [
        ("province", 200, 200, 200), ("provinceapprover", 200, 200, 403), ("expert", 403, 404, 403),
        ("city", 403, 404, 403), ("owner", 403, 404, 403), (None, 302, 302, 302),
    ],
)  # fmt: skip
def test_panels_are_the_provinces(world: World, who: str | None, list_: int, page: int, new: int) -> None:
    one, someone = cases(world, 1)[0], expert(world)
    group = panel(world, one.round, members=[someone])
    held = given(group, one, someone)
    client = world.client(who)
    assert client.get(go("panels")).status_code == list_
    assert client.get(go("panel-new")).status_code == new
    for name, more in (("panel", ()), ("panel-export", ()), ("panel-case", (one.pk,))):
        assert client.get(go(name, group.pk, *more)).status_code == page
    writes = page if who in {"province", None} else 403 if page == 200 else page
    assert client.get(go("panel-edit", group.pk)).status_code == writes
    assert client.get(go("panel-members", group.pk)).status_code == writes
    assert client.post(go("panel-case-end", group.pk, one.pk, held.pk), {"reason": ""}).status_code == {
        "province": 422, None: 302, "provinceapprover": 403,
    }.get(who, 404)  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_whatever_they_hold(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows, people = cases(world, count), experts(world, count + 1)
    expert(world, "outside", "组外专家")
    group = panel(world, rows[0].round, members=people)
    for one in rows:
        for someone in people[:count]:
            given(group, one, someone)
    client = world.client("province")
    client.get(go("panel", group.pk))
    with django_assert_num_queries(29):
        assert client.get(go("panel", group.pk)).status_code == 200
    with django_assert_num_queries(23):
        assert client.get(go("panel-case", group.pk, rows[0].pk)).status_code == 200
    with django_assert_num_queries(8):
        assert client.get(go("panel-members", group.pk)).status_code == 200


def test_the_whole_way(world: World) -> None:
    rows, people = cases(world, 4), experts(world, 5)
    client = world.client("province")
    page = text(client.get(go("panels")))
    assert "有 4 份待评审的申报不归任何评审组" in page
    low = client.post(go("panel-new"), {"name": "食品组", "kind": "factory", "per_case": 1, "industries": ["13"]})
    assert low.status_code == 422
    assert "政策要求每份申报至少 3 位专家" in text(low)
    client.post(go("panel-new"), {"name": "食品组", "kind": "factory", "per_case": 3, "industries": ["13"]})
    group = Panel.objects.get()
    assert "待核定" in text(client.get(go("panels")))  # the mark of the policy
    assert "还没有专家" in text(client.get(go("panel", group.pk)))
    client.post(go("panel-plan", group.pk))
    assert not AssignmentPlan.objects.exists()  # nobody to give anything to
    client.post(go("panel-members-add", group.pk), {"expert": [one.pk for one in people]})
    client.post(go("panel-case-anchor", group.pk, rows[0].pk))
    answer = client.post(go("panel-plan", group.pk))
    plan = AssignmentPlan.objects.get()
    assert answer.url == go("plan", plan.pk)
    page = text(client.get(answer.url))
    assert "采用：分配 14 份" in page  # five on the anchor, three on each of the others
    assert "专业领域与行业相符（13 农副食品加工业）" in page
    client.post(go("plan-apply", plan.pk))
    assert Assignment.objects.filter(ended_at=None).count() == 14
    assert Assignment.objects.filter(how="anchor", application=rows[0]).count() == 5
    assert "已采用" in text(client.get(go("plan", plan.pk)))
    assert world.client("expert1").get(go("panel", group.pk)).status_code == 404
    client.post(go("panel-start", group.pk))
    group.refresh_from_db()
    assert group.state == "scoring"
    missing = client.post(go("panel-close", group.pk), {"reason": ""})
    assert missing.status_code == 422
    assert "还有 14 份评分表没有签字" in text(missing)
    client.post(go("panel-close", group.pk), {"reason": "时间已到"})
    page = text(client.get(go("panel", group.pk)))
    assert "时间已到" in page
    assert "由系统拟分配方案" not in page


def test_by_hand(world: World) -> None:
    rows, people = cases(world, 2), experts(world, 4)
    conflicted = expert(world, "bad", "坏专家", employer=rows[0].unit.name)
    group, client = panel(world, rows[0].round, members=[*people, conflicted]), world.client("province")
    page = text(client.get(go("panel-case", group.pk, rows[0].pk)))
    assert "工作单位就是申报单位" in page
    wrong = client.post(go("panel-case-add", group.pk, rows[0].pk), {"expert": conflicted.pk, "reason": "需要"})
    assert wrong.status_code == 422  # is not among the choices
    assert not Assignment.objects.exists()
    client.post(go("panel-case-add", group.pk, rows[0].pk), {"expert": people[0].pk, "reason": "熟悉工艺"})
    held = Assignment.objects.get()
    assert (held.how, held.why) == ("hand", "熟悉工艺")
    none = client.post(go("panel-case-exchange", group.pk, rows[0].pk, held.pk), {"expert": people[1].pk, "reason": ""})
    assert none.status_code == 422
    assert "请写明理由" in text(none)
    client.post(go("panel-case-exchange", group.pk, rows[0].pk, held.pk), {"expert": people[1].pk, "reason": "出差"})
    held.refresh_from_db()
    assert held.ended_reason == "出差"
    now = Assignment.objects.get(ended_at=None)
    assert now.expert == people[1]
    client.post(go("panel-case-end", group.pk, rows[0].pk, now.pk), {"reason": "生病"})
    assert not Assignment.objects.filter(ended_at=None).exists()
    assert "生病" in text(client.get(go("panel-case", group.pk, rows[0].pk)))


def test_members_leave_with_a_reason(world: World) -> None:
    one, someone = cases(world, 1)[0], expert(world)
    group, client = panel(world, one.round, members=[someone]), world.client("province")
    held, member = given(group, one, someone), group.members.get()
    client.post(go("panel-member-chair", group.pk, member.pk))
    assert group.members.get().chair
    client.post(go("panel-member-remove", group.pk, member.pk), {"reason": ""})
    assert group.members.exists()
    client.post(go("panel-member-remove", group.pk, member.pk), {"reason": "退出"})
    held.refresh_from_db()
    assert not group.members.exists()
    assert held.ended_reason == "退出"


def test_the_workbook_holds_what_the_page_shows(world: World) -> None:
    one, someone = cases(world, 1)[0], expert(world)
    group = put_state(panel(world, one.round, members=[someone]), "scoring")
    signed(given(group, one, someone))
    answer = world.client("provinceapprover").get(go("panel-export", group.pk))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][0] == "申报单位"
    assert rows[1][0] == one.unit.name
    assert rows[1][4] == "杨专家"
    assert rows[1][-1] == "已签字"


def test_without_rounds_there_is_nothing_to_form(world: World) -> None:
    client = world.client("province")
    assert client.get(go("panels")).status_code == 200
    assert client.get(go("panel-new")).status_code == 404
    round_of(world)
    assert client.get(go("panel-new")).status_code == 200


def test_names_and_industries_are_taken_once(world: World) -> None:
    round_ = round_of(world)
    panel(world, round_, "甲组", industries=["13", "14"])
    panel(world, round_, "其余")
    client = world.client("province")
    base = {"name": "乙组", "kind": "factory", "per_case": 3, "industries": ["14"]}
    assert "“甲组”已经包括14 食品制造业" in text(client.post(go("panel-new"), base))
    assert "已经评审这一类别的其余行业" in text(client.post(go("panel-new"), base | {"industries": []}))
    assert "同名" in text(client.post(go("panel-new"), base | {"name": "甲组", "industries": ["15"]}))
    assert client.post(go("panel-new"), base | {"kind": "park"}).status_code == 302
