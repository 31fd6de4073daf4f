"""The province sets the table that came with a city's letter beside what the city sent."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from greenlist.journal.models import Entry
from greenlist.recommendations.models import Recommendation, RecommendedUnit
from recommendations.table_docs import Grid, workbook
from world import World

from .ground import let_pass, selected, sent, the_one

pytestmark = pytest.mark.django_db
WHO = {"province": 200, "provinceapprover": 200, "city": 403, "owner": 403, "expert": 403, None: 302}


@pytest.fixture
def row(world: World, monkeypatch: pytest.MonkeyPatch) -> Recommendation:
    let_pass(monkeypatch)
    sent(world, selected(world, 2)[0].round)
    return the_one()


def at(row: Recommendation) -> str:
    return f"/intake/{row.pk}/table/"


def table(folder: Path, units: list[RecommendedUnit], **changed: str) -> bytes:
    """The table of these units as the city wrote it; `changed`: other cells of the first, by header."""
    rows: list[list[Any]] = [
        ["2024年度绿色制造名单推荐汇总表", "", "", ""],
        ["序号", "单位名称", "社会信用代码", "得分"],
    ]
    for number, one in enumerate(units, 1):
        cells = {"单位名称": one.application.unit.name, "社会信用代码": one.row.get("uscc") or "",
                 "得分": one.row.get("score") or ""}  # fmt: skip
        cells |= changed if number == 1 else {}
        rows.append([number, *cells.values()])
    return workbook(folder / "表.xlsx", [Grid("绿色工厂", rows)]).read_bytes()


def bring(world: World, row: Recommendation, content: bytes, name: str = "汇总表.xlsx", who: str = "province") -> Any:
    data = {"sheet": SimpleUploadedFile(name, content), "idempotency_key": str(uuid.uuid4())}
    return world.client(who).post(at(row), data)


def units(row: Recommendation) -> list[RecommendedUnit]:
    return list(row.units.select_related("application__unit").order_by("position"))


@pytest.mark.parametrize(("who", "status"), WHO.items())
def test_who_may_compare(who: str | None, status: int, world: World, row: Recommendation) -> None:
    assert world.client(who).get(at(row)).status_code == status


def test_what_was_not_sent_is_not_there(world: World, row: Recommendation) -> None:
    Recommendation.objects.filter(pk=row.pk).update(state="proposed")
    assert world.client("province").get(at(row)).status_code == 404


def test_the_same_table_differs_in_nothing(world: World, row: Recommendation, tmp_path: Path) -> None:
    before = Entry.objects.count()
    answer = bring(world, row, table(tmp_path, units(row)))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "一致 2 个，不同 0 格" in page
    assert "note-ok" in page
    assert Entry.objects.count() == before


def test_every_difference_is_shown(world: World, row: Recommendation, tmp_path: Path) -> None:
    first, second = units(row)
    content = table(tmp_path, [first], 得分="12.3")
    page = bring(world, row, content).content.decode()
    assert "不同 1 格" in page
    assert "12.3" in page
    assert first.row["score"] in page
    assert second.application.unit.name in page  # only here
    assert "只在系统中的单位" in page
    strange = table(tmp_path, [first], 单位名称="别的公司", 社会信用代码="")
    page = bring(world, row, strange).content.decode()
    assert "只在来文中的单位" in page
    assert "别的公司" in page


def test_files_that_are_no_table_are_told(world: World, row: Recommendation) -> None:
    for name, content, words in (
        ("表.xlsx", b"PK\x03\x04rest", "已损坏"), ("表.csv", b"a,b\n1,2\n", "表头"),
        ("表.docx", b"%PDF-1.7", "Word 原稿"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为 .xlsx"),
    ):  # fmt: skip
        answer = bring(world, row, content, name)
        assert answer.status_code == 422, name
        assert words in answer.content.decode(), name


def test_more_units_cost_no_more_queries(
    world: World, row: Recommendation, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    client = world.client("province")
    client.get(at(row))
    for some in (units(row)[:1], units(row)):
        content = SimpleUploadedFile("表.xlsx", table(tmp_path, some))
        with django_assert_max_num_queries(14):
            assert client.post(at(row), {"sheet": content, "idempotency_key": str(uuid.uuid4())}).status_code == 200
