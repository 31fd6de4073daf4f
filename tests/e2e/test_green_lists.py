"""The green lists in a browser: a file looked at and taken in, a removal linked, the ledger read; at both widths."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from applications.filled import submitted
from greenlist.listings.domain.keeping import identify_entry
from greenlist.listings.models import Change, Entry
from listings.made import FACTORIES, HEAD, listed, xlsx
from world import World

from . import steps
from .conftest import Window

MORE = [
    [4, "长春市", "示例食品 有限公司", "示例绿色评价有限公司"],
    *[
        [number, "四平市", f"{word}{word}示例建材有限公司", "另一评价有限公司"]
        for number, word in enumerate("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏", 5)
    ],
]
PARKS = [["附件2 绿色工业园区名单", "", ""], ["序号", "地 区", "工厂名称"],
         *[[number, "吉林市", f"示例第{number}经济开发区"] for number in range(1, 4)]]  # fmt: skip


@pytest.mark.long
def test_from_a_file_to_the_ledger(window: Window, town: World, tmp_path: Path) -> None:
    file = tmp_path / "2024年度省级名单.xlsx"
    file.write_bytes(xlsx(("附件1", [HEAD, *FACTORIES, *MORE]), ("附件2", PARKS)))
    office = window(town, "province")
    page = office.page
    office.go("/green-lists/", "还没有名单")
    page.get_by_role("link", name="导入名单").first.click()
    page.get_by_label("批次或年度").fill("2024年度")
    page.get_by_label("批次序号").fill("3")
    page.get_by_label("公布日期").fill("2024-08-30")
    page.get_by_label("文号").fill("吉工信示例〔2024〕1号")
    page.get_by_label("出处").select_option("published")
    page.get_by_label("名单文件").set_input_files(file)
    office.look("导入")
    page.get_by_role("button", name="上传并看会改什么").click()
    expect(page.get_by_text("还没有选类型")).to_be_visible()
    office.look("有疑问的类型")
    page.get_by_label("这一部分是").nth(1).select_option("park")
    page.get_by_role("button", name="按所选类型重新比对").click()
    apply = page.get_by_role("button", name=re.compile("类型无误，导入"))
    expect(apply).to_be_visible()
    office.look("预览")
    apply.click()
    page.wait_for_url(re.compile(r"/green-lists/\d+/$"))
    office.look("名单")
    assert Entry.objects.filter(kind="park").count() == 3
    assert office.faults == []


@pytest.mark.long
def test_a_removal_and_the_ledger(window: Window, town: World) -> None:
    green_list = listed(town, [*FACTORIES, *MORE])
    office = window(town, "province")
    page = office.page
    office.go("/green-lists/changes/new/")
    page.get_by_label("类型").select_option("factory")
    page.get_by_label("单位名称").fill("甲乙示例机械(长春)有限公司")
    page.get_by_label("公布日期").fill("2025-01-22")
    page.get_by_label("文号").fill("吉工信示例〔2025〕2号")
    page.get_by_label("随哪一批公布").fill("2024年度")
    page.get_by_label("批次序号").fill("3")
    office.look("登记移出")
    page.get_by_role("button", name="登记，再确认对应哪一行").click()
    expect(page.get_by_role("status")).to_contain_text("请确认它说的是名单里的哪一行")
    office.look("对应哪一行")
    page.get_by_role("button", name="是这一行").first.click()
    expect(page.get_by_role("status")).to_contain_text("已对应到名单")
    office.look("已对应")
    assert Change.objects.get().entry == Entry.objects.get(kind="factory", seq=2)

    office.go("/green-lists/names/", "相近名称")
    office.go("/green-lists/changes/", "移出和更名")
    office.go(f"/green-lists/entries/{Entry.objects.get(kind='factory', seq=2).pk}/", "一行")
    office.go("/green-lists/ledger/counts/?level=province&batch=3")
    page.get_by_label("绿色工厂 列入", exact=True).fill("29")
    page.get_by_label("绿色工厂 移出", exact=True).fill("1")
    office.look("公布的数字")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("有 1 处对不上")).to_be_visible()
    page.get_by_label("到第几批").fill("3")
    page.get_by_label("看到的数字").fill("28")
    page.get_by_role("button", name="核对").click()
    expect(page.get_by_role("status")).to_contain_text("等于净数")
    office.look("台账")
    office.go("/green-lists/", "名单一览")
    office.go(f"/green-lists/{green_list.pk}/withdraw/", "撤回")
    assert office.faults == []


@pytest.mark.long
def test_the_city_reads_without_scripts(window: Window, town: World, tmp_path: Path) -> None:
    green_list = listed(town)
    city = window(town, "city", scripts=False)
    city.go("/green-lists/", "市里看名单")
    city.page.get_by_role("link", name="省级 2024年度").click()
    city.page.get_by_label("名称、代码或机构").fill("戊己示例化工厂")
    steps.press(city, "筛选", "筛选")
    expect(city.page.get_by_role("link", name="丙丁示例化工")).to_be_visible()
    with city.page.expect_download() as download:
        city.page.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename == f"{green_list}.xlsx"


@pytest.mark.long
def test_a_unit_takes_its_yearly_form(window: Window, town: World) -> None:
    made = submitted(town)
    entry = listed(town).entries.get(seq=1)
    identify_entry(entry=entry, uscc=town.organisations["unit"].uscc, basis="执照", by=town.hat("province"))
    unit = window(town, "owner")
    unit.go("/green-lists/mine/", "本单位的名单记录")
    unit.page.get_by_role("link", name="下载和预填").click()
    expect(unit.page.get_by_text(made.receipt_number)).to_be_visible()
    unit.look("动态管理表")
    for name, suffix in (("填报用 Excel", ".xlsx"), ("签章用 PDF", ".pdf")):
        with unit.page.expect_download() as taken:
            unit.page.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename.endswith(f"动态管理表{suffix}")
    unit.go(f"/applications/{made.application.pk}/receipts/1/", "回执")
    with unit.page.expect_download() as taken:
        unit.page.get_by_role("link", name="回执 PDF").click()
    assert taken.value.suggested_filename == f"{made.receipt_number}-receipt.pdf"
    assert unit.faults == []
