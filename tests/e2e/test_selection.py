"""The city in a browser, in Chinese: a ranked list decided and released, then the recommendation, posted, uploaded."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from applications.papers import pdf
from greenlist.applications.models import Application
from greenlist.decisions.models import Batch
from greenlist.engine import clock
from greenlist.parties.models import Role
from greenlist.recommendations.models import Posting, Recommendation, Upload
from later import several
from recommendations.ground import NUMBER, due, let_pass
from world import World, person

from . import steps
from .conftest import Window
from .visitor import Visitor

pytestmark = [pytest.mark.long, pytest.mark.requirement("REQ-39", "REQ-45", "REQ-46", "REQ-47", "REQ-48")]

OWN = "示例工厂100有限公司"
SECOND, OUT, LAST = "示例工厂101有限公司", "示例工厂102有限公司", "示例工厂103有限公司"


@pytest.fixture
def consulted(town: World) -> list[Application]:
    """Four factories about which the departments were asked, the date not come; the first has somebody who files."""
    rows = several(town, count=4, state="consulted")
    town.organisations["maker"] = rows[0].unit
    person(town, "maker", "方填报", "maker", Role.APPLICANT_EDITOR)
    due(rows[0].round, clock.today() + timedelta(days=9))
    return rows


def test_a_city_selects_and_recommends(
    town: World, window: Window, consulted: list[Application], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    city, approver = window(town, "city"), window(town, "cityapprover")
    batch = listed(city)
    moved(city)
    decided(city)
    proposed(city, batch)
    released(approver, batch)
    assert states() == {OWN: "selected", SECOND: "selected", LAST: "selected", OUT: "rejected"}
    let_pass(monkeypatch)  # replies, screening and the province's list have journeys of their own
    row = worded(city)
    checked(city, row)
    sent(approver, row)
    downloaded(city, row, tmp_path)
    delivered(city, row, tmp_path)
    told(window(town, "maker"), consulted[0])
    for one in (city, approver):
        one.done()


def states() -> dict[str, str]:
    return dict(Application.objects.filter(unit__name__startswith="示例工厂").values_list("unit__name", "state"))


def listed(city: Visitor) -> Batch:
    city.go("/", "市里的首页")
    city.go("/selections/", "遴选")
    steps.press(city, "建立名单", "排序的名单")
    expect(city.page.get_by_role("row")).to_have_count(5)
    return Batch.objects.get()


def moved(city: Visitor) -> None:
    """The last one goes to the top, for a reason that stays written beside its place."""
    steps.follow(city, LAST, "一家单位")
    steps.press(city, "调整")
    expect(city.page.get_by_text("请写明理由。").first).to_be_visible()
    city.look("调整缺理由")
    city.page.get_by_label("移到第几位").fill("1")
    city.page.locator("#move").locator("xpath=../..").get_by_label("理由").fill("市政府重点培育的食品链主企业")
    steps.press(city, "调整", "已调整")
    expect(city.page.get_by_text("市政府重点培育的食品链主企业").first).to_be_visible()


def decided(city: Visitor) -> None:
    """Three ticked and listed, the one left over not."""
    steps.follow(city, "长春市")
    page = city.page
    for name in (OWN, SECOND, LAST):
        page.get_by_label(f"选择{name}").check()
    page.get_by_label("列入推荐", exact=True).check()
    city.look("勾选几家")
    steps.press(city, "拟定", "拟定了几家")
    expect(page.get_by_text("已拟定 3 家")).to_be_visible()
    page.locator("#outcome").select_option("open")
    steps.press(city, "筛选", "还没有定的")
    page.get_by_label("筛选出的全部 1 家").check()
    page.get_by_label("不列入", exact=True).check()
    steps.press(city, "拟定")
    expect(page.locator(".error-summary, [role=alert]").first).to_be_visible()
    city.look("不列入要写理由")
    page.get_by_label("筛选出的全部 1 家").check()
    page.get_by_label("不列入", exact=True).check()
    page.get_by_label("常用理由").select_option(index=1)
    steps.press(city, "拟定")
    expect(page.get_by_text("已拟定 1 家")).to_be_visible()


def proposed(city: Visitor, batch: Batch) -> None:
    city.go(f"/selections/{batch.pk}/", "都定了")
    for form in ("PDF", "Word", "Excel"):
        with city.page.expect_download():
            city.page.get_by_role("link", name=form, exact=True).click()
    steps.press(city, "报请审批人发布", "已报审批")
    expect(city.page.get_by_role("button", name="拟定")).to_have_count(0)


def released(approver: Visitor, batch: Batch) -> None:
    approver.go("/", "审批人的首页")
    approver.go(f"/selections/{batch.pk}/")
    steps.follow(approver, "预览发布结果", "发布会怎样")
    expect(approver.page.get_by_text("方填报").first).to_be_visible()
    steps.press(approver, "按这个结果发布", "已发布")
    batch.refresh_from_db()
    assert batch.state == Batch.State.RELEASED


def worded(city: Visitor) -> Recommendation:
    city.go("/recommendations/", "推荐")
    with city.page.expect_navigation():
        city.page.get_by_role("button", name=re.compile("^开始推荐")).click()
    city.look("拟推荐文")
    steps.press(city, "核对并提交审批", "还没有文号")
    expect(city.page.get_by_text("推荐文还没有文号").first).to_be_visible()
    page = city.page
    page.get_by_label("发文字号").fill(NUMBER)
    page.get_by_label("成文日期").fill(clock.today().isoformat())
    page.get_by_label("签发人").fill("陈局长")
    page.get_by_label("评价和遴选情况").fill("我市共收到申报 4 份，经形式审查和择优遴选，推荐 3 家。")
    page.get_by_label("征求意见情况").fill("已征求生态环境、应急管理、市场监管部门意见，均无异议。")
    steps.press(city, "保存推荐文")
    expect(page.get_by_text("推荐文已保存")).to_be_visible()
    return Recommendation.objects.get()


def checked(city: Visitor, row: Recommendation) -> None:
    """One is left out and taken in again; checked; handed to the approver."""
    page = city.page
    steps.follow(city, "选择单位", "选择单位")
    page.get_by_label(LAST).uncheck()
    steps.press(city, "保存选择")
    expect(page.get_by_text("已选 2 家")).to_be_visible()
    steps.follow(city, "选择单位")
    page.get_by_label(LAST).check()
    steps.press(city, "保存选择")
    steps.press(city, "筛查并核对", "核对过了")
    city.go(f"/recommendations/{row.pk}/platform/", "平台填报核对")
    city.go(f"/recommendations/{row.pk}/packages/", "合订材料")
    city.go(f"/recommendations/{row.pk}/")
    steps.press(city, "核对并提交审批", "提交审批了")


def sent(approver: Visitor, row: Recommendation) -> None:
    approver.go("/recommendations/", "审批人的推荐")
    steps.follow(approver, NUMBER)
    steps.follow(approver, "看预览，报出或退回", "报出前的预览")
    approver.page.get_by_role("button", name="报出 3 家").click()
    expect(approver.page.locator("#confirm")).to_be_visible()
    approver.look("确认报出")
    with approver.page.expect_navigation():
        approver.page.locator("#confirm").get_by_role("button").last.click()
    approver.look("已报出")
    row.refresh_from_db()
    assert row.state == Recommendation.State.SENT


def downloaded(city: Visitor, row: Recommendation, folder: Path) -> None:
    """Letter and table, as they are posted."""
    city.go(f"/recommendations/{row.pk}/", "报出以后")
    expect(city.page.get_by_text("还没有登记纸质材料的寄送").first).to_be_visible()
    files = city.page.locator("#files").locator("xpath=../..")
    for name, start in (("PDF", b"%PDF"), ("Word", b"PK"), ("Excel", b"PK")):
        with city.page.expect_download() as waiting:
            files.get_by_role("link", name=name, exact=True).first.click()  # the letter; the table comes after
        path = folder / f"{name}.{waiting.value.suggested_filename.rsplit('.')[-1]}"
        waiting.value.save_as(path)
        assert path.read_bytes().startswith(start)
    book = openpyxl.load_workbook(folder / "Excel.xlsx")
    cells = [str(cell.value) for sheet in book for line in sheet for cell in line]
    assert sum(name in cells for name in (OWN, LAST, OUT)) == 2


def delivered(city: Visitor, row: Recommendation, folder: Path) -> None:
    """The scan, the post and the platform: what is missing gets less, and then nothing is."""
    page = city.page
    scan = folder / "盖章推荐文.pdf"
    scan.write_bytes(pdf(text="推荐文"))
    page.get_by_text("上传盖章扫描件").click()
    page.get_by_label("盖章扫描件", exact=True).set_input_files(scan)
    steps.press(city, "上传")
    steps.follow(city, "登记寄送和上传", "寄送和上传")
    expect(page.get_by_text("还没有登记纸质材料的寄送")).to_be_visible()
    steps.press(city, "登记寄送", "寄送缺方式")
    page.get_by_label("方式").fill("EMS")
    page.get_by_label("单号").fill("EE123456789CN")
    steps.press(city, "登记寄送", "已登记寄送")
    expect(page.get_by_text("还有 3 家没有登记平台上传")).to_be_visible()
    page.get_by_label("平台回执").fill("GM-2024-0031")
    steps.press(city, "登记上传", "都已登记")
    expect(page.get_by_text("寄送和上传都已登记")).to_be_visible()
    assert (Posting.objects.count(), Upload.objects.count()) == (1, 3)
    city.go(f"/recommendations/{row.pk}/", "不缺什么了")
    expect(page.get_by_text("还缺：")).to_have_count(0)


def told(owner: Visitor, application: Application) -> None:
    """The unit sees with which letter it went."""
    owner.go(f"/applications/{application.pk}/recommended/", "单位看推荐")
    expect(owner.page.get_by_text(NUMBER).first).to_be_visible()
    owner.done()
