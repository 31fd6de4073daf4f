"""The roster of a park: thousands of enterprises, one act."""

from __future__ import annotations

import io
import uuid
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from applications.filled import fill
from door import uscc
from greenlist.applications.domain.roster import new_roster
from greenlist.applications.models import Application, Tenant, UploadedSheet
from greenlist.journal.models import Entry
from world import World, application_of, round_of


@pytest.fixture
def park(world: World) -> Application:
    return application_of(world, round_of(world), unit="park", kind="park", by="parkeditor")


def at(application: Application, name: str = "tenants", **more: Any) -> str:
    return reverse(name, kwargs={"pk": application.pk, **more})


def upload(
    park: Application, world: World, content: bytes, name: str = "名册.csv", who: str = "parkeditor"
) -> HttpResponse:
    data = {"sheet": SimpleUploadedFile(name, content), "idempotency_key": str(uuid.uuid4())}
    return world.client(who).post(at(park), data)  # type: ignore[return-value]


def brought(park: Application, world: World, content: bytes, name: str = "名册.csv") -> UploadedSheet:
    assert upload(park, world, content, name).status_code == 302
    return UploadedSheet.objects.latest("pk")


def apply(sheet: UploadedSheet, world: World, digest: str, who: str = "parkeditor") -> HttpResponse:
    data = {"digest": digest, "idempotency_key": str(uuid.uuid4())}
    return world.client(who).post(at(sheet.application, "tenants_apply", upload=sheet.pk), data)  # type: ignore[return-value]


def replaced(park: Application, world: World, content: bytes, name: str = "名册.csv") -> None:
    sheet = brought(park, world, content, name)
    assert apply(sheet, world, new_roster(park, sheet).digest).status_code == 302


def rows(*tenants: str, head: str = "企业名称,统一社会信用代码") -> bytes:
    return "\n".join((head, *tenants)).encode()


def many(count: int) -> bytes:
    return rows(*(f"企业{number},{uscc(number + 1)}" for number in range(count)))


@pytest.mark.parametrize(
    ("who", "status"), [("parkeditor", 200), ("parksignatory", 200), ("owner", 404), ("city", 404), ("evaluator", 404)]
)
def test_who_sees_the_roster(who: str, status: int, park: Application, world: World) -> None:
    assert world.client(who).get(at(park)).status_code == status
    response = world.client(who).get(at(park, "tenants_template"))
    assert response.status_code == status
    response.close()


def test_only_a_park_has_a_roster(world: World) -> None:
    factory = application_of(world, round_of(world))
    assert world.client("owner").get(at(factory)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_many(
    count: int, park: Application, world: World, django_assert_num_queries: Any
) -> None:
    Tenant.objects.bulk_create(Tenant(application=park, position=n, name=f"企业{n}") for n in range(count))
    client = world.client("parkeditor")
    client.get(at(park))
    with django_assert_num_queries(7):
        assert client.get(at(park)).status_code == 200


@pytest.mark.long
def test_thousands_are_paged_and_found(park: Application, world: World) -> None:
    replaced(park, world, many(3000))
    client = world.client("parkeditor")
    page = client.get(at(park), {"page": 2}).content.decode()
    assert "企业51" in page
    assert "企业2999" not in page
    assert "企业2999" in client.get(at(park), {"q": "2999"}).content.decode()
    assert client.get(at(park), {"q": "没有这家"}).status_code == 200


def test_a_preview_changes_nothing_and_applying_replaces_all(park: Application, world: World) -> None:
    replaced(park, world, rows(f"甲厂,{uscc(1)}", f"乙厂,{uscc(2)}"))
    sheet = brought(park, world, rows(f"甲厂新名,{uscc(1)}", f"丙厂,{uscc(3)}"))
    page = world.client("parkeditor").get(at(park, "tenants_apply", upload=sheet.pk)).content.decode()
    for text in ("新增 1 家", "改动 1 家", "将从名册移出", "乙厂", "原名 甲厂"):
        assert text in page
    assert list(park.tenants.values_list("name", flat=True)) == ["甲厂", "乙厂"]
    assert apply(sheet, world, new_roster(park, sheet).digest).status_code == 302
    assert list(park.tenants.values_list("name", flat=True)) == ["甲厂新名", "丙厂"]
    entry = Entry.objects.filter(act="application.roster_replaced").latest("seq")
    assert entry.after == entry.after | {"tenants": 2, "new": 1, "changed": 1, "removed": 1}


def test_applying_twice_acts_once(park: Application, world: World) -> None:
    sheet = brought(park, world, rows(f"甲厂,{uscc(1)}"))
    digest = new_roster(park, sheet).digest
    assert [apply(sheet, world, digest).status_code for _ in range(2)] == [302, 302]
    assert Entry.objects.filter(act="application.roster_replaced").count() == 1


def test_a_roster_changed_since_is_looked_at_again(park: Application, world: World) -> None:
    sheet = brought(park, world, rows(f"甲厂,{uscc(1)}"))
    digest = new_roster(park, sheet).digest
    Tenant.objects.create(application=park, position=1, name="别人加的厂")
    assert apply(sheet, world, digest).status_code == 409
    assert list(park.tenants.values_list("name", flat=True)) == ["别人加的厂"]


def test_wrong_codes_are_told_and_doubles_left_out(park: Application, world: World) -> None:
    good = uscc(1)
    sheet = brought(
        park, world, rows(f"甲厂,{good}", f"甲厂又来,{good}", "乙厂,91220101MA0Y6XNG1Y", "丙厂,", f",{uscc(4)}")
    )
    page = world.client("parkeditor").get(at(park, "tenants_apply", upload=sheet.pk)).content.decode()
    assert "同一家企业" in page
    assert "CSV!A2" in page
    assert "企业名称为空" in page
    assert [one["name"] for one in sheet.content["tenants"]] == ["甲厂", "乙厂", "丙厂"]


def test_answers_come_with_the_sheet(park: Application, world: World) -> None:
    head = "企业名称,统一社会信用代码,NEG-1 未正常经营生产,失信被执行人,查询日期,备注,凭证文件 信用中国"
    replaced(park, world, rows(f"甲厂,{uscc(1)},无此情形,有此情形,2024-07-01,见截图,甲.png", head=head))
    (tenant,) = park.tenants.all()
    assert tenant.conditions["NEG-1"] == {
        "answer": "met", "reason": "见截图", "queried_on": "2024-07-01",
        "proof": [{"file": "甲.png", "source": "信用中国", "queried_on": "2024-07-01"}],
    }  # fmt: skip
    assert tenant.conditions["NEG-6"]["answer"] == "not_met"
    assert "失信被执行人" in world.client("parkeditor").get(at(park)).content.decode()


def test_the_template_comes_back_as_it_was(park: Application, world: World) -> None:
    fill(park, "park-02-tenant-hit.yaml", world.hat("parkeditor"))
    response = world.client("parkeditor").get(at(park, "tenants_template"))
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    sheet = brought(park, world, content, "名册.xlsx")
    change = new_roster(park, sheet)
    assert not change.any
    assert change.same == park.tenants.count()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_lists_of_every_make_are_read(encoding: str, mark: str, park: Application, world: World) -> None:
    replaced(park, world, f"名称{mark}信用代码\n甲厂{mark}{uscc(1)}\n".encode(encoding))
    assert list(park.tenants.values_list("name", "uscc")) == [("甲厂", uscc(1))]


def test_any_sheet_with_a_header_is_read(park: Application, world: World) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["示例经济开发区入园企业一览表"])
    sheet.append(["序号", "单位名称", "统一社会信用代码"])
    sheet.append([1, "甲厂", uscc(1)])
    out = io.BytesIO()
    book.save(out)
    replaced(park, world, out.getvalue(), "一览表.xlsx")
    assert list(park.tenants.values_list("name", flat=True)) == ["甲厂"]


BAD = {
    "没有表头.csv": "甲厂,乙厂".encode(),
    "只有表头.csv": "企业名称,统一社会信用代码\n".encode(),
    "程序.xlsx": b"MZ\x90\x00" + b"\0" * 99,
    "旧表.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "空.csv": b"",
    "零.csv": b"\0\0\0",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_roster_is_refused_with_a_reason(name: str, park: Application, world: World) -> None:
    response = upload(park, world, BAD[name], name)
    assert response.status_code == 422
    assert "field-error" in response.content.decode()
    assert not UploadedSheet.objects.exists()


def test_too_many_rows_are_refused(park: Application, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenlist.applications.roster.MAX_ROWS", 10)
    assert "超过 10 家" in upload(park, world, many(11)).content.decode()


@pytest.mark.long
def test_ten_thousand_rows_cost_few_queries(
    park: Application, world: World, django_assert_max_num_queries: Any
) -> None:
    sheet = brought(park, world, many(10_000))
    digest = new_roster(park, sheet).digest
    with django_assert_max_num_queries(60):
        assert apply(sheet, world, digest).status_code == 302
    assert park.tenants.count() == 10_000


def test_the_handed_in_and_others_cannot_be_replaced(park: Application, world: World) -> None:
    sheet = brought(park, world, rows(f"甲厂,{uscc(1)}"))
    assert apply(sheet, world, new_roster(park, sheet).digest, who="owner").status_code == 404
    Application.objects.filter(pk=park.pk).update(returned=True)
    assert apply(sheet, world, new_roster(park, sheet).digest).status_code == 403
    assert upload(park, world, rows(f"甲厂,{uscc(1)}")).status_code == 403
    assert not park.tenants.exists()
