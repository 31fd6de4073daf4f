"""Consulting departments in a browser, in Chinese: drafted, sent, answered with and without an account, decided."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from applications.papers import pdf
from consultations.ground import CHECKED, departments
from consultations.ground import sent as ground_sent
from greenlist.applications.models import Application
from greenlist.consultations.models import Consultation, Letter, Reply
from greenlist.engine import clock
from later import several
from world import World

from . import steps
from .conftest import Window
from .visitor import Visitor

pytestmark = pytest.mark.requirement("REQ-44")


@pytest.mark.long
def test_from_the_draft_to_the_decision(town: World, window: Window, tmp_path: Path) -> None:
    departments(town)
    market = town.organisations["market"]
    market.status = "pending"  # it has no account yet
    market.save()
    several(town, count=3, state=CHECKED)
    city, approver, department = (window(town, who) for who in ("city", "cityapprover", "department"))
    batch = drafted(city)
    sent(approver, batch)
    answered(department, batch, tmp_path)
    link = linked(city, batch.letters.get(field="市场监管"))
    guest = window()
    by_link(guest, link)
    on_paper(city, batch.letters.get(field="应急管理"), tmp_path)
    decided(approver, batch)
    for one in (city, approver, department, guest):
        one.done()


def drafted(city: Visitor) -> Consultation:
    city.go("/consultations/", "征求意见")
    steps.follow(city, "拟征求意见函")
    city.page.get_by_label("答复期限").fill((clock.today() + timedelta(days=10)).isoformat())
    city.page.get_by_label("联系人和电话").fill("资源科　0431-80000000")
    city.look("拟稿")
    city.page.get_by_role("button", name="拟好，去核对").click()
    expect(city.page.get_by_text("拟稿，未发出")).to_be_visible()
    city.look("拟稿核对")
    city.page.get_by_role("link", name="增列部门").click()
    city.page.get_by_label("职能").fill("税务")
    city.page.get_by_role("button", name="增列").click()
    expect(city.page.get_by_text("请写明主送单位")).to_have_count(2)
    city.look("增列部门")
    city.page.get_by_label("主送单位").fill("长春市税务局")
    city.page.get_by_role("button", name="增列").click()
    expect(city.page.get_by_role("rowheader", name="长春市税务局")).to_be_visible()
    return Consultation.objects.get()


def sent(approver: Visitor, batch: Consultation) -> None:
    approver.go(f"/consultations/{batch.pk}/send/", "预览并发函")
    approver.page.get_by_role("button", name="发出 4 份函").click()
    expect(approver.page.get_by_text("已发函给 4 个部门")).to_be_visible()
    approver.look("已发函")


def answered(department: Visitor, batch: Consultation, folder: Path) -> None:
    department.go("/letters/", "部门的函")
    steps.follow(department, "就 3 家单位征求意见", "部门答复")
    first = department.page.locator("fieldset.card").first
    first.get_by_label("有异议", exact=True).check()
    department.page.get_by_role("button", name="提交选了意见的各家").click()
    expect(department.page.get_by_text("没有提交，请先改正")).to_be_visible()
    department.look("部门答复有误")
    proof = folder / "处罚决定.pdf"
    proof.write_bytes(pdf(text="处罚决定"))
    first = department.page.locator("fieldset.card").first
    first.get_by_label("事实和依据").fill("2023 年 11 月因超标排放被处罚（长环罚〔2023〕88号）。")
    first.get_by_label("涉及的否决情形").select_option("NEG-2a")
    first.get_by_label("证明材料").set_input_files(proof)
    department.page.get_by_role("button", name="提交选了意见的各家").click()
    expect(department.page.get_by_text("已答复，发函单位已收到")).to_be_visible()
    department.page.get_by_label("我已逐家看过名单").check()
    department.page.get_by_role("button", name="2 家全部无异议").click()
    expect(department.page.get_by_text("已全部答复")).to_be_visible()
    department.look("部门已答复")
    assert Reply.objects.filter(letter__consultation=batch).count() == 3


def linked(city: Visitor, letter: Letter) -> str:
    city.go(f"/consultations/letters/{letter.pk}/", "一份函")
    steps.follow(city, "发链接", "发个人链接")
    city.page.get_by_label("给谁用").fill("华市场")
    city.page.get_by_role("button", name="生成链接").click()
    expect(city.page.locator("#made-link")).to_be_visible()
    city.look("链接只显示一次")
    return city.page.locator("#made-link").inner_text()


def by_link(guest: Visitor, link: str) -> None:
    guest.page.goto(link)
    guest.look("个人链接")
    guest.page.get_by_label("我已逐家看过名单").check()
    guest.page.get_by_role("button", name="3 家全部无异议").click()
    expect(guest.page.get_by_role("heading", name="答复已收到")).to_be_visible()
    guest.look("链接答复已收到")
    guest.page.goto(link)
    expect(guest.page.get_by_role("heading", name="链接已经用过")).to_be_visible()
    guest.look("链接已经用过")


def on_paper(city: Visitor, letter: Letter, folder: Path) -> None:
    scan = folder / "复函.pdf"
    scan.write_bytes(pdf(text="复函"))
    city.go(f"/consultations/letters/{letter.pk}/paper/", "录入书面复函")
    city.page.get_by_label("复函扫描件").set_input_files(scan)
    for one in city.page.locator("fieldset.card").all():
        one.get_by_label("无异议", exact=True).check()
    city.page.get_by_role("button", name="录入").click()
    expect(city.page.get_by_text("复函已录入")).to_be_visible()
    steps.press(city, "登记", "一份函已答复")


def decided(approver: Visitor, batch: Consultation) -> None:
    approver.go(f"/consultations/{batch.pk}/?show=objection")
    approver.look("有异议的单位")
    steps.follow(approver, "有异议，待认定", "认定异议")
    approver.page.get_by_label("异议成立：不予推荐").check()
    approver.page.get_by_label("理由").fill("处罚决定已生效，属于环境污染事故。")
    approver.page.get_by_role("button", name="认定").click()
    expect(approver.page.get_by_text("已认定异议成立，不予推荐")).to_be_visible()
    approver.look("总表")
    assert Application.objects.filter(state="rejected").count() == 1


@pytest.mark.long
@pytest.mark.parametrize("scripts", [True, False])
def test_a_department_finds_a_unit_of_a_long_letter(town: World, window: Window, scripts: bool) -> None:
    batch = ground_sent(town, 12)
    unit = batch.units.order_by("position")[10].application.unit
    department = window(town, "department", scripts=scripts, album=f"a_long_letter_{scripts}")
    page = department.page
    department.go(f"/letters/{batch.letters.get(field='生态环境').pk}/", "长的函")
    page.get_by_label("单位名称或代码").fill(unit.uscc)
    page.get_by_role("button", name="查找").click()
    expect(page.locator("fieldset.card")).to_have_count(1)
    expect(page.locator("fieldset.card")).to_contain_text(unit.name)
    department.look("找到一家")
    page.locator("fieldset.card").get_by_label("无异议", exact=True).check()
    page.get_by_role("button", name="提交选了意见的各家").click()
    expect(page.get_by_text("已答复，发函单位已收到")).to_be_visible()
    expect(page.locator("fieldset.card")).to_have_count(1)
    page.get_by_label("单位名称或代码").fill("没有这家")
    page.get_by_role("button", name="查找").click()
    department.look("没有找到")
    page.get_by_role("link", name="看全部").click()
    expect(page.locator("fieldset.card")).to_have_count(12)
    department.done()
