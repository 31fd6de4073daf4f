"""Selections in the browser: who sees what, what stands on the pages, how many queries they take."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.models import Application
from greenlist.decisions.domain import open_batch, refresh
from greenlist.decisions.models import Batch, LineNote
from greenlist.decisions.previewing import preview
from world import World

from .ground import lines_of, listed, more, proposed, released, waiting

pytestmark = pytest.mark.django_db


def page(world: World, who: str | None, path: str) -> Any:
    return world.client(who).get(path)


def text_of(world: World, who: str, path: str) -> str:
    answer = page(world, who, path)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


OPEN = {"city": 200, "cityapprover": 200, "othercity": 404, "province": 404, "owner": 403, "department": 403,
        "expert": 403, "agencyhead": 403, None: 302}  # fmt: skip


def test_a_list_in_the_making_is_its_citys_alone(world: World) -> None:
    batch = listed(world)
    line = lines_of(batch)[0]
    for path in (f"/selections/{batch.pk}/", f"/selections/{batch.pk}/lines/{line.pk}/"):
        assert {who: page(world, who, path).status_code for who in OPEN} == OPEN
    hidden = {"othercity": 404, "province": 404, "owner": 404}
    for path in ("preview/", "record/xlsx/"):
        assert {who: page(world, who, f"/selections/{batch.pk}/{path}").status_code for who in hidden} == hidden


def test_the_province_sees_what_was_released(world: World) -> None:
    batch = proposed(world, "yes", "no")
    assert "长春市遴选名单" not in text_of(world, "province", "/selections/")
    released(world, batch)
    assert "长春市遴选名单" in text_of(world, "province", "/selections/")
    assert "列入推荐" in text_of(world, "province", f"/selections/{batch.pk}/")
    assert page(world, "province", f"/selections/{batch.pk}/preview/").status_code == 403
    assert page(world, "othercity", f"/selections/{batch.pk}/").status_code == 404


def test_opened_decided_proposed_and_released_in_the_browser(world: World) -> None:
    made = waiting(world, 3)
    city, approver = world.client("city"), world.client("cityapprover")
    assert "3 家已征求意见" in text_of(world, "city", "/selections/")
    assert city.post("/selections/open/", {"round": made[0].round_id}).status_code == 302
    batch = Batch.objects.get()
    first, second, third = lines_of(batch)
    at = f"/selections/{batch.pk}/"
    text = text_of(world, "city", at)
    assert "没有规定名额" in text
    assert "列首位" in text
    assert "未征求意见" in text
    assert city.post(at + "decide/", {"version": 1, "outcome": "yes", "lines": [first.pk]}).status_code == 302
    answer = city.post(at + "decide/", {"version": 2, "outcome": "no", "lines": [second.pk]})
    assert (answer.status_code, "请写明理由" in answer.content.decode()) == (422, True)
    stale = city.post(at + "decide/", {"version": 1, "outcome": "no", "lines": [second.pk], "text": "低"})
    assert stale.status_code == 409
    assert "低" in stale.content.decode()
    city.post(at + "decide/?outcome=open&kind=factory", {"version": 2, "outcome": "no", "scope": "all", "text": "低"})
    assert [one.outcome for one in lines_of(batch)] == ["yes", "no", "no"]
    assert city.post(f"{at}lines/{third.pk}/move/", {"version": 3, "to": 1, "reason": "产业带动"}).status_code == 302
    assert "按规则第 3" in text_of(world, "city", at)
    assert city.post(f"{at}lines/{third.pk}/move/", {"version": 3, "to": 9, "reason": ""}).status_code == 422
    assert city.post(f"{at}lines/{third.pk}/note/", {"text": "再问一下"}).status_code == 302
    assert LineNote.objects.get().text == "再问一下"
    assert city.post(at + "propose/", {"version": 4}).status_code == 302
    assert city.post(at + "release/", {"digest": "x"}).status_code == 403
    assert "审批人审核发布" in text_of(world, "city", at)
    text = text_of(world, "cityapprover", at + "preview/")
    assert "未获推荐。低" in text
    assert "还没有任何可供筛查的名单" in text
    digest = preview(Batch.objects.get(), world.hat("cityapprover")).digest
    assert digest in text
    answer = approver.post(at + "release/", {"digest": "0" * 64})
    assert (answer.status_code, "预览以后有变化" in answer.content.decode()) == (409, True)
    assert approver.post(at + "release/", {"digest": digest}).status_code == 302
    assert sorted(Application.objects.filter(decision_lines__batch=batch).values_list("state", flat=True)) == [
        "rejected", "rejected", "selected",
    ]  # fmt: skip
    assert "此后不能修改" in text_of(world, "city", at)
    assert city.post(at + "decide/", {"version": 6, "outcome": "", "lines": [first.pk]}).status_code == 403


def test_filters_and_an_empty_answer(world: World) -> None:
    batch = listed(world, 3)
    at = f"/selections/{batch.pk}/"
    name = lines_of(batch)[1].application.unit.name
    text = text_of(world, "city", f"{at}?text={name}")
    assert text.count(f"{at}lines/") == 1
    for query, there in {"tier=priority": False, "verdict=eligible": True, "outcome=yes": False, "industry=13": True,
                         "industry=99": False, "screened=never": True, "screened=hit": False}.items():  # fmt: skip
        assert (name in text_of(world, "city", f"{at}?{query}")) is there, query
    assert "没有符合条件的单位" in text_of(world, "city", f"{at}?industry=99")


def test_a_list_without_units(world: World) -> None:
    made = waiting(world, 1)
    Application.objects.filter(pk=made[0].pk).update(state="formally_checked")
    batch = open_batch(round=made[0].round, stage="selection", by=world.hat("city"))
    assert "名单上还没有单位" in text_of(world, "city", f"/selections/{batch.pk}/")
    for form in ("pdf", "docx", "xlsx"):
        assert page(world, "city", f"/selections/{batch.pk}/record/{form}/").status_code == 200


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_the_record_as_a_file(world: World, form: str) -> None:
    batch = proposed(world, "yes", "no")
    released(world, batch)
    answer = page(world, "province", f"/selections/{batch.pk}/record/{form}/")
    assert answer.status_code == 200
    assert len(answer.content) > 2000
    assert page(world, "city", f"/selections/{batch.pk}/record/odt/").status_code == 404


@pytest.mark.parametrize(("path", "queries"), {"": 10, "preview/": 8, "record/xlsx/": 8, "lines/": 11}.items())
def test_one_unit_and_three_take_the_same_queries(
    world: World, path: str, queries: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    batch, found = listed(world, 1), []
    for number in range(2):
        if number:
            more(world, count=2, first=300)
            refresh(batch=batch, by=world.hat("city"), version=batch.version)
        client, rest = world.client("city"), f"lines/{lines_of(batch)[0].pk}/" if path == "lines/" else path
        client.get("/selections/")
        with django_assert_max_num_queries(queries) as seen:
            assert client.get(f"/selections/{batch.pk}/{rest}").status_code == 200
        found.append(len(seen))
    assert found[0] == found[1]
