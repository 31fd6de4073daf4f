"""The ranking workbook: who may have it, what every witness says, what a person must stay out of, typed cells."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import DjangoAssertNumQueries

from greenlist.applications.models import Statement
from greenlist.decisions.models import Batch
from greenlist.decisions.witness_book import file_name, witness_book
from greenlist.engine import clock
from greenlist.panels.models import Assignment, Expert, ItemScore, ScoreSheet
from greenlist.parties.models import Membership, Role
from world import World, person

from .ground import decided, listed, released
from .ground import proposed as proposed_list
from .meeting_ground import TOTALS, meeting

pytestmark = pytest.mark.django_db
MEETING = {"province": 200, "provinceapprover": 200, "city": 403, "expert": 403, "owner": 403, None: 302}
SELECTION = {"city": 200, "cityapprover": 200, "province": 404, "othercity": 404, "owner": 404, None: 302}


def book_of(batch: Batch, world: World, who: str = "province") -> Any:
    return openpyxl.load_workbook(io.BytesIO(witness_book(batch, world.hat(who).person)))


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize(("who", "status"), MEETING.items())
def test_the_workbook_of_a_meeting_is_the_provinces(world: World, who: str | None, status: int) -> None:
    batch = meeting(world, 1)
    assert world.client(who).get(reverse("meeting-witnesses", args=[batch.pk])).status_code == status


@pytest.mark.parametrize(("who", "status"), SELECTION.items())
def test_the_workbook_of_a_selection_is_the_citys(world: World, who: str | None, status: int) -> None:
    batch = listed(world, 1)
    assert world.client(who).get(reverse("selection-witnesses", args=[batch.pk])).status_code == status


def test_the_province_has_it_once_the_city_has_released(world: World) -> None:
    batch = proposed_list(world, "yes", "no")
    released(world, batch)
    answer = world.client("province").get(reverse("selection-witnesses", args=[batch.pk]))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert file_name(batch).endswith(".xlsx")


def test_a_unit_a_row_in_the_order_of_rank_with_figures_as_numbers(world: World) -> None:
    batch = meeting(world, 3)
    rows = table(book_of(batch, world)["绿色工厂"])
    assert [row["名次"] for row in rows] == [1, 2, 3]
    assert [row["专家平均分"] for row in rows] == [85, 75, 84]
    assert [row["专家极差"] for row in rows] == [2, 25, 8]
    assert all(isinstance(row["统一社会信用代码"], str) and len(row["统一社会信用代码"]) == 18 for row in rows)
    assert all(isinstance(row["据以排序的得分"], int | float) for row in rows)
    assert rows[0]["已评/应评"] == "3/3"
    assert rows[0]["专家意见"] == "建议推荐 3"


def test_every_value_with_its_witnesses_and_the_reason_for_a_difference(world: World) -> None:
    batch = meeting(world, 1)
    case = batch.lines.get().application
    said = {"application": case, "at": clock.now(), "by": world.hat("city").person}
    Statement.objects.create(place="values.water_intake", content="=1+1", witness="claimed", **said)
    Statement.objects.create(
        place="values.water_intake", content="1200", witness="checked", reason="水表读数", **said
    )  # fmt: skip
    book = book_of(batch, world)
    row = next(one for one in table(book["各方数据"]) if one["位置"] == "values.water_intake")
    assert row["市级核查"] == 1200
    assert row["申报"] == "=1+1"
    cell = next(cell for cells in book["各方数据"].iter_rows() for cell in cells if cell.value == "=1+1")
    assert cell.data_type in {"s", "inlineStr"}
    assert row["不同的理由"] == "市级核查：水表读数"
    assert "水表读数" in table(book["绿色工厂"])[0]["不同的理由"]


def test_every_item_with_what_experts_gave(world: World) -> None:
    batch = meeting(world, 1)
    line = batch.lines.get()
    item = line.submission.result["indicators"][0]["id"]
    more = Assignment.objects.filter(application=line.application).first()
    assert more is not None
    expert = experts_more(world)
    row = Assignment.objects.create(
        panel=more.panel,
        application=line.application,
        expert=expert,
        how="solver",
        why="专业相符",
        by=more.by,
        at=more.at,
    )
    sheet = ScoreSheet.objects.create(assignment=row, submission=line.submission, total=Decimal(80), started_at=more.at)
    ItemScore.objects.create(sheet=sheet, item=item, points="4.5", reason="现场所见")
    ScoreSheet.objects.filter(pk=sheet.pk).update(signed_at=more.at, advice="yes")
    found = next(one for one in table(book_of(batch, world)["指标得分"]) if one["编号"] == item)
    assert (found["专家平均"], found["专家极差"], found["专家人数"], found["专家的理由"]) == (4.5, 0, 1, "现场所见")


def experts_more(world: World) -> Expert:
    person(world, "latecomer", "专家九", "experts", "expert")
    return Expert.objects.create(
        person=world.hat("latecomer").person, pool=world.organisations["experts"], employer="示例大学",
        kinds=["factory"], since=clock.now(),
    )  # fmt: skip


def test_what_a_person_must_stay_out_of_is_left_out(world: World) -> None:
    batch = meeting(world, 2)
    own = batch.lines.order_by("position").first()
    assert own is not None
    Membership.objects.create(
        person=world.hat("province").person, organisation=own.application.unit, role=Role.APPLICANT_EDITOR,
        duty="business", since=clock.now(),
    )  # fmt: skip
    book = book_of(batch, world)
    first, second = table(book["绿色工厂"])
    assert (first["一致程度"], first["专家平均分"], first["申报分"]) == ("回避", None, None)
    assert second["专家平均分"] == 75
    assert {one["单位名称"] for one in table(book["指标得分"])} == {second["单位名称"]}


def test_the_citys_workbook_tells_nothing_of_experts_and_names_its_basis(world: World) -> None:
    batch = decided(world, listed(world, 2), "yes", "no")
    book = book_of(batch, world, "city")
    assert book.sheetnames == ["绿色工厂", "各方数据", "指标得分", "依据"]
    assert not any("专家" in str(cell.value) for sheet in book for cells in sheet.iter_rows() for cell in cells)
    basis = {row["项目"]: row["内容"] for row in table(book["依据"])}
    assert len(basis["政策摘要（sha256）"]) == 64
    assert basis["名单版本"] == f"第 {batch.version} 次改动"
    assert [row["处理意见"] for row in table(book["绿色工厂"])] == ["列入推荐", "不列入"]


def test_the_same_list_gives_the_same_bytes(world: World) -> None:
    batch, person = meeting(world, 2), world.hat("province").person
    assert witness_book(batch, person) == witness_book(batch, person)


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_queries_however_long_the_list_is(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert len(TOTALS) >= count
    batch = meeting(world, count)
    person = world.hat("province").person
    witness_book(batch, person)
    with django_assert_num_queries(18):
        witness_book(batch, person)
