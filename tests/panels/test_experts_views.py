"""The register in the browser: who gets in, what is entered, changed, struck, imported."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenlist.journal.models import Entry
from greenlist.panels.models import ClearedDoubt, DeclaredConflict, Expert, ExpertTable, PastEmployer, SharedWork
from greenlist.parties.models import Notification, Organisation
from world import World

from .ground import cases, expert, experts, given, panel, put_state

GOOD = {"employer": "吉林某大学", "kinds": ["factory"], "fields_": ["13"], "most_cases": ""}


def go(name: str, *arguments: int) -> str:
    return reverse(name, args=arguments)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("who", "status"),
    [("province", 200), ("provinceapprover", 200), ("expert", 403), ("city", 403), ("owner", 403), (None, 302)],
)
def test_the_register_is_the_provinces(world: World, who: str | None, status: int) -> None:
    expert(world, "colleague2", "某专家")
    answer = world.client(who).get(go("experts"))
    assert answer.status_code == status
    if status == 200:
        assert "某专家" in text(answer)
        assert "杨专家" in text(answer)  # has the hat and no profile yet
        assert ("登记专家" in text(answer)) is (who == "province")


@pytest.mark.parametrize(
    ("who", "status"), [("province", 200), ("provinceapprover", 200), ("expert", 200), ("expert2", 404), ("city", 404)]
)
def test_a_profile_is_seen_by_its_owner_and_the_province(world: World, who: str, status: int) -> None:
    mine = expert(world)
    expert(world, "expert2")
    assert world.client(who).get(go("expert", mine.pk)).status_code == status
    assert world.client(who).get(go("expert-edit", mine.pk)).status_code == (
        403 if who == "provinceapprover" else status
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_it_holds(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    experts(world, count)
    client = world.client("province")
    client.get(go("experts"))
    with django_assert_num_queries(7):
        client.get(go("experts"))


def test_filters(world: World) -> None:
    expert(world, "a", "甲专家", fields=["13"])
    expert(world, "b", "乙专家", fields=["26"], kinds=["park"], employer="化工学院")
    client = world.client("provinceapprover")
    for query, found in (
        ({"field": "26"}, "乙"),
        ({"kind": "factory"}, "甲"),
        ({"text": "化工"}, "乙"),
        ({"state": "in"}, "甲乙"),
    ):
        page = text(client.get(go("experts"), query))
        assert {one for one in "甲乙" if f"{one}专家</a>" in page} == set(found)


# -- profiles ------------------------------------------------------------------------------------------------------


def test_an_expert_without_a_profile_is_told_to_fill_one(world: World) -> None:
    client = world.client("expert")
    assert "您还没有填写专家信息" in text(client.get(go("expert-profile")))
    answer = client.post(go("expert-profile"), GOOD | {"kinds": []})
    assert answer.status_code == 422
    assert "请至少选一类" in text(answer)
    assert client.post(go("expert-profile"), GOOD).status_code == 302
    made = Expert.objects.get()
    assert (made.employer, made.fields, made.most_cases) == ("吉林某大学", ["13"], None)
    assert client.get(go("expert-profile")).url == go("expert", made.pk)
    assert Notification.objects.filter(person=world.hat("province").person, code="expert_profile_saved").count() == 1
    assert Entry.objects.order_by("-seq")[0].act == "expert.entered"


@pytest.mark.parametrize("who", ["owner", "city", "province"])
def test_others_have_no_profile(world: World, who: str) -> None:
    assert world.client(who).get(go("expert-profile")).status_code == 403


def test_the_office_enters_one(world: World) -> None:
    client = world.client("province")
    assert "杨专家" in text(client.get(go("expert-new")))
    person = world.hat("expert").person
    answer = client.post(go("expert-new"), GOOD | {"person": person.pk, "employer_uscc": "91220101"})
    assert answer.status_code == 422
    assert client.post(go("expert-new"), GOOD | {"person": person.pk}).status_code == 302
    assert client.post(go("expert-new"), GOOD | {"person": person.pk}).status_code == 422  # there already
    assert client.post(go("expert-new"), GOOD | {"person": world.hat("owner").person.pk}).status_code == 422
    assert world.client("provinceapprover").get(go("expert-new")).status_code == 403


def test_a_changed_employer_ends_reviews_and_is_told(world: World) -> None:
    one, other = cases(world, 2)
    someone = expert(world)
    group = put_state(panel(world, one.round, members=[someone]), "scoring")
    held, stays = given(group, one, someone), given(group, other, someone)
    answer = world.client("expert").post(go("expert-edit", someone.pk), GOOD | {"employer": one.unit.name})
    assert answer.status_code == 302
    held.refresh_from_db()
    stays.refresh_from_db()
    assert one.unit.name in held.ended_reason
    assert stays.ended_at is None
    assert Notification.objects.filter(person=world.hat("province").person, code="panel_conflicted").count() == 1
    page = text(world.client("expert").get(go("expert", someone.pk)))
    assert page.count(one.unit.name) == 2  # as the employer, in the lead and in the facts: nothing of the case


def test_lines_are_added_and_struck_with_a_reason(world: World) -> None:
    someone, client = expert(world), world.client("expert")
    wrong = client.post(go("expert-past-add", someone.pk), {"name": "某厂", "until": "2999-01-01"})
    assert wrong.status_code == 422
    assert "日期还没有到" in text(wrong)
    client.post(go("expert-past-add", someone.pk), {"name": "某厂", "until": "2023-05-01"})
    client.post(go("expert-shared-add", someone.pk), {"name": "某厂", "what": "标准", "on": "2023-05-01"})
    past, shared = PastEmployer.objects.get(), SharedWork.objects.get()
    assert past.until == date(2023, 5, 1)
    client.post(go("expert-past-remove", someone.pk, past.pk), {"reason": " "})
    assert PastEmployer.objects.exists()
    client.post(go("expert-past-remove", someone.pk, past.pk), {"reason": "填错"})
    client.post(go("expert-shared-remove", someone.pk, shared.pk), {"reason": "填错"})
    assert not PastEmployer.objects.exists()
    assert not SharedWork.objects.exists()
    assert Entry.objects.order_by("-seq")[0].reason == "填错"


@pytest.mark.parametrize(
    ("who", "status"), [("province", 302), ("provinceapprover", 403), ("expert", 403), ("city", 404)]
)
def test_in_and_out_of_the_pool(world: World, who: str, status: int) -> None:
    someone = expert(world)
    answer = world.client(who).post(go("expert-switch", someone.pk), {"active": "no", "reason": "退休"})
    assert answer.status_code == status
    assert Expert.objects.get().active is (status != 302)


def test_a_doubt_is_cleared_and_raised_again(world: World) -> None:
    one = cases(world, 1)[0]
    Organisation.objects.filter(pk=one.unit_id).update(legal_rep="杨专家")
    someone, client = expert(world), world.client("province")
    page = text(client.get(go("expert", someone.pk)))
    assert "是否同一人由省厅认定" in page
    values = {"organisation": one.unit_id, "sort": "legal_rep"}
    client.post(go("expert-doubt-clear", someone.pk), values)
    assert not ClearedDoubt.objects.exists()  # no reason
    client.post(go("expert-doubt-clear", someone.pk), values | {"reason": "身份证号不同"})
    cleared = ClearedDoubt.objects.get()
    assert "没有须回避的申报" in text(client.get(go("expert", someone.pk)))
    client.post(go("expert-doubt-clear", someone.pk), values | {"sort": "employer", "reason": "不能"})
    assert ClearedDoubt.objects.count() == 1  # what is certain cannot be cleared
    client.post(go("expert-doubt-raise", someone.pk, cleared.pk), {"reason": "查明是同一人"})
    assert "是否同一人由省厅认定" in text(client.get(go("expert", someone.pk)))
    assert (
        world.client("expert").post(go("expert-doubt-clear", someone.pk), values | {"reason": "我"}).status_code == 403
    )


def test_a_declared_conflict_is_withdrawn_with_a_reason(world: World) -> None:
    one, someone, client = cases(world, 1)[0], expert(world), world.client("province")
    group = panel(world, one.round, members=[someone])
    held = given(group, one, someone)
    client.post(go("panel-case-declare", group.pk, one.pk), {"expert": someone.pk, "reason": "师生"})
    held.refresh_from_db()
    assert held.ended_reason == "专家申明回避：师生"
    declared = DeclaredConflict.objects.get()
    assert "师生" in text(client.get(go("expert", someone.pk)))
    client.post(go("expert-declared-withdraw", someone.pk, declared.pk), {"reason": "登记错了"})
    declared.refresh_from_db()
    assert declared.withdrawn_reason == "登记错了"


# -- tables --------------------------------------------------------------------------------------------------------


def table(content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("专家.csv", content.encode(), "text/csv")


def test_a_table_is_looked_at_before_it_is_taken(world: World) -> None:
    there = expert(world, "known", "老专家", employer="旧单位")
    sheet = table(
        "全省专家表\n姓名,登录名,职称,工作单位,可评类别,专业领域,最多评审份数\n"
        "杨专家,,教授,吉林某大学,绿色工厂、园区,C13、食品制造业,20\n"
        "老专家,known,,新单位,工厂,1391,\n"
        "无账号,,,某单位,工厂,13,\n"
        "杨专家,expert,,某单位,工厂,13,\n"
        "老专家,expert,,某单位,什么,99,多\n"
    )
    client = world.client("province")
    answer = client.post(go("expert-import"), {"sheet": sheet})
    kept = ExpertTable.objects.get()
    assert answer.url == go("expert-table", kept.pk)
    page = text(client.get(answer.url))
    assert "新登记 1 人，更新 1 人，没有变化 0 人，读不了 3 行" in page
    for told in ("没有叫这个名字的专家账号", "同一个人", "这个登录名是“杨专家”的", "行业代码“99”不存在", "旧单位"):
        assert told in page
    assert Expert.objects.count() == 1  # nothing yet
    client.post(go("expert-table-apply", kept.pk))
    made = Expert.objects.get(person=world.hat("expert").person)
    there.refresh_from_db()
    assert (made.kinds, made.fields, made.most_cases, made.title) == (["factory", "park"], ["13", "14"], 20, "教授")
    assert (there.employer, there.fields) == ("新单位", ["13"])
    client.post(go("expert-table-apply", kept.pk))
    assert Entry.objects.filter(act="experts.imported").count() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [("姓名,单位\n甲,乙\n", "没有找到列名"), ("", "文件是空的"), ("姓名,工作单位,可评类别\n", "表里没有专家")],
)
def test_a_table_that_cannot_be_read_says_why(world: World, content: str, told: str) -> None:
    answer = world.client("province").post(go("expert-import"), {"sheet": table(content)})
    assert answer.status_code == 422
    assert told in text(answer)


def test_tables_are_the_handlers(world: World) -> None:
    for who in ("provinceapprover", "expert", "city"):
        assert world.client(who).get(go("expert-import")).status_code == 403
        assert world.client(who).get(go("expert-table-form")).status_code == 403
    assert "姓名" in text(world.client("province").get(go("expert-table-form")))
