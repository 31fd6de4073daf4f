"""Look-ups in the browser: recorded from the record of a unit or a tenant, shown there, exported, taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from applications.papers import pdf
from greenlist.applications.models import Application, Blob
from greenlist.engine import clock
from greenlist.rounds.models import Round
from greenlist.screenings.models import Lookup, UnitResult
from greenlist.screenings.queries import newest_outcome, newest_result
from world import World, round_of

from .ground import every_list, handed_in, run_city, tenants


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def application(world: World, round_: Round, tmp_path: Path) -> Application:
    made = handed_in(world, round_)
    every_list(world, tmp_path)
    run_city(world, round_)
    return made


def newest(application: Application) -> UnitResult:
    unit = newest_result(application)
    assert unit is not None
    return unit


def given(**more: Any) -> dict[str, Any]:
    today = clock.today().isoformat()
    return {"condition": "NEG-1b", "result": "nothing", "place": "用电记录", "looked_on": today} | more


def find(**more: Any) -> dict[str, Any]:
    today = clock.today().isoformat()
    return given(result="found", dated_on=today, what="车间停产", address="https://example.cn/7") | more


def posted(world: World, application: Application, who: str = "city", ask: str = "", **data: Any) -> Any:
    return world.client(who).post(f"/screening/units/{newest(application).pk}/lookups/{ask}", data)


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("截图.pdf", pdf(text="截图"), "application/pdf")


def page(world: World, address: str, who: str = "city") -> str:
    answer = world.client(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def record_page(world: World, application: Application, who: str = "city") -> str:
    return page(world, f"/applications/{application.pk}/screening/", who)


@pytest.mark.parametrize(
    ("who", "status"),
    [("city", 200), ("cityapprover", 200), ("province", 200), ("othercity", 404), ("owner", 404), ("department", 404)],
)
def test_who_records(world: World, application: Application, who: str, status: int) -> None:
    address = f"/screening/units/{newest(application).pk}/lookups/"
    assert world.client(who).get(address).status_code == status
    assert (posted(world, application, who, **given()).status_code == 302) is (status == 200)
    assert Lookup.objects.count() == (status == 200)


def test_what_no_list_answers_is_offered(world: World, application: Application) -> None:
    address = f"/screening/units/{newest(application).pk}/lookups/?condition=NEG-1b"
    assert address in record_page(world, application)
    assert '<option value="NEG-1b" selected>' in page(world, address)


def test_a_find_is_shown_with_who_when_and_proof(world: World, application: Application) -> None:
    answer = posted(world, application, **find(document=paper()))
    assert answer.headers["Location"] == f"/applications/{application.pk}/screening/"
    made = Lookup.objects.get()
    text = record_page(world, application)
    for part in (
        "车间停产",
        "https://example.cn/7",
        world.hat("city").person.name,
        f"/screening/lookups/{made.pk}/document/",
    ):
        assert part in text
    assert "?condition=NEG-1b" not in text  # answered: it waits for nobody
    assert "第 0 行" not in text
    assert newest_outcome(application) == "hit"


def test_the_same_in_workbook_and_data(world: World, round_: Round, application: Application, tmp_path: Path) -> None:
    posted(world, application, **find())
    posted(world, application, **given(condition="NEG-1d", place="市场监管局档案"))
    run = newest(application).run_id
    client = world.client("city")
    whole = tmp_path / "a.xlsx"
    whole.write_bytes(b"".join(client.get(f"/screening/runs/{run}/xlsx/").streaming_content))
    rows = [row for row in load_workbook(whole)["名单记录"].iter_rows(values_only=True) if "人工核实" in row]
    assert {(row[3], row[4]) for row in rows} == {("NEG-1b", "命中"), ("NEG-1d", "无记录")}
    (unit,) = json.loads(client.get(f"/screening/runs/{run}/json/").content)["units"]
    told = {one["id"]: one["reason"] for one in unit["conditions"]}
    assert "车间停产" in told["NEG-1b"]
    assert "市场监管局档案" in told["NEG-1d"]


def test_a_tenant_of_a_park(world: World, round_: Round, tmp_path: Path) -> None:
    park = handed_in(world, round_, "neighbour", "park")
    tenants(park, 2)
    every_list(world, tmp_path)
    run_city(world, round_)
    answer = posted(world, park, ask="?tenant=1", **find())
    assert answer.headers["Location"] == f"/applications/{park.pk}/screening/?tenant=1"
    assert "车间停产" in page(world, answer.headers["Location"])
    assert posted(world, park, ask="?tenant=2", **find()).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"condition": ""}, "请选择是哪一项条件。"),
        ({"result": ""}, "请选择查到了还是没有查到。"),
        ({"what": ""}, "请写明查到了什么。"),
        ({"place": ""}, "请写明在哪里查的。"),
        ({"looked_on": "2999-01-01"}, "查询日期晚于今天，请核对。"),
        ({"source": "accidents"}, "选的来源与这项条件无关"),
        ({"document": SimpleUploadedFile("a.exe", b"MZ\x90")}, "id_document_error"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    world: World, application: Application, wrong: dict[str, Any], said: str
) -> None:
    answer = posted(world, application, **(find() | wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Lookup.objects.exists()


def test_the_name_of_the_source_says_where(world: World, application: Application) -> None:
    posted(world, application, **given(condition="NEG-6", source="dishonest_debtors", place=""))
    assert Lookup.objects.get().place == "失信被执行人名单"


def test_it_is_read_and_taken_back(world: World, application: Application) -> None:
    posted(world, application, **find())
    address = f"/screening/lookups/{Lookup.objects.get().pk}/"
    assert "车间停产" in page(world, address, "province")
    client = world.client("city")
    assert client.post(f"{address}withdraw/", {"reason": ""}).status_code == 422
    assert client.post(f"{address}withdraw/", {"reason": "看错了单位"}).status_code == 302
    text = page(world, address)
    assert "看错了单位" in text
    assert "撤回这条记录" not in text
    assert "已撤回" in record_page(world, application)
    assert newest_outcome(application) == "clear"
    assert client.post(f"{address}withdraw/", {"reason": "再来"}).status_code == 403


def test_a_city_reads_the_province_s_word_and_leaves_it(world: World, application: Application) -> None:
    posted(world, application, "province", **find())
    address = f"/screening/lookups/{Lookup.objects.get().pk}/"
    assert "撤回这条记录" not in page(world, address)
    assert world.client("city").post(f"{address}withdraw/", {"reason": "不同意"}).status_code == 403
    assert world.client("othercity").get(address).status_code == 404
    assert world.client("owner").get(address).status_code == 404


def test_the_proof_is_handed_out_when_it_is_clean(world: World, application: Application) -> None:
    posted(world, application, **find(document=paper()))
    made = Lookup.objects.get()
    address = f"/screening/lookups/{made.pk}/document/"
    Blob.objects.filter(pk=made.document_id).update(scan=Blob.Scan.CLEAN)
    answer = world.client("city").get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert world.client("othercity").get(address).status_code == 404
    Blob.objects.filter(pk=made.document_id).update(scan=Blob.Scan.INFECTED)
    assert world.client("city").get(address).status_code == 403


@pytest.mark.parametrize("count", [1, 4])
def test_the_record_asks_the_same_questions_for_one_and_for_four(
    world: World, application: Application, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        posted(world, application, **given(place=f"档案{number}"))
    client = world.client("city")
    address = f"/screening/units/{newest(application).pk}/"
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)
