"""The pages of bundles: who gets them, what they tell, the whole way of one, queries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from bundle.made import rewritten
from greenlist.applications.models import Application
from greenlist.applications.signing import receipt_key
from greenlist.bundles import matching
from greenlist.bundles.domain.making import build
from greenlist.bundles.models import Made, Received, TrustedKey
from greenlist.parties.models import Notification
from greenlist.rounds.models import Round
from world import World, round_of

from .ground import as_upload, emptied, exported, handed, imported, received

pytestmark = pytest.mark.django_db
OWN = {"city": 200, "cityapprover": 200, "othercity": 404, "province": 404, "owner": 403, "expert": 403, "system": 403,
       None: 302}  # fmt: skip
LISTS = OWN | {"othercity": 200, "province": 200}


@pytest.fixture
def round_(world: World) -> Round:
    return round_of(world)


@pytest.fixture
def path(world: World, round_: Round, tmp_path: Path) -> Path:
    handed(world, round_)
    out = exported(world, round_, tmp_path / "长春.zip")
    emptied(units=[world.organisations["unit"]])
    return out


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key that signs is another server's."""
    monkeypatch.setattr(matching, "fingerprint", lambda _key: "0" * 64)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def made(world: World, round_: Round) -> Made:
    client = world.client("city")
    client.post("/bundles/made/", {"round": round_.pk, "purpose": "handover"})
    one = Made.objects.latest("pk")
    build(made=one.pk, hat="陈经办")
    one.refresh_from_db()
    return one


def test_who_sees_a_bundle(world: World, path: Path) -> None:
    imported(world, path)
    row = Received.objects.get()
    fields = {"office": row.office, "by": world.hat("city").person, "at": row.at}
    key = TrustedKey.objects.create(sender=row.sender, fingerprint="1" * 64, reason="x", **fields)
    one = Made.objects.create(round=row.round, purpose="handover", state="done", blob=row.blob, name="x.zip", **fields)
    every = (f"/bundles/{row.pk}/", f"/bundles/{row.pk}/zip/", f"/bundles/{row.pk}/journal/",
             f"/bundles/made/{one.pk}/file/")  # fmt: skip
    for who, status in OWN.items():
        client = world.client(who)
        assert (who, {status_of(client.get(path)) for path in every}) == (who, {status})
        ending = {"cityapprover": 403}.get(who or "", status)
        assert (who, client.get(f"/bundles/keys/{key.pk}/end/").status_code) == (who, ending)


def status_of(answer: Any) -> int:
    if answer.streaming:
        b"".join(answer.streaming_content)  # read to its end a file is closed
    return int(answer.status_code)


def test_who_has_the_lists(world: World, round_: Round) -> None:
    for who, status in LISTS.items():
        client = world.client(who)
        found = {client.get(path).status_code for path in ("/bundles/", "/bundles/made/", "/bundles/keys/")}
        assert (who, found) == (who, {status})


@pytest.mark.parametrize("path_", ["receive/", "made/"])
def test_an_approver_reads(world: World, round_: Round, path_: str) -> None:
    assert world.client("cityapprover").post(f"/bundles/{path_}", {}).status_code == 403


def test_the_whole_way_of_one(world: World, path: Path, foreign: None) -> None:
    client = world.client("city")
    answer = client.post("/bundles/receive/", {"file": as_upload(path)})
    row = Received.objects.get()
    assert answer["Location"] == f"/bundles/{row.pk}/"
    page = text(client.get(answer["Location"]))
    assert "还没有确认这把钥匙是“长春市”的" in page
    assert row.fingerprint not in page  # the last digits come from the sender
    assert "示例食品有限公司" not in page
    told = text(client.post(f"/bundles/{row.pk}/import/", {"seen": ""}), 422)
    assert "还没有确认这把钥匙" in told
    wrong = {"last": "00000000", "reason": "电话核对"}
    assert "不要收下" in text(client.post(f"/bundles/{row.pk}/key/", wrong), 422)
    right = {"last": row.fingerprint[-8:].upper(), "reason": "7月26日致电核对"}
    assert client.post(f"/bundles/{row.pk}/key/", right).status_code == 302
    page = text(client.get(f"/bundles/{row.pk}/"))
    assert "7月26日致电核对" in page
    assert "新单位，登记后收下" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(f"/bundles/{row.pk}/import/", {"seen": seen}).status_code == 302
    page = text(client.get(f"/bundles/{row.pk}/"))
    assert "已收下 1 份" in page
    assert "没有可收下的" in page
    one = Application.objects.get()
    assert "示例食品有限公司" in text(client.get(f"/applications/{one.pk}/review/"))
    assert Notification.objects.filter(person=world.hat("cityapprover").person, code="bundle_imported").exists()


def test_the_review_opens_the_file_that_came(world: World, path: Path) -> None:
    imported(world, path)
    one = Application.objects.get()
    page = text(world.client("city").get(f"/applications/{one.pk}/review/"))
    file = one.evidence.get()
    assert f"/evidence/{file.pk}/" in page
    shown = page.split(f"/evidence/{file.pk}/")[0].rpartition('href="')[2] + f"/evidence/{file.pk}/?version=1"
    assert "营业执照.pdf" in text(world.client("city").get(shown))


def test_the_same_form_twice_is_once(world: World, path: Path) -> None:
    client, row = world.client("city"), received(world, path)
    form = {"seen": "", "idempotency_key": "6f1b9c1e-0000-4000-8000-000000000001"}
    answers = [client.post(f"/bundles/{row.pk}/import/", form) for _ in range(2)]
    assert {one.status_code for one in answers} == {302}
    assert Application.objects.count() == 1


def test_what_was_changed_is_named_and_nothing_kept(world: World, path: Path) -> None:
    spoilt = rewritten(path, {"index.html": b"x"})
    told = text(world.client("city").post("/bundles/receive/", {"file": as_upload(spoilt)}), 422)
    assert "文件被改动：index.html" in told
    assert not Received.objects.exists()


def test_what_is_no_bundle_is_told(world: World, round_: Round) -> None:
    file = SimpleUploadedFile("说明.zip", b"nothing", "application/zip")
    assert "说明.zip" in text(world.client("city").post("/bundles/receive/", {"file": file}), 422)
    assert "请选择数据包文件" in text(world.client("city").post("/bundles/receive/", {}), 422)


def test_another_city_cannot_take_it(world: World, path: Path) -> None:
    told = text(world.client("othercity").post("/bundles/receive/", {"file": as_upload(path)}), 422)
    assert "不在本部门的管辖范围内" in told


def test_a_key_is_taken_back(world: World, path: Path, foreign: None) -> None:
    row = received(world, path)
    client = world.client("city")
    client.post(f"/bundles/{row.pk}/key/", {"last": row.fingerprint[-8:], "reason": "电话"})
    key = TrustedKey.objects.get()
    assert row.fingerprint[:32] in text(client.get("/bundles/keys/"))
    assert "请写明为什么停用" in text(client.post(f"/bundles/keys/{key.pk}/end/", {}), 422)
    assert client.post(f"/bundles/keys/{key.pk}/end/", {"reason": "对方换了服务器"}).status_code == 302
    assert "还没有确认" in text(client.get(f"/bundles/{row.pk}/"))
    assert client.get(f"/bundles/keys/{key.pk}/end/").status_code == 404


def test_one_is_made_and_fetched(world: World, round_: Round) -> None:
    handed(world, round_)
    one = made(world, round_)
    assert (one.state, one.count) == ("done", 1)
    answer = world.client("city").get(f"/bundles/made/{one.pk}/file/")
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert one.name in text(world.client("city").get("/bundles/made/"))
    assert Notification.objects.filter(person=world.hat("city").person, code="bundle_made").exists()


def test_what_cannot_be_made_says_why(world: World, round_: Round) -> None:
    one = made(world, round_)
    assert one.state == "failed"
    assert "还没有收到申报" in text(world.client("city").get("/bundles/made/"))
    told = text(world.client("city").post("/bundles/made/", {"round": round_.pk, "purpose": "archive"}), 422)
    assert "还没有结束，不能归档" in told


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_lists(
    world: World, path: Path, round_: Round, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = received(world, path)
    for number in range(count - 1):
        row.pk, row.digest = None, f"{number:064d}"
        row.save(force_insert=True)
    for number in range(count):
        fields = {"office": row.office, "by": row.by, "at": row.at}
        TrustedKey.objects.create(sender=row.sender, fingerprint=f"{number:064d}", reason="x", **fields)
        Made.objects.create(round=round_, purpose="handover", state="done", blob=row.blob, name="x.zip", **fields)
    client = world.client("city")
    client.get("/bundles/")
    for page, queries in (("/bundles/", 6), ("/bundles/made/", 7), ("/bundles/keys/", 6)):
        with django_assert_num_queries(queries):
            text(client.get(page))
    assert receipt_key()
