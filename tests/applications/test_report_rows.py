"""Data tables of a report into the rows of a draft: beside what is there, nothing overwritten and nothing doubled."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from applications.filled import state
from documents.report_docs import factory_2024, factory_with_data, saved, table_under
from greenlist.applications.data import application_data
from greenlist.applications.domain.rows import add_row, remove_row
from greenlist.applications.models import Application, UploadedSheet
from greenlist.applications.workbook import sheet_of
from greenlist.applications.workbook_changes import Preview, preview_of
from world import World, application_of, round_of

NAME = "报告.docx"
Rows = Sequence[Sequence[str]]


@pytest.fixture
def draft(world: World) -> Application:
    return application_of(world, round_of(world))


def without_code(document: Any) -> bytes:
    for row in document.tables[0].rows:  # the code of a unit of its own stands in no made-up report
        for cell in row.cells:
            if "０１０５" in cell.text:
                cell.text = "/"
    return saved(document)


def report(*tables: tuple[str, Rows]) -> bytes:
    document = factory_2024()
    for caption, rows in tables:
        table_under(document, caption, rows)
    return without_code(document)


PRODUCTS = [("产品名称", "计量单位", "合格产品产量", "产品产值（万元）"), ("减速机", "t", "1,200", "900"),
            ("联轴器", "t", "0", "—")]  # fmt: skip


def at(application: Application, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"pk": application.pk, **more})


def brought(application: Application, world: World, content: bytes) -> UploadedSheet:
    data = {"sheet": SimpleUploadedFile(NAME, content), "idempotency_key": str(uuid.uuid4())}
    assert world.client("owner").post(at(application, "report_upload"), data).status_code == 302
    return UploadedSheet.objects.latest("pk")


def preview(kept: UploadedSheet) -> Preview:
    return preview_of(kept.application, sheet_of(kept.content))


def of_rows(kept: UploadedSheet, table: str = "products") -> list[Any]:
    return [one for one in preview(kept).changes if one.place.startswith(f"{table}.")]


def page(kept: UploadedSheet, world: World) -> str:
    response = world.client("owner").get(at(kept.application, "report_apply", upload=kept.pk))
    assert response.status_code == 200
    return response.content.decode()


def apply(kept: UploadedSheet, world: World, leave: Sequence[str] = (), digest: str = "") -> HttpResponse:
    data = {"digest": digest or preview(kept).digest, "idempotency_key": str(uuid.uuid4()), "leave": leave}
    return world.client("owner").post(at(kept.application, "report_apply", upload=kept.pk), data)  # type: ignore[return-value]


def product(application: Application, world: World, **cells: tuple[str, str] | str) -> str:
    """A row of the table of products, each cell as text or as text and unit. Gives its key."""
    row = add_row(application=application, table="products")
    for name, value in cells.items():
        content = {"value": value[0], "unit": value[1]} if isinstance(value, tuple) else value
        state(application, f"products.{row.key}.{name}", content, world.hat("owner"))
    return row.key


def products(application: Application) -> list[dict[str, Any]]:
    def value(cell: Any) -> Any:
        block = cell[-1] if isinstance(cell, list) else cell
        return f"{block['value']} {block.get('unit', '')}".strip() if isinstance(block, dict) else block

    rows = application_data(application).get("products", [])
    return [{name: value(cell) for name, cell in row.items()} for row in rows]


def test_new_rows_are_shown_and_then_taken_with_their_source(draft: Application, world: World) -> None:
    kept = brought(draft, world, report(("表5 产品", PRODUCTS)))
    first, second = of_rows(kept)
    assert (first.kind, first.label, first.cell) == ("row", "产品：减速机", "表2第2行第1列")
    shown = page(kept, world)
    assert "产品：减速机" in shown
    assert "900 万元" in shown
    assert products(draft) == []
    assert apply(kept, world, leave=[second.place]).status_code == 302
    assert products(draft) == [{"name": "减速机", "unit": "t", "qualified_output": "1200 t", "output_value": "900"}]
    stated = draft.statements.get(place__startswith="products.", place__endswith=".output_value", current=True)
    assert NAME in stated.reason
    assert "表2第2行第4列" in stated.reason
    again = brought(draft, world, report(("表5 产品", PRODUCTS)))
    assert [one.label for one in of_rows(again)] == ["产品：联轴器"]  # what was left out, and nothing twice


def test_a_row_that_is_there_is_compared_cell_by_cell_and_keeps_its_word(draft: Application, world: World) -> None:
    key = product(draft, world, name="减速机", unit="kg", qualified_output="1200000", output_value=("5", "亿元"))
    kept = brought(draft, world, report(("产品", PRODUCTS[:2])))
    (change,) = of_rows(kept)  # 1,200 t are 1,200,000 kg
    assert (change.kind, change.place) == ("changed", f"products.{key}.output_value")
    shown = page(kept, world)
    assert "产品“减速机”：产品产值" in shown
    box = shown.split(f'value="{change.place}"')[1].split(">")[0]
    assert box.endswith("checked")  # stays as it is unless a person says otherwise
    assert apply(kept, world, leave=[change.place]).status_code == 302
    assert products(draft)[0]["output_value"] == "5 亿元"


def test_what_is_missing_in_a_row_is_offered_in_the_unit_of_that_row(draft: Application, world: World) -> None:
    key = product(draft, world, name="减速机", unit="kg", is_main="是")
    kept = brought(draft, world, report(("产品", PRODUCTS[:2])))
    gives = {one.place.removeprefix(f"products.{key}."): one.gives[one.place].content for one in of_rows(kept)}
    assert gives == {"qualified_output": "1200000", "output_value": "900"}
    assert apply(kept, world).status_code == 302
    (row,) = products(draft)
    assert (row["unit"], row["qualified_output"]) == ("kg", "1200000 kg")
    assert of_rows(brought(draft, world, report(("产品", PRODUCTS[:2])))) == []


def test_figures_in_a_unit_that_does_not_convert_are_left_and_told(draft: Application, world: World) -> None:
    product(draft, world, name="减速机", unit="台", qualified_output="7")
    product(draft, world, name="联轴器", qualified_output="7")  # counted in nobody knows what
    kept = brought(draft, world, report(("产品", PRODUCTS)))
    assert [one.place.rpartition(".")[2] for one in of_rows(kept)] == ["output_value"]
    left = [one["text"] for one in kept.content["about"]["left"] if "不能换算" in one["why"]]
    assert left == ["减速机 合格产品产量：1,200", "联轴器 合格产品产量：0"]


def test_rows_of_one_name_are_not_guessed(draft: Application, world: World) -> None:
    product(draft, world, name="减速机", unit="t", qualified_output="1")
    product(draft, world, name="减速机", unit="t", qualified_output="2")
    kept = brought(draft, world, report(("产品", PRODUCTS[:2])))
    assert of_rows(kept) == []
    assert "分不清对应哪一行" in page(kept, world)


def test_a_report_read_before_a_row_was_added_adds_no_second_one(draft: Application, world: World) -> None:
    first, second = (brought(draft, world, report(("产品", PRODUCTS[:2]))) for _ in range(2))
    assert apply(first, world).status_code == 302
    (change,) = of_rows(second)
    assert "同名的一行" in str(change.refused)
    apply(second, world)
    assert len(products(draft)) == 1


def test_a_row_removed_meanwhile_is_not_written_to(draft: Application, world: World) -> None:
    key = product(draft, world, name="减速机", unit="t")
    kept = brought(draft, world, report(("产品", PRODUCTS[:2])))
    seen = preview(kept).digest
    remove_row(application=draft, table="products", key=key, by=world.hat("owner"))
    assert {str(one.refused) for one in of_rows(kept)} == {"这一行已移除；要用的请先恢复。"}
    assert apply(kept, world, digest=seen).status_code == 409


def test_what_was_stated_in_a_row_meanwhile_is_looked_at_again(draft: Application, world: World) -> None:
    key = product(draft, world, name="减速机", unit="t")
    kept = brought(draft, world, report(("产品", PRODUCTS[:2])))
    seen = preview(kept).digest
    state(draft, f"products.{key}.output_value", "123", world.hat("colleague"))
    assert apply(kept, world, digest=seen).status_code == 409
    assert products(draft)[0]["output_value"] == "123"


def test_everything_that_is_not_read_is_named_on_the_page(draft: Application, world: World) -> None:
    document = factory_with_data()
    table_under(document, "表 11 基本要求", [("基本要求", "是否符合"), ("守法经营", "基本符合")])
    shown = page(brought(draft, world, without_code(document)), world)
    for words in (
        "表 10 主要生产设备", "设备名称、型号、台数", "不是认得的表", "合计由程序计算", "守法经营：基本符合",
        "“约20”不是数字", "四、评价结论", "申报表没有对应的栏",
    ):  # fmt: skip
        assert words in shown, words


def test_an_upload_kept_by_an_earlier_version_is_still_shown(draft: Application, world: World) -> None:
    kept = brought(draft, world, report())
    for key in ("tables", "rows", "notes", "more"):
        kept.content["about"].pop(key)
    kept.content.pop("seen_rows")
    for one in kept.content["about"]["chapters"]:
        one.pop("why")
    kept.save()
    assert "李四" in page(kept, world)


def test_rows_are_shown_together_in_their_order_and_named_by_what_names_them(draft: Application, world: World) -> None:
    keys = [product(draft, world, name=name, unit="t") for name in ("联轴器", "减速机")]
    kept = brought(draft, world, report(
        ("产品", [PRODUCTS[0], *PRODUCTS[1:], ("齿轮", "t", "3", "4")]),
        ("能源", [("能源品种", "消费量（t）", "流向"), ("柴油", "3", "购入")]),
    ))  # fmt: skip
    kept.refresh_from_db()  # the database keeps the places of a sheet in an order of its own
    assert [one.place.removeprefix("products.") for one in of_rows(kept)[:-1]] == [
        f"{keys[0]}.qualified_output", f"{keys[1]}.qualified_output", f"{keys[1]}.output_value"
    ]  # fmt: skip
    assert of_rows(kept)[-1].label == "产品：齿轮"
    (energy,) = of_rows(kept, "energy")
    assert energy.then.startswith("能源品种 柴油；能源消费量 3 t；")


def test_many_rows_cost_no_more_queries(draft: Application, world: World, django_assert_max_num_queries: Any) -> None:
    rows = [PRODUCTS[0], *((f"产品{number}", "t", str(number), "1") for number in range(60))]
    kept = brought(draft, world, report(("产品", rows)))
    client = world.client("owner")
    with django_assert_max_num_queries(40):
        assert client.get(at(draft, "report_apply", upload=kept.pk)).status_code == 200
    assert apply(kept, world).status_code == 302
    assert len(products(draft)) == 60


def test_a_table_by_columns_and_its_energy_level_come_to_the_product_they_are_about(
    draft: Application, world: World
) -> None:
    product(draft, world, name="减速机", unit="t", qualified_output=("1200", "t"))
    across = list(zip(*PRODUCTS, strict=True))
    levels = [
        ("产品", "指标", "实际值", "标准", "结论"),
        ("减速机", "单位产品综合能耗", "90 kgce/t（计算）；92 kgce/t（申报）", "GB 16780-2021", "达到"),
    ]
    kept = brought(draft, world, report(("表5 产品", across), ("表6 能效水平对照表", levels)))
    assert "表2第4行第2列" in page(kept, world)
    assert apply(kept, world).status_code == 302
    assert products(draft) == [
        {"name": "减速机", "unit": "t", "qualified_output": "1200 t", "output_value": "900",
         "energy_limit_standard": "GB 16780-2021", "level_indicator": "单位产品综合能耗", "unit_energy": "92 kgce/t"},
        {"name": "联轴器", "unit": "t", "qualified_output": "0 t"},
    ]  # fmt: skip
