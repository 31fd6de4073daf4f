"""Filled files read back in a browser: a report into a draft, a city's table beside what the program holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from applications.filled import state
from documents.report_docs import factory_with_data, park_2018, put, saved
from greenlist.applications.domain.rows import add_row
from recommendations.ground import let_pass, selected, sent, the_one
from recommendations.table_docs import one_sheet, workbook
from world import World, application_of, round_of

from . import steps
from .conftest import Window

pytestmark = pytest.mark.long


def test_a_report_is_looked_at_and_taken(town: World, window: Window, tmp_path: Path) -> None:
    draft = application_of(town, round_of(town), unit="park", kind="park", by="parkeditor")
    state(draft, "unit.contact", "原联系人", town.hat("parkeditor"))
    state(draft, "unit.email", "park@example.com", town.hat("parkeditor"))
    editor = window(town, "parkeditor")
    editor.go(f"/applications/{draft.pk}/")
    steps.follow(editor, "从评价报告填入", "report-upload")
    editor.page.set_input_files("input[type=file]", put(tmp_path, saved(park_2018()), "园区第三方评价报告.docx"))
    editor.page.get_by_role("button", name="上传并看读出了什么").click()
    expect(editor.page.get_by_role("heading", name="没有读懂，或不写入")).to_be_visible()
    expect(editor.page.get_by_role("checkbox", name="不采用 联系人", exact=True)).to_be_checked()
    editor.look("report-preview")
    editor.page.get_by_role("button", name="写入没有勾").click()
    expect(editor.page.get_by_text("已从评价报告写入")).to_be_visible()
    assert draft.statements.get(place="unit.contact", current=True).content == "原联系人"
    assert draft.statements.get(place="unit.park_head", current=True).content == "周某"
    editor.done()


def test_data_tables_of_a_report_become_rows(town: World, window: Window, tmp_path: Path) -> None:
    draft = application_of(town, round_of(town))
    row = add_row(application=draft, table="products")
    for name, content in (("name", "减速机"), ("unit", "台"), ("qualified_output", "11000")):
        state(draft, f"products.{row.key}.{name}", content, town.hat("owner"))
    document = factory_with_data()
    document.tables[0].cell(6, 1).text = "/"  # the code of a unit of its own stands in no made-up report
    owner = window(town, "owner")
    owner.go(f"/applications/{draft.pk}/from-report/")
    owner.page.set_input_files("input[type=file]", put(tmp_path, saved(document), "第三方评价报告.docx"))
    owner.page.get_by_role("button", name="上传并看读出了什么").click()
    expect(owner.page.get_by_role("checkbox", name="不采用 产品“减速机”：合格产品产量")).to_be_checked()
    expect(owner.page.get_by_role("checkbox", name="不采用 产品：联轴器")).not_to_be_checked()
    expect(owner.page.get_by_role("heading", name="没有读的表")).to_be_visible()
    expect(owner.page.get_by_text("表 10 主要生产设备")).to_be_visible()
    owner.look("report-rows")
    owner.page.get_by_role("button", name="写入没有勾").click()
    expect(owner.page.get_by_text("已从评价报告写入")).to_be_visible()
    owner.go(f"/applications/{draft.pk}/s/table-products/", "products")
    kept = draft.statements.get(place=f"products.{row.key}.qualified_output", current=True)
    assert kept.content == "11000"
    assert draft.table_rows.filter(table="products").count() == 2
    owner.done()


def test_a_citys_table_is_compared(
    town: World, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_pass(monkeypatch)
    sent(town, selected(town, 2)[0].round)
    row = the_one()
    grids = one_sheet()
    grids[0].rows[4][2:6] = [row.units.all()[0].application.unit.name, "", "1391", "12.3"]
    province = window(town, "province")
    province.go(f"/intake/{row.pk}/", "intake-one")
    steps.follow(province, "比对来文的汇总表", "intake-table")
    province.page.set_input_files("input[type=file]", workbook(tmp_path / "汇总表.xlsx", grids))
    province.page.get_by_role("button", name="比对").click()
    expect(province.page.get_by_role("heading", name="不同的格")).to_be_visible()
    province.look("intake-table-compared")
    province.done()
