"""The page of lists: what is there, what is missing, a file taken in, its rows, withdrawn, opened."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from greenlist.engine import clock
from greenlist.screenings import domain
from greenlist.screenings.models import ListFile, OpenedSource
from world import World

from .ground import AS_OF, imported, penalty, taken, write_list

PENALTIES = "credit_china_penalties"
HOME = "/credit-lists/"


def posted(world: World, who: str = "province", *, content: bytes = b"", name: str = "x.csv", **data: str) -> Any:
    upload = {"file": SimpleUploadedFile(name, content)} if content else {}
    return world.client(who).post(f"{HOME}upload/", {"source": PENALTIES, **data, **upload})


def page(world: World, path: str = HOME, who: str = "province") -> str:
    return world.client(who).get(path).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("province", 200), ("provinceapprover", 200), ("city", 403), ("owner", 403), ("department", 403), (None, 302)],
)
def test_lists_are_the_provinces(world: World, who: str | None, status: int) -> None:
    assert world.client(who).get(HOME).status_code == status


def test_what_is_missing_is_said(world: World, tmp_path: Path) -> None:
    assert "10 个来源，10 个还没有名单" in page(world)
    imported(world, tmp_path, PENALTIES, as_of=clock.today() - timedelta(days=12))
    text = page(world)
    assert "10 个来源，9 个还没有名单" in text
    assert "12 天前" in text


def test_a_file_is_taken_in_and_dated_by_its_name(world: World, tmp_path: Path) -> None:
    content = write_list(tmp_path, PENALTIES, [penalty("示例甲厂")]).read_bytes()
    answer = posted(world, content=content, name="信用中国_20240710.csv")
    made = ListFile.objects.get()
    assert answer.headers["Location"] == f"{HOME}{made.pk}/"
    assert (made.as_of, made.name, made.state) == (date(2024, 7, 10), "信用中国_20240710.csv", "waiting")
    assert made.by == world.hat("province").person
    assert "正在读入" in page(world, f"{HOME}{made.pk}/")
    assert posted(world, content=content, name="信用中国_20240710.csv").status_code == 302
    assert ListFile.objects.count() == 1


def test_a_large_file_is_taken_from_where_it_lies(world: World, tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    content = write_list(tmp_path, PENALTIES).read_bytes()
    assert posted(world, content=content).status_code == 302
    assert ListFile.objects.get().size == len(content)


def test_the_day_that_is_typed_wins(world: World, tmp_path: Path) -> None:
    content = write_list(tmp_path, PENALTIES).read_bytes()
    posted(world, content=content, name="20240710.csv", as_of="2024-07-01")
    assert ListFile.objects.get().as_of == date(2024, 7, 1)


@pytest.mark.parametrize(
    ("content", "data", "said"),
    [
        (b"", {}, "还没有选择文件。"),
        (b"a,b", {"source": ""}, "请选择这份名单的来源。"),
        (b"a,b", {"source": "nonsense"}, "nonsense"),
        (b"a,b", {"as_of": "2999-01-01"}, "截止日期晚于今天，请核对。"),
        (b"a,b", {"as_of": "昨天"}, "有 1 处要改"),
    ],
)
def test_a_faulty_upload_keeps_nothing_and_says_where(
    world: World, content: bytes, data: dict[str, str], said: str
) -> None:
    answer = posted(world, content=content, **data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ListFile.objects.exists()


def test_nobody_on_the_list_is_stated_without_a_file(world: World) -> None:
    data = {"source": PENALTIES, "nil": "on", "nil_where": "示例公告第3号", "as_of": "2024-07-10"}
    client = world.client("province")
    answer = client.post(f"{HOME}upload/", data)
    row = domain.read_list(list_file=ListFile.objects.get())
    assert answer.headers["Location"] == f"{HOME}{row.pk}/"
    assert "示例公告第3号" in page(world, f"{HOME}{row.pk}/")
    assert '<span class="tag tag-info">本期无名单</span>' in page(world)
    for missing in ("nil_where", "as_of"):
        assert client.post(f"{HOME}upload/", data | {missing: ""}).status_code == 422
    assert ListFile.objects.count() == 1


def test_nobody_else_takes_a_file_in(world: World) -> None:
    assert posted(world, "city", content=b"a,b").status_code == 403
    assert not ListFile.objects.exists()


def test_the_rows_that_were_refused_are_named(world: World, tmp_path: Path) -> None:
    nameless = {"行政处罚决定书文号": "示罚〔2024〕9号", "处罚决定日期": "2024-03-01"}
    file = imported(world, tmp_path, PENALTIES, [penalty("示例甲厂"), nameless])
    assert (file.state, file.refused) == ("ready", 1)
    text = page(world, f"{HOME}{file.pk}/")
    assert file.refusals[0]["reason"] in text
    assert f'<td class="num">{file.refusals[0]["line"]}</td>' in text
    whole = world.client("province").get(f"{HOME}{file.pk}/refused/")
    assert "示罚〔2024〕9号" in b"".join(whole.streaming_content).decode("utf-8-sig")


def test_rows_half_understood_are_named(world: World, tmp_path: Path) -> None:
    file = imported(world, tmp_path, "credit_china_penalties", [penalty("无关乙厂", on="某月某日")])
    assert (file.noted, len(file.notes)) == (1, 1)
    text = world.client("province").get(f"{HOME}{file.pk}/").content.decode()
    assert file.notes[0]["reason"] in text


def test_a_file_without_refusals_has_none_to_download(world: World, tmp_path: Path) -> None:
    file = imported(world, tmp_path, PENALTIES)
    assert world.client("province").get(f"{HOME}{file.pk}/refused/").status_code == 404


def test_a_file_that_cannot_be_read_says_why(world: World, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    place = world.places["220000"]
    file = domain.take_list(
        authority=place, source=PENALTIES, path=path, name="坏.xlsx", as_of=None, by=world.hat("province")
    )
    file = domain.read_list(list_file=file)
    text = page(world, f"{HOME}{file.pk}/")
    assert "没有读入" in text
    assert file.trouble in text


def test_a_file_is_withdrawn_with_a_reason(world: World, tmp_path: Path) -> None:
    file = imported(world, tmp_path, PENALTIES)
    client = world.client("province")
    assert client.post(f"{HOME}{file.pk}/withdraw/", {"reason": " "}).status_code == 422
    assert client.post(f"{HOME}{file.pk}/withdraw/", {"reason": "传错了来源"}).status_code == 302
    file.refresh_from_db()
    assert file.withdrawn_reason == "传错了来源"
    text = page(world, f"{HOME}{file.pk}/")
    assert "已撤回，筛查不再使用" in text
    assert "10 个还没有名单" in page(world)
    assert client.post(f"{HOME}{file.pk}/withdraw/", {"reason": "再来"}).status_code == 403


def test_only_public_sources_are_opened(world: World) -> None:
    client = world.client("province")
    assert client.post(f"{HOME}{PENALTIES}/open/").status_code == 302
    assert client.post(f"{HOME}inspections/open/").status_code == 422
    assert client.post(f"{HOME}nonsense/open/").status_code == 422
    assert [one.source for one in OpenedSource.objects.all()] == [PENALTIES]
    assert "停止开放：信用中国行政处罚（双公示）" in page(world)
    assert client.post(f"{HOME}{PENALTIES}/close/").status_code == 302
    assert not OpenedSource.objects.exists()


def test_the_history_of_one_source(world: World, tmp_path: Path) -> None:
    taken(world, tmp_path, PENALTIES)
    other = taken(world, tmp_path, "gsxt_status")
    assert other.name in page(world)
    text = page(world, f"{HOME}?source={PENALTIES}")
    assert "导入记录：信用中国行政处罚（双公示）" in text
    assert other.name not in text
    assert page(world, f"{HOME}?source=nonsense&page=x")


@pytest.mark.parametrize("sources", [[PENALTIES], [PENALTIES, "gsxt_status", "accidents"]])
def test_the_page_asks_the_same_questions_for_one_and_for_three(
    world: World, tmp_path: Path, sources: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for source in sources:
        imported(world, tmp_path, source, as_of=AS_OF)
    client = world.client("province")
    client.get(HOME)
    with django_assert_num_queries(10):
        client.get(HOME)
