"""The pages: who gets in, what they show, how much they ask the database, what a faulty form keeps."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import openpyxl
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from door import uscc
from greenlist.listings.domain.keeping import withdraw_list
from greenlist.listings.models import BatchCount, Change, Entry, GreenList, NearPair, Upload
from greenlist.parties.models import Organisation, Role
from world import World, organisation, person, place

from .made import FACTORIES, HEAD, about, file, listed, uploaded
from .test_queries import code, happened

READ = [("province", 200), ("provinceapprover", 200), ("city", 200), ("othercity", 200), ("owner", 403),
        ("department", 403), ("expert", 403), ("evaluator", 403), ("audit", 403), ("newcomer", 403),
        (None, 302)]  # fmt: skip
FOUND = [(who, 404 if status == 403 else status) for who, status in READ]
KEEP = [(who, 403 if who in {"city", "othercity"} else status) for who, status in READ]


def go(name: str, **arguments: Any) -> str:
    return reverse(name, kwargs=arguments)


@pytest.mark.parametrize("name", ["green_lists", "green_changes", "green_ledger"])
@pytest.mark.parametrize(("who", "status"), READ)
def test_offices_read(world: World, name: str, who: str | None, status: int) -> None:
    assert world.client(who).get(go(name)).status_code == status


@pytest.mark.parametrize("name", ["green_list_upload", "green_change_new", "green_counts", "green_pairs"])
@pytest.mark.parametrize(("who", "status"), KEEP)
def test_the_province_keeps(world: World, name: str, who: str | None, status: int) -> None:
    assert world.client(who).get(go(name)).status_code == status


@pytest.mark.parametrize(("who", "status"), FOUND)
def test_a_list_and_its_lines_are_there_for_offices_only(world: World, who: str | None, status: int) -> None:
    green_list = listed(world)
    change = happened(world, "removed", "示例食品有限公司")
    client = world.client(who)
    for url in (
        go("green_list", pk=green_list.pk), go("green_entry", pk=green_list.entries.order_by("seq")[0].pk),
        go("green_change", pk=change.pk), go("green_list_export", pk=green_list.pk, form="csv"),
    ):  # fmt: skip
        assert client.get(url).status_code == status, url


def test_another_province_finds_nothing(world: World) -> None:
    place(world, "230000", "黑龙江省", "province", "cn")
    place(world, "haerbin", "哈尔滨市", "city", "230000")
    organisation(world, "north", Organisation.Kind.AUTHORITY, "黑龙江省工业和信息化厅", "230000")
    organisation(world, "northcity", Organisation.Kind.AUTHORITY, "哈尔滨市工信局", "haerbin")
    person(world, "northern", "黄北方", "north", Role.PROVINCE_HANDLER)
    person(world, "northcity", "白北方", "northcity", Role.CITY_HANDLER)
    green_list = listed(world)
    for who in ("northern", "northcity"):
        client = world.client(who)
        assert client.get(go("green_list", pk=green_list.pk)).status_code == 404
        assert green_list.label not in client.get(go("green_lists")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_the_same_questions_for_one_and_for_three(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        listed(world, label=f"202{number}年度", batch=number + 1)
    client = world.client("city")
    client.get(go("green_lists"))
    with django_assert_num_queries(6):
        text = client.get(go("green_lists")).content.decode()
    assert f"202{count - 1}年度" in text


@pytest.mark.parametrize("count", [1, 40])
def test_a_list_asks_the_same_questions_for_one_line_and_for_forty(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    green_list = listed(world, [[number, "长春市", f"示例{number}有限公司", ""] for number in range(1, count + 1)])
    happened(world, "removed", "示例1有限公司", green_list.entries.get(seq=1))
    client = world.client("city")
    url = go("green_list", pk=green_list.pk)
    client.get(url)
    with django_assert_num_queries(12):
        client.get(url)


@pytest.mark.parametrize("count", [1, 20])
def test_changes_and_ledger_ask_the_same_questions(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    green_list = listed(world)
    for number in range(count):
        happened(world, "removed", f"示例{number}有限公司", green_list.entries.get(seq=1) if number == 0 else None)
    client = world.client("city")
    client.get(go("green_changes"))
    with django_assert_num_queries(6):
        client.get(go("green_changes"))
    with django_assert_num_queries(11):
        client.get(go("green_ledger"))


def test_a_list_is_filtered(world: World) -> None:
    green_list = listed(world)
    happened(world, "renamed", "示例食品有限公司", green_list.entries.get(seq=1), new_name="改名后示例有限公司")
    client, url = world.client("city"), go("green_list", pk=green_list.pk)
    for query, seen in (
        ("", {1, 2, 3}), ("?kind=park", set()), ("?region=吉林市", {3}), ("?status=renamed", {1}),
        ("?q=甲乙示例机械(长春)", {2}), ("?q=戊己示例化工厂", {3}), ("?q=改名后示例", {1}), ("?q=另一评价", {3}),
        ("?kind=x&region=y&status=z&page=w", set()),
    ):  # fmt: skip
        text = client.get(url + query).content.decode()
        for number, cells in enumerate(FACTORIES, 1):
            assert (f">{cells[2]}</a>" in text) is (number in seen), (query, number)


def test_empty_pages_say_what_to_do(world: World) -> None:
    province, city = world.client("province"), world.client("city")
    assert "导入名单" in province.get(go("green_lists")).content.decode()
    assert "省厅导入后" in city.get(go("green_lists")).content.decode()
    assert "还没有数字" in province.get(go("green_ledger")).content.decode()
    assert "会自动找出来" in province.get(go("green_pairs")).content.decode()
    assert "还没有移出或更名" in city.get(go("green_changes")).content.decode()


def form(**changed: Any) -> dict[str, Any]:
    told = {name: value for name, value in about().items() if value is not None}
    return {**told, "what": "entries", "sheet": file([HEAD, *FACTORIES])} | changed


def test_a_file_is_looked_at_before_it_is_taken(world: World) -> None:
    client = world.client("province")
    answer = client.post(go("green_list_upload"), form())
    upload = Upload.objects.get()
    assert answer["Location"] == go("green_list_apply", pk=upload.pk)
    text = client.get(answer["Location"]).content.decode()
    assert "新增 3 行，改动 0 行，不变 0 行" in text
    assert not GreenList.objects.exists()
    digest = text.split('name="digest" value="')[1].split('"')[0]
    answer = client.post(go("green_list_apply", pk=upload.pk), {"digest": digest, "k0": "factory"})
    assert answer["Location"] == go("green_list", pk=GreenList.objects.get().pk)
    assert Entry.objects.count() == 3
    again = client.post(go("green_list_upload"), form())
    text = client.get(again["Location"]).content.decode()
    assert "与现有名单相同" in text
    assert 'name="digest"' not in text


def test_a_doubtful_kind_must_be_chosen(world: World) -> None:
    parks = [[number, "吉林", f"示例{number}经济开发区", ""] for number in range(1, 6)]
    upload = uploaded(world, [HEAD, *parks])
    client, url = world.client("province"), go("green_list_apply", pk=upload.pk)
    text = client.get(url).content.decode()
    assert "像园区名称" in text
    assert "还没有选类型" in text
    assert 'name="digest"' not in text
    assert client.post(url, {"digest": "", "k0": ""}).status_code in {409, 422}
    chosen = client.get(url, {"k0": "park"}).content.decode()
    assert 'name="digest"' in chosen
    assert "新增 5 行" in chosen


def test_a_preview_gone_stale_is_shown_anew(world: World) -> None:
    upload = uploaded(world, [HEAD, *FACTORIES])
    client, url = world.client("province"), go("green_list_apply", pk=upload.pk)
    digest = client.get(url).content.decode().split('name="digest" value="')[1].split('"')[0]
    listed(world, FACTORIES[:1])
    answer = client.post(url, {"digest": digest, "k0": "factory"})
    assert answer.status_code == 409
    assert "新增 2 行" in answer.content.decode()
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"label": ""}, "必"),
        ({"sheet": SimpleUploadedFile("x.csv", b"")}, "空"),
        ({"sheet": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 nothing")}, "x.xlsx"),
        ({"sheet": SimpleUploadedFile("x.csv", b"a,b\n1,2\n")}, "没有找到表头"),
        ({"what": "removed", "document": ""}, "文号"),
        ({"what": "removed", "announced_on": ""}, "公布日期"),
        ({"announced_on": "昨天"}, "日期"),
        ({"level": "galaxy"}, "galaxy"),
    ],
)
def test_a_faulty_upload_says_where(world: World, changed: dict[str, Any], word: str) -> None:
    answer = world.client("province").post(go("green_list_upload"), form(**changed))
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert "label" in changed or 'value="2024年度"' in answer.content.decode()  # what was typed is kept
    assert not Upload.objects.exists()


def test_exports_hold_what_is_filtered_as_text(world: World) -> None:
    green_list = listed(world, [*FACTORIES, [4, "四平市", "=1+1示例有限公司", "@某机构"]])
    entry = green_list.entries.get(seq=1)
    code(world, entry, 1)
    happened(world, "renamed", entry.name, entry, new_name="新示例食品有限公司")
    client = world.client("city")

    def got(form_: str, query: str = "") -> bytes:
        return b"".join(client.get(go("green_list_export", pk=green_list.pk, form=form_) + query).streaming_content)

    sheet = openpyxl.load_workbook(io.BytesIO(got("xlsx"))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert cells[1][:6] == ["绿色工厂", "1", "长春市", "示例食品有限公司", "新示例食品有限公司", uscc(1)]
    assert cells[1][8:11] == ["已更名", "2025-01-22", "吉工信示例〔2025〕2号"]
    assert cells[4][3] == "=1+1示例有限公司"
    text = got("csv").decode("utf-8-sig")
    assert "'=1+1示例有限公司" in text
    assert "'@某机构" in text
    assert len(got("csv", "?region=吉林市").decode().splitlines()) == 2
    data = json.loads(got("json"))
    assert (data["document"], len(data["entries"])) == ("吉工信示例〔2024〕1号", 4)
    assert data["entries"][0]["changes"][0]["new_name"] == "新示例食品有限公司"
    assert data["entries"][2]["printed"]["工厂名称"] == FACTORIES[2][2]
    assert client.get(go("green_list_export", pk=green_list.pk, form="exe")).status_code == 404


@pytest.mark.parametrize("form_", ["pdf", "docx"])
def test_a_list_as_a_document_holds_what_is_filtered(world: World, form_: str) -> None:
    green_list = listed(world, FACTORIES)
    answer = world.client("city").get(go("green_list_export", pk=green_list.pk, form=form_) + "?region=吉林市")
    content = b"".join(answer.streaming_content)
    assert content == b"".join(
        world.client("city").get(go("green_list_export", pk=green_list.pk, form=form_) + "?region=吉林市")
    )
    if form_ == "pdf":
        text = "".join("".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(content)).pages)
        assert "绿色工厂（1个）" in text
        assert "吉工信示例〔2024〕1号" in text
        assert "长春市" not in text


def test_a_list_too_long_for_paper_says_what_to_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.listings.views.lists.MOST_PRINTED", 1)
    green_list = listed(world, FACTORIES)
    answer = world.client("city").get(go("green_list_export", pk=green_list.pk, form="pdf"), follow=True)
    assert "一次最多打印 1 条" in answer.content.decode()


def test_a_removal_is_entered_and_linked_by_hand(world: World) -> None:
    green_list = listed(world)
    client = world.client("province")
    told = {"what": "removed", "level": "province", "kind": "factory", "name": "甲乙示例机械(长春)有限公司",
            "announced_on": "2025-01-22", "document": "吉工信示例〔2025〕2号",
            "label": "2025年度", "batch": 4}  # fmt: skip
    assert client.post(go("green_change_new"), told | {"document": ""}).status_code == 422
    answer = client.post(go("green_change_new"), told)
    change = Change.objects.get()
    assert answer["Location"] == go("green_change", pk=change.pk)
    text = client.get(answer["Location"]).content.decode()
    assert "名称相同" in text
    line = green_list.entries.get(seq=2)
    assert client.post(go("green_change", pk=change.pk), {"entry": str(line.pk)}).status_code == 302
    change.refresh_from_db()
    assert (change.entry_id, change.linked_how) == (line.pk, "name")
    assert "已移出" in world.client("city").get(go("green_list", pk=green_list.pk)).content.decode()
    assert client.post(go("green_change_unlink", pk=change.pk)).status_code == 302
    assert client.post(go("green_change_unlink", pk=change.pk)).status_code == 422
    assert client.post(go("green_change_withdraw", pk=change.pk), {"reason": ""}).status_code == 422
    assert client.post(go("green_change_withdraw", pk=change.pk), {"reason": "登记错了"}).status_code == 302
    assert client.post(go("green_change", pk=change.pk), {"entry": str(line.pk)}).status_code == 422


def test_a_line_is_searched_where_nothing_is_suggested(world: World) -> None:
    green_list = listed(world)
    change = happened(world, "removed", "认不出来的有限公司")
    client, url = world.client("province"), go("green_change", pk=change.pk)
    assert "名单没有导入的，先导入名单" in client.get(url).content.decode()
    assert "是这一行：示例食品有限公司" in client.get(url, {"q": "示例食品"}).content.decode()
    assert client.post(url, {"entry": str(green_list.entries.get(seq=1).pk)}).status_code == 302
    change.refresh_from_db()
    assert change.linked_how == "chosen"
    for wrong in ("", "x", "999999999"):
        assert client.post(url, {"entry": wrong}).status_code == 422


def test_the_city_changes_nothing(world: World) -> None:
    green_list = listed(world)
    change = happened(world, "removed", "示例食品有限公司")
    line = green_list.entries.get(seq=1)
    client = world.client("city")
    for url, data in (
        (go("green_change", pk=change.pk), {"entry": str(line.pk)}), (go("green_change_unlink", pk=change.pk), {}),
        (go("green_change_withdraw", pk=change.pk), {"reason": "x"}),
        (go("green_entry", pk=line.pk), {"uscc": uscc(1), "basis": "x"}),
        (go("green_list_withdraw", pk=green_list.pk), {"reason": "x"}), (go("green_list_upload"), form()),
        (go("green_counts"), {}),
    ):  # fmt: skip
        assert client.post(url, data).status_code == 403, url
    assert "登记信用代码" not in client.get(go("green_entry", pk=line.pk)).content.decode()
    assert "是这一行" not in client.get(go("green_change", pk=change.pk)).content.decode()


def test_a_line_gets_its_code(world: World) -> None:
    line = listed(world).entries.get(seq=1)
    client, url = world.client("province"), go("green_entry", pk=line.pk)
    assert client.post(url, {"uscc": "91350100M000100Y4A", "basis": "执照"}).status_code == 422
    assert client.post(url, {"uscc": uscc(1), "basis": "执照"}).status_code == 302
    assert uscc(1) in client.get(url).content.decode()


def test_a_withdrawn_list_is_the_provinces_to_read(world: World) -> None:
    green_list = listed(world)
    client, url = world.client("province"), go("green_list_withdraw", pk=green_list.pk)
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "选错了文件"}).status_code == 302
    assert client.post(url, {"reason": "再来"}).status_code == 422
    assert "选错了文件" in client.get(go("green_list", pk=green_list.pk)).content.decode()
    assert world.client("city").get(go("green_list", pk=green_list.pk)).status_code == 404


def test_the_ledger_tells_what_closes_and_how_a_total_ties(world: World) -> None:
    listed(world)
    client = world.client("province")
    told = {
        "level": "province",
        "batch": 3,
        "label": "2024年度",
        "mark": "published",
        "factory-listed": 4,
        "factory-removed": 1,
    }
    assert client.post(go("green_counts"), told | {"factory-listed": "很多"}).status_code == 422
    assert client.post(go("green_counts"), told).status_code == 302
    text = client.get(go("green_ledger"), {"level": "province"}).content.decode()
    assert "有 1 处对不上" in text
    assert "少 1" in text
    known = client.get(go("green_counts"), {"level": "province", "batch": "3"}).content.decode()
    assert 'value="4"' in known
    client.post(go("green_counts"), told | {"factory-listed": 3})
    assert "没有对不上的数字" in client.get(go("green_ledger"), {"level": "province"}).content.decode()
    ask = {"level": "province", "kind": "factory", "batch": "3"}
    for total, word in (("3", "毛数"), ("2", "净数"), ("9", "对不上")):
        assert word in client.get(go("green_ledger"), ask | {"total": total}).content.decode()
    assert client.get(go("green_ledger"), ask | {"total": "x"}).status_code == 422
    assert BatchCount.objects.get().listed == 3


def test_pairs_are_decided(world: World) -> None:
    listed(world, [*FACTORIES, [4, "长春市", "示例食品 有限公司", ""]])
    client = world.client("province")
    text = client.get(go("green_pairs")).content.decode()
    assert "<mark" in text
    pair = NearPair.objects.get(what="unit")
    url = go("green_pair", pk=pair.pk)
    client.post(url, {"verdict": "same", "reason": ""})
    client.post(url, {"verdict": "x"})
    pair.refresh_from_db()
    assert pair.verdict == "open"
    client.post(url, {"verdict": "same", "reason": "工商登记一致"})
    pair.refresh_from_db()
    assert pair.verdict == "same"
    assert "工商登记一致" in client.get(go("green_pairs"), {"verdict": "same"}).content.decode()
    assert "没有待判断" in client.get(go("green_pairs")).content.decode()


def test_draft_and_final_are_set_against_each_other(world: World) -> None:
    listed(world, stage="draft")
    final = listed(world, [*FACTORIES[:2], [3, "四平市", "后加示例有限公司", ""]])
    text = world.client("city").get(go("green_list", pk=final.pk)).content.decode()
    assert "公示后未列入 1 家，公示稿里没有的 1 家" in text
    assert final.announced_on == date(2024, 8, 30)
    withdraw_list(green_list=GreenList.objects.get(stage="draft"), reason="错", by=world.hat("province"))
    assert "公示后未列入" not in world.client("city").get(go("green_list", pk=final.pk)).content.decode()


@pytest.mark.parametrize(("who", "status"), READ)
def test_offices_count_a_roster(world: World, who: str | None, status: int) -> None:
    assert world.client(who).get(go("green_roster")).status_code == status


def test_suppliers_are_counted_by_level_with_their_share(world: World) -> None:
    listed(world)
    rows = [["企业名称", "统一社会信用代码"], [FACTORIES[0][2], ""], ["示例没上名单有限公司", ""]]
    asked = {"whose": "suppliers", "sheet": file(rows, "供应商.csv")}
    page = world.client("city").post(go("green_roster"), asked)
    assert page.status_code == 200
    green = page.context["green"]
    assert (green.total, green.any_level) == (2, 1)
    assert [(one.level, one.together, one.share and str(one.share)) for one in green.levels if one.together] == [
        ("province", 1, "50.0")
    ]


def test_a_roster_without_names_is_told(world: World) -> None:
    listed(world)
    page = world.client("city").post(go("green_roster"), {"whose": "suppliers", "sheet": file([["甲"], ["乙"]])})
    assert page.status_code == 422
    assert page.context["form"].errors["sheet"]
