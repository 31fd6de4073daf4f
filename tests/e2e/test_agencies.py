"""An agency in a browser, in Chinese: it files, is sent back and accepted; it is engaged, evaluates, and signs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from agencies.engaged import on_route
from agencies.exif_photos import jpeg
from agencies.ground import complete, staffed
from agencies.verifying import BASIS, TEXTILE
from applications.filled import fill
from applications.papers import pdf
from greenlist.agencies.domain import steps as verbs
from greenlist.agencies.domain.verified import confirm_as_claimed
from greenlist.agencies.models import AgencyReport, Engagement, Filing
from greenlist.agencies.queries.chapters import chapters_of
from greenlist.agencies.queries.verifying import values_of
from greenlist.applications.models import Application, Nonconformity, Statement
from greenlist.engine import clock
from world import World, round_of

from . import steps
from .conftest import Window
from .visitor import Visitor

pytestmark = [pytest.mark.long, pytest.mark.requirement("REQ-05", "REQ-49", "REQ-50", "REQ-51", "REQ-52", "REQ-53")]


@pytest.fixture
def filing(town: World) -> Filing:
    """The draft of a filing in which everything is filled in."""
    staffed(town)
    return complete(town, round_of(town))


@pytest.fixture
def application(town: World, filing: Filing) -> Application:
    """An application on the agency's route, everything claimed, the exclusion list checked."""
    made = on_route(town, filing.round, kind="supply_chain")
    fill(made, TEXTILE, town.hat("owner"))
    made.statements.filter(place__in=["claimed_score", "unit.agency"]).delete()  # the agency's to state
    return made


def test_from_the_filing_to_the_signature(
    town: World, window: Window, filing: Filing, application: Application, tmp_path: Path
) -> None:
    people = {who: window(town, who) for who in ("agencyhead", "province", "owner", "signatory", "evaluator")}
    head, province, evaluator = people["agencyhead"], people["province"], people["evaluator"]
    filed_returned_accepted(head, province, filing)
    engagement = engaged(people, application, tmp_path)
    base = f"/agency/engagements/{engagement.pk}/"
    planned(evaluator, base)
    documents_reviewed(evaluator, base)
    site_evaluated(evaluator, base, tmp_path)
    verified(town, evaluator, base, application)
    nonconformity_answered(evaluator, people["owner"], base, application)
    drafted(town, evaluator, base, engagement)
    reviewer = window(town, "agencyreviewer")
    reviewed(reviewer, base)
    signed(head, base, engagement)
    for one in (*people.values(), reviewer):
        one.done()


def state_of(application: Application) -> str:
    return Application.objects.values_list("state", flat=True).get(pk=application.pk)


def opened(visitor: Visitor, summary: str, within: Locator | None = None) -> None:
    """What is folded away under these words is open."""
    place = within if within is not None else visitor.page.locator("main")
    place.locator("summary", has_text=summary).first.evaluate("one => { one.parentElement.open = true; }")


def filed_returned_accepted(head: Visitor, province: Visitor, filing: Filing) -> None:
    own, desk = f"/agency/filings/{filing.pk}/", f"/agencies/filings/{filing.pk}/"
    head.go(own, "备案")
    steps.press(head, "报送吉林省")
    province.go(desk)
    item = province.page.locator("#item-fixed_office")
    opened(province, "核对意见", item)
    item.get_by_label("退回").check()
    item.get_by_label("理由").fill("租赁合同缺最后一页，请补全。")
    with province.page.expect_navigation():
        item.get_by_role("button", name="保存这一项").click()
    steps.press(province, "退回机构补正")
    head.go(own)
    expect(head.page.get_by_text("租赁合同缺最后一页").first).to_be_visible()
    steps.press(head, "报送吉林省")
    province.go(desk)
    steps.press(province, "接受备案，发给备案号", "已备案")
    filing.refresh_from_db()
    assert filing.state == Filing.State.ACTIVE
    assert filing.number.startswith("吉绿评备〔")


def engaged(people: dict[str, Visitor], application: Application, folder: Path) -> Engagement:
    owner, head, signatory = people["owner"], people["agencyhead"], people["signatory"]
    owner.go(f"/applications/{application.pk}/agency/")
    owner.page.get_by_label("示例绿色评价有限公司").check()
    owner.page.get_by_label("给机构的说明").fill("主要产品为针织面料，七月可到厂。")
    steps.press(owner, "询问这家机构")
    engagement = Engagement.objects.get(application=application)
    head.go(f"/agency/engagements/{engagement.pk}/", "询问")
    head.page.get_by_label("已预评价").check()
    head.page.get_by_label("预评价结论").fill("基本要求已核对，评价可行。")
    steps.press(head, "接受委托")
    paper = folder / "合同.pdf"
    paper.write_bytes(pdf(text="合同"))
    head.page.locator("input[type=file]").set_input_files(paper)
    head.page.get_by_label("合同编号").fill("示合〔2024〕1号")
    for label in ("签订日期", "评价开始日期"):
        head.page.get_by_label(label).fill(clock.today().isoformat())
    steps.press(head, "保存合同")
    signatory.go(f"/applications/{application.pk}/agency/")
    steps.press(signatory, "确认签约", "已签约")
    assert state_of(application) == "contracted"
    return engagement


def planned(evaluator: Visitor, base: str) -> None:
    evaluator.go(base, "评价进度")
    steps.follow(evaluator, "接着做：评价组织安排", "评价组织安排")
    page = evaluator.page
    for number, part in ((1, "组长"), (2, "组员")):
        opened(evaluator, "加入成员")
        page.get_by_label("人员", exact=True).select_option(index=1)
        page.get_by_label("分工").select_option(label=part)
        page.get_by_label("职责").fill(f"第 {number} 组")
        steps.press(evaluator, "加入评价组")
    for label in ("评价目的", "评价范围和边界", "评价依据", "日程安排"):
        page.get_by_label(label).fill(f"{label}已与单位商定。")
    for label in ("开始日期", "结束日期"):
        page.get_by_label(label).fill(clock.today().isoformat())
    steps.press(evaluator, "保存计划", "计划已填")
    steps.press(evaluator, "完成评价组织安排")


def documents_reviewed(evaluator: Visitor, base: str) -> None:
    evaluator.go(f"{base}documents/")
    page = evaluator.page
    page.get_by_label("文件名称").fill("绿色采购管理制度")
    page.get_by_label("需现场核实").check()
    steps.press(evaluator, "记下")
    page.get_by_label("说明").fill("看供应商评审记录原件。")
    steps.press(evaluator, "记下", "文件评审")
    steps.press(evaluator, "完成文件评审")


def site_evaluated(evaluator: Visitor, base: str, folder: Path) -> None:
    evaluator.go(f"{base}site/", "现场评价")
    page, today = evaluator.page, clock.today()
    for label in ("到达日期", "离开日期"):
        page.get_by_label(label).fill(today.isoformat())
    page.get_by_label("地点").fill("长春市示例路1号厂区")
    page.get_by_label("访谈人员").fill("采购部刘经理")
    page.get_by_label("看到的情况").fill("查看供应商评审记录和仓库，与申报一致。")
    steps.press(evaluator, "记下")
    photo = folder / "仓库.jpg"
    photo.write_bytes(
        jpeg(
            taken=datetime(today.year, today.month, today.day, 10, tzinfo=clock.SHANGHAI).strftime("%Y:%m:%d %H:%M:%S")
        )
    )
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_label("照片说明").fill("原料仓库")
    steps.press(evaluator, "上传", "现场记录和照片")
    expect(page.get_by_text("时间取自照片")).to_be_visible()
    evaluator.go(f"{base}site/")
    steps.press(evaluator, "完成现场评价")
    evaluator.go(f"{base}documents/")
    steps.follow(evaluator, "修改")
    page.get_by_label("符合", exact=True).check()
    steps.press(evaluator, "保存")


def verified(town: World, evaluator: Visitor, base: str, application: Application) -> None:
    """One value by hand, otherwise than claimed; the others together, as claimed."""
    application.refresh_from_db()
    one = next(one for one in values_of(application) if one.waiting and one.place.startswith("values."))
    evaluator.go(f"{base}values/?section={one.section.id}")
    row = evaluator.page.locator(f"[id='q-{one.place}']")
    opened(evaluator, "填核查值", row)
    row.get_by_label("核查依据").fill("与台账逐笔核对。")
    with evaluator.page.expect_navigation():
        row.get_by_role("button", name="保存核查值").click()
    assert Statement.objects.filter(application=application, place=one.place, witness="verified").exists()
    waiting = [value.place for value in values_of(application) if value.waiting]
    confirm_as_claimed(application=application, places=waiting, reason=BASIS, by=town.hat("evaluator"))


def nonconformity_answered(evaluator: Visitor, owner: Visitor, base: str, application: Application) -> None:
    place = next(one.place for one in values_of(application) if one.place.startswith("values.") and one.claimed)
    evaluator.go(f"{base}nonconformities/add/?place={place}")
    evaluator.page.get_by_label("严重不符合").check()
    evaluator.page.get_by_role("textbox", name="问题").fill("单据缺一个月。")
    steps.press(evaluator, "提出并通知单位")
    owner.go(f"/applications/{application.pk}/nonconformities/")
    owner.page.get_by_role("textbox", name="答复").first.fill("已补交单据。")
    steps.press(owner, "答复", "已答复")
    evaluator.go(f"{base}nonconformities/")
    evaluator.page.get_by_role("textbox", name="确认意见").first.fill("单据齐全。")
    steps.press(evaluator, "关闭")
    assert Nonconformity.objects.get().state == Nonconformity.State.CLOSED


def drafted(town: World, evaluator: Visitor, base: str, engagement: Engagement) -> None:
    """The highlights through the page, the other texts at once."""
    evaluator.go(f"{base}chapters/highlights/", "受评价方主要亮点")
    box = evaluator.page.get_by_role("textbox", name="正文")
    box.fill("绿" * 101)
    steps.press(evaluator, "保存")
    expect(evaluator.page.get_by_text("最多 100 字，现在 101 字").first).to_be_visible()
    evaluator.page.get_by_role("textbox", name="正文").fill("带动八家供应商建成绿色工厂。")
    steps.press(evaluator, "保存")
    for one in chapters_of(engagement):
        if not one.text:
            verbs.write_chapter(
                engagement=engagement, key=one.spec.key, text="评价情况如实写明。", by=town.hat("evaluator")
            )
    evaluator.go(f"{base}chapters/", "报告章节")
    steps.press(evaluator, "完成报告编写", "等复核")
    assert state_of(engagement.application) == "report_drafted"


def reviewed(reviewer: Visitor, base: str) -> None:
    reviewer.go(f"{base}review/", "内部技术复核")
    page = reviewer.page
    for point in page.locator(".point").all():
        point.get_by_label("符合", exact=True).check()
    page.get_by_role("textbox", name="复核意见").fill("程序完整，数据有据，得分无误。")
    page.get_by_label("通过，可以签章").check()
    steps.press(reviewer, "提交复核意见", "复核通过")
    expect(page.get_by_text("复核通过的就是现在这份报告")).to_be_visible()


def signed(head: Visitor, base: str, engagement: Engagement) -> None:
    head.go(f"{base}report/sign/", "签发评价报告")
    for box in head.page.locator("main input[type=checkbox]").all():
        box.check()
    steps.press(head, "以机构法定代表人身份签章", "已签章")
    report = AgencyReport.objects.get(engagement=engagement)
    assert report.number == 1
    assert report.evidence.witness == "verified"
    assert state_of(engagement.application) == "technically_reviewed"
    score = Statement.objects.get(application=engagement.application, place="claimed_score", current=True)
    assert score.witness == "verified"
