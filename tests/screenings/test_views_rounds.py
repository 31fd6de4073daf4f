"""The page of a round: never screened, screened, filtered; runs as they were, compared, exported."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from pytest_django import DjangoAssertNumQueries

from door import uscc
from greenlist.rounds.models import Round
from greenlist.screenings.models import Run
from world import World, round_of

from .ground import AS_OF, UNIT, every_list, handed_in, imported, made_up, many_handed_in, penalty, run_city, tenants

PENALTIES = "credit_china_penalties"
NEIGHBOUR = "邻居机械有限公司"


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


def another(round_: Round, title: str) -> Round:
    """One more round of the province, under a policy of its own."""
    copy = Round.objects.get(pk=round_.pk)
    copy.pk, copy.title, copy.policy_id = None, title, title
    copy.save()
    return copy


def page(world: World, path: str, who: str = "city") -> str:
    answer = world.client(who).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def tally(text: str) -> list[int]:
    """The four numbers of the headline, the gravest first."""
    return [int(one) for one in re.findall(r'class="big">(\d+)<', text)]


@pytest.mark.parametrize(
    ("who", "status"),
    [("city", 200), ("cityapprover", 200), ("othercity", 200), ("province", 200), ("owner", 403), ("department", 403),
     ("expert", 403), ("newcomer", 404), (None, 302)],
)  # fmt: skip
def test_offices_screen(world: World, round_: Round, who: str | None, status: int) -> None:
    assert world.client(who).get(f"/screening/{round_.pk}/").status_code == status


def test_the_menu_leads_to_the_one_round_there_is(world: World, round_: Round) -> None:
    answer = world.client("city").get("/screening/")
    assert answer.headers["Location"] == f"/screening/{round_.pk}/"
    second = another(round_, "第二轮")
    assert second.title in page(world, "/screening/")


def test_a_round_that_was_never_screened_says_so(world: World, round_: Round) -> None:
    handed_in(world, round_)
    text = page(world, f"/screening/{round_.pk}/")
    assert "本轮还没有筛查过" in text
    assert tally(text) == []


def test_a_run_is_started_and_tells_how_many(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    every_list(world, tmp_path, credit_china_penalties=[penalty(UNIT)])
    client = world.client("city")
    answer = client.post(f"/screening/{round_.pk}/run/", {"purpose": "recommendation", "as_of": AS_OF.isoformat()})
    assert answer.headers["Location"] == f"/screening/{round_.pk}/"
    made = Run.objects.get()
    assert (made.purpose, made.as_of, made.authority.code) == ("recommendation", AS_OF, "changchun")
    text = page(world, f"/screening/{round_.pk}/")
    assert tally(text) == [0, 1, 0, 0]
    assert "NEG-2b" in text
    assert "名称相同，信用中国行政处罚（双公示），示罚〔2024〕7号" in text
    assert "有 1 条记录等您认定" in text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"purpose": "new_list"}, "有 1 处要改"),
        ({}, "有 1 处要改"),
        ({"purpose": "on_demand", "as_of": "2999-01-01"}, "筛查日期晚于今天"),
        ({"purpose": "on_demand"}, "还没有提交的申报"),
    ],
)
def test_a_run_that_cannot_be_says_why(world: World, round_: Round, data: dict[str, str], said: str) -> None:
    answer = world.client("city").post(f"/screening/{round_.pk}/run/", data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Run.objects.exists()


def test_what_is_missing_is_never_clear(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    imported(world, tmp_path, PENALTIES)
    run_city(world, round_)
    text = page(world, f"/screening/{round_.pk}/")
    assert tally(text) == [0, 0, 1, 0]
    assert "名单缺失、过期或不完整" in text
    assert text.count("没有名单</span>") == 8


def test_who_came_later_is_not_forgotten(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    every_list(world, tmp_path)
    run_city(world, round_)
    handed_in(world, round_, "neighbour")
    assert "还有 1 家提交后没有筛查过" in page(world, f"/screening/{round_.pk}/")


def test_a_city_sees_its_own_units_only(world: World, round_: Round, tmp_path: Path) -> None:
    for unit in ("unit", "elsewhere"):
        handed_in(world, round_, unit)
    every_list(world, tmp_path)
    run_city(world, round_)
    run_city(world, round_, who="othercity", place="jilin")
    assert UNIT in page(world, f"/screening/{round_.pk}/")
    assert UNIT not in page(world, f"/screening/{round_.pk}/", "othercity")
    both = page(world, f"/screening/{round_.pk}/", "province")
    assert tally(both) == [0, 0, 0, 2]
    run = Run.objects.get(authority__code="changchun")
    assert world.client("othercity").get(f"/screening/runs/{run.pk}/").status_code == 404


def test_filters(world: World, round_: Round, tmp_path: Path) -> None:
    for unit in ("unit", "neighbour"):
        handed_in(world, round_, unit)
    every_list(world, tmp_path, credit_china_penalties=[penalty("x", uscc(2))])
    run_city(world, round_)
    for query, ours, theirs in (
        ("", True, True), ("?outcome=hit", False, True), ("?outcome=clear", True, False), ("?q=食品", True, False),
        (f"?q={uscc(2)}", False, True), ("?outcome=nonsense&page=x", True, True),
    ):  # fmt: skip
        text = page(world, f"/screening/{round_.pk}/{query}")
        assert (UNIT in text, NEIGHBOUR in text) == (ours, theirs), query


def test_candidates_are_filtered_for_batches(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    row = {"单位名称": UNIT, "统一社会信用代码": "", "移出日期": "2024-01-05", "批次": "第一批"}
    every_list(world, tmp_path, credit_china_penalties=[penalty(UNIT)], green_list_removals=[row])
    run_city(world, round_)
    path = f"/screening/{round_.pk}/?view=findings"
    assert page(world, path).count('name="finding"') == 2
    assert page(world, f"{path}&condition=NEG-3").count('name="finding"') == 1
    assert page(world, f"{path}&how=fuzzy").count('name="finding"') == 0
    assert page(world, f"{path}&pick=all").count(" checked") == 2


def test_a_park_tells_of_its_enterprises(world: World, round_: Round, tmp_path: Path) -> None:
    park = handed_in(world, round_, "park", "park")
    tenants(park, 3)
    every_list(world, tmp_path, credit_china_penalties=[penalty("x", uscc(500_001))])
    run_city(world, round_)
    text = page(world, f"/screening/{round_.pk}/")
    assert "3 家企业" in text
    assert "园区内企业：命中 1" in " ".join(text.split())


def test_a_run_stays_as_it_was(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    every_list(world, tmp_path)
    first = run_city(world, round_)
    imported(world, tmp_path, PENALTIES, [penalty(UNIT, uscc(1))])
    run_city(world, round_)
    assert tally(page(world, f"/screening/{round_.pk}/")) == [1, 0, 0, 0]
    old = page(world, f"/screening/runs/{first.pk}/")
    assert tally(old) == [0, 0, 0, 1]
    assert "这是当时的结果" in old


def test_two_runs_side_by_side(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    every_list(world, tmp_path)
    first = run_city(world, round_)
    path = f"/screening/{round_.pk}/compare/"
    assert "还没有两次可以比较的筛查" in page(world, path)
    imported(world, tmp_path, PENALTIES, [penalty(UNIT, uscc(1))])
    second = run_city(world, round_)
    for query in ("", f"?earlier={first.pk}&later={second.pk}", f"?earlier={second.pk}&later={first.pk}"):
        text = page(world, path + query)
        assert "1 家有变化，0 家没有变化" in text, query
        assert "新出现" in text
        assert "示罚〔2024〕7号" in text
    assert "请选两次不同的筛查" in page(world, f"{path}?earlier={first.pk}&later={first.pk}")
    client = world.client("city")
    assert client.get(f"{path}?earlier=x").status_code == 404
    assert world.client("othercity").get(f"{path}?earlier={first.pk}&later={second.pk}").status_code == 404


def test_a_run_as_a_file(world: World, round_: Round, tmp_path: Path) -> None:
    handed_in(world, round_)
    every_list(world, tmp_path, credit_china_penalties=[penalty(UNIT, uscc(1))])
    run = run_city(world, round_)
    client = world.client("city")
    data = client.get(f"/screening/runs/{run.pk}/json/").json()
    assert (data["as_of"], data["policy"]["id"]) == (AS_OF.isoformat(), round_.policy_id)
    assert [(one["name"], one["outcome"]) for one in data["units"]] == [(UNIT, "hit")]
    answer = client.get(f"/screening/runs/{run.pk}/xlsx/")
    assert "%E7%AD%9B%E6%9F%A5%E7%BB%93%E6%9E%9C.xlsx" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert any(UNIT in {cell.value for row in sheet for cell in row} for sheet in book)
    assert client.get(f"/screening/runs/{run.pk}/pdf/").status_code == 404
    assert world.client("othercity").get(f"/screening/runs/{run.pk}/json/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_questions_for_one_and_for_three(
    world: World, round_: Round, tmp_path: Path, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = made_up(world, count)
    many_handed_in(world, round_, units)
    every_list(world, tmp_path, credit_china_penalties=[penalty(one.name) for one in units])
    run_city(world, round_)
    client = world.client("city")
    client.get(f"/screening/{round_.pk}/")
    with django_assert_num_queries(16):
        client.get(f"/screening/{round_.pk}/")
    with django_assert_num_queries(15):
        client.get(f"/screening/{round_.pk}/?view=findings")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_rounds_costs_two_questions_a_round(
    world: World, round_: Round, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        another(round_, f"第 {number} 轮")
    client = world.client("city")
    client.get("/screening/")
    with django_assert_num_queries(7 + 2 * count):
        client.get("/screening/")
