"""A unit's screening record, as an office reads it and as the unit checks itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from door import uscc
from greenlist.applications.models import Application
from greenlist.rounds.models import Round
from greenlist.screenings import domain
from greenlist.screenings.models import Run
from world import World, application_of, round_of

from .ground import AS_OF, UNIT, every_list, handed_in, imported, penalty, run_city, tenants

PENALTIES = "credit_china_penalties"


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def application(world: World, round_: Round) -> Application:
    return handed_in(world, round_)


def record(world: World, application: Application, who: str = "city", query: str = "") -> str:
    answer = world.client(who).get(f"/applications/{application.pk}/screening/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def headline(text: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", text, re.DOTALL)
    assert found is not None
    return " ".join(re.sub("<[^>]+>", " ", found[1]).split())


@pytest.mark.parametrize(
    ("who", "status"),
    [("city", 200), ("cityapprover", 200), ("province", 200), ("othercity", 404), ("owner", 200), ("colleague", 200),
     ("outsider", 404), ("department", 404), ("expert", 404)],
)  # fmt: skip
def test_who_opens_the_record(world: World, application: Application, who: str, status: int) -> None:
    assert world.client(who).get(f"/applications/{application.pk}/screening/").status_code == status


def test_a_unit_never_screened_is_sent_to_the_round(world: World, application: Application) -> None:
    text = record(world, application)
    assert "还没有筛查过" in text
    assert f"/screening/{application.round_id}/" in text


def test_the_record_shows_everything_it_rests_on(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    row = penalty("旧名称有限公司", uscc(1)) | {"违法事实": "未按规定贮存"}
    lists = every_list(world, tmp_path, credit_china_penalties=[row])
    run_city(world, round_)
    text = record(world, application)
    assert headline(text) == f"{UNIT} 命中"
    digest = lists[PENALTIES].sha256
    for said in (
        "统一社会信用代码相同", uscc(1), "2024-03-01", "示罚〔2024〕7号", "示例市环保局", lists[PENALTIES].name,
        "第 3 行", f"截止 {AS_OF.isoformat()}", digest, "未按规定贮存", "旧名称有限公司", "一.2", "近三年的起止",
        "有异议，认定",
    ):  # fmt: skip
        assert said in text, said
    assert "名单答不了，须由人核实" in text
    assert "NEG-1b" in text
    assert "名单台账" in text  # where it stands on the green lists


def test_what_differs_in_similar_names_is_marked(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    every_list(world, tmp_path, credit_china_penalties=[penalty("示例食品厂有限公司")])
    run_city(world, round_)
    text = record(world, application)
    assert headline(text) == f"{UNIT} 待认定"
    assert "示例食品<mark>厂</mark>有限公司" in text
    assert "相似度" in text


def test_history_is_folded(world: World, round_: Round, application: Application, tmp_path: Path) -> None:
    row = {"单位名称": UNIT, "统一社会信用代码": uscc(1), "列入日期": "2023-01-05", "移出日期": "2023-02-05"}
    every_list(world, tmp_path, gsxt_abnormal=[row])
    run_city(world, round_)
    text = record(world, application)
    assert headline(text) == f"{UNIT} 未命中"
    assert "历史记录 1 条，不算否决" in text
    assert "不算，仅供参考" in text
    assert "/screening/findings/" not in text


def test_an_older_record_leads_to_the_newest_and_is_not_decided_about(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    every_list(world, tmp_path, credit_china_penalties=[penalty(UNIT)])
    first, second = run_city(world, round_), run_city(world, round_)
    client = world.client("city")
    old = client.get(f"/screening/units/{first.units.get().pk}/").content.decode()
    assert "看最新的记录" in old
    assert "/screening/findings/" not in old
    new = client.get(f"/screening/units/{second.units.get().pk}/").content.decode()
    assert "看最新的记录" not in new
    assert "/screening/findings/" in new
    assert record(world, application).count("随时筛查") >= 2
    assert world.client("othercity").get(f"/screening/units/{first.units.get().pk}/").status_code == 404


def test_enterprises_with_hits_stand_first(world: World, round_: Round, tmp_path: Path) -> None:
    park = handed_in(world, round_, "park", "park")
    names = [one.name for one in tenants(park, 30)]
    every_list(world, tmp_path, credit_china_penalties=[penalty("x", uscc(500_027))])
    run_city(world, round_)
    text = record(world, park)
    assert "园区内企业 30 家" in text
    listed = re.findall(r'\?tenant=(\d+)">([^<]+)<', text)
    assert listed[0] == ("27", names[27])
    assert len(listed) == 20
    assert len(re.findall(r"\?tenant=\d+", record(world, park, query="?page=2"))) == 10
    assert re.findall(r'\?tenant=\d+">([^<]+)<', record(world, park, query=f"?q={names[3]}")) == [names[3]]
    one = record(world, park, query="?tenant=27")
    assert headline(one) == f"{names[27]} 命中"
    assert "示罚〔2024〕7号" in one
    assert headline(record(world, park, query="?tenant=3")) == f"{names[3]} 未命中"
    for wrong in ("30", "x", "-1", "9" * 9):
        path = f"/applications/{park.pk}/screening/?tenant={wrong}"
        assert world.client("city").get(path).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_record_asks_the_same_questions_for_one_record_and_for_three(
    world: World, round_: Round, application: Application, tmp_path: Path, rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    every_list(world, tmp_path, credit_china_penalties=[penalty(UNIT, uscc(1), number=n) for n in range(rows)])
    run_city(world, round_)
    client = world.client("city")
    path = f"/applications/{application.pk}/screening/"
    client.get(path)
    with django_assert_num_queries(18):
        client.get(path)


# -- the unit checks itself ---------------------------------------------------------------------------------------


@pytest.fixture
def draft(world: World, round_: Round) -> Application:
    """Not handed in yet: the check comes before."""
    return application_of(world, round_)


def test_without_an_open_list_there_is_nothing_to_check(world: World, draft: Application) -> None:
    text = record(world, draft, "owner")
    assert "省厅还没有开放可以自查的公开名单" in text
    answer = world.client("owner").post(f"/applications/{draft.pk}/self-check/")
    assert answer.status_code == 422
    assert not Run.objects.exists()


def test_a_unit_checks_itself_before_it_submits(world: World, draft: Application, tmp_path: Path) -> None:
    imported(world, tmp_path, PENALTIES, [penalty(UNIT, uscc(1))])
    domain.open_source(authority=world.places["220000"], source=PENALTIES, by=world.hat("province"))
    assert "还没有自查过" in record(world, draft, "owner")
    answer = world.client("owner").post(f"/applications/{draft.pk}/self-check/")
    assert answer.headers["Location"] == f"/applications/{draft.pk}/screening/"
    text = record(world, draft, "colleague")
    assert "最近一次自查" in text
    assert "有算数的记录" in text
    assert "示罚〔2024〕7号" in text
    assert "/screening/findings/" not in text
    unit = Run.objects.get().units.get()
    assert world.client("city").get(f"/screening/units/{unit.pk}/").status_code == 404
    assert world.client("owner").get(f"/screening/units/{unit.pk}/").status_code == 302
    assert world.client("outsider").get(f"/screening/units/{unit.pk}/").status_code == 404
    assert world.client("outsider").post(f"/applications/{draft.pk}/self-check/").status_code == 404


def test_a_unit_does_not_see_what_the_office_found(
    world: World, round_: Round, application: Application, tmp_path: Path
) -> None:
    every_list(world, tmp_path, credit_china_penalties=[penalty(UNIT, uscc(1))])
    run = run_city(world, round_)
    text = record(world, application, "owner")
    assert "还没有自查过" in text
    assert "示罚〔2024〕7号" not in text
    assert world.client("owner").get(f"/screening/units/{run.units.get().pk}/").status_code == 404
    assert world.client("city").post(f"/applications/{application.pk}/self-check/").status_code == 403


def test_the_ways_to_the_record(world: World, round_: Round, application: Application, tmp_path: Path) -> None:
    """From the review, from the round, from the home page of an office, from the unit's own application."""
    every_list(world, tmp_path, credit_china_penalties=[penalty(UNIT)])
    run_city(world, round_)
    city, owner = world.client("city"), world.client("owner")
    assert f'href="/screening/{round_.pk}/"' in city.get(f"/rounds/{round_.pk}/").content.decode()
    assert f'href="/screening/{round_.pk}/"' not in owner.get(f"/rounds/{round_.pk}/").content.decode()
    home = city.get("/").content.decode()
    assert "待认定的信用记录" in home
    assert f"/screening/{round_.pk}/?view=findings" in home
    assert "待认定的信用记录" in world.client("province").get("/").content.decode()
    assert "待认定的信用记录" not in world.client("othercity").get("/").content.decode()
    draft = application_of(world, round_, kind="supply_chain")
    assert f"/applications/{draft.pk}/screening/" in owner.get(f"/applications/{draft.pk}/").content.decode()
