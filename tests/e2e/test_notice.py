"""From the public notice to the ministry's list in a browser, in Chinese, with anybody, the unit and the province."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from applications.papers import pdf
from greenlist.applications.models import Application
from greenlist.applications.process import GUARDS
from greenlist.engine import clock
from greenlist.notices.domain.ending import end_notices
from greenlist.notices.models import Notice, Objection, ResultImport
from greenlist.recommendations.models import Recommendation
from notices.noticed import CARD, line_of, objected, over, reviewed
from recommendations.ground import due, let_pass
from world import World

from . import steps
from .conftest import Window
from .visitor import PHONE, Visitor

pytestmark = [pytest.mark.long, pytest.mark.requirement("REQ-22", "REQ-43", "REQ-47")]

OWN, OTHER, DOUBTED = "示例食品有限公司", "示例工厂100有限公司", "示例工厂101有限公司"
GROUND = "该厂 2023 年 11 月夜间排放异味，12345 热线有记录。"
LETTER, RESULT = "吉工信示例〔2024〕9号", "工信厅节函示例〔2025〕1号"


@pytest.fixture
def rows(town: World, monkeypatch: pytest.MonkeyPatch) -> list[Application]:
    """Three factories the province has reviewed; what it asks before sending up is asked for real but for screening."""
    asked = GUARDS["G-NOTICE"]
    let_pass(monkeypatch)
    monkeypatch.setitem(GUARDS, "G-NOTICE", asked)
    made = reviewed(town, count=3)
    due(made[0].round, clock.today() + timedelta(days=9))
    return made


def test_from_the_notice_to_the_list(town: World, window: Window, rows: list[Application], tmp_path: Path) -> None:
    province, approver, owner = (window(town, who) for who in ("province", "provinceapprover", "owner"))
    public = window()
    notice = drafted(province)
    posted(approver, notice)
    slip = objected_to(public, notice, tmp_path)
    looked_up(public, slip, "已收到")
    heard(province)
    answered(owner, tmp_path)
    proposed(province)
    decided(approver)
    looked_up(public, slip, "异议不成立")
    ended(town, province, notice)
    row = sent_up(province, approver)
    packed(province, row, tmp_path)
    result = announced(province, rows[0].round_id)
    applied(province, result)
    told(owner, rows[0])
    assert dict(Application.objects.values_list("unit__name", "state")) == {
        OWN: "listed", OTHER: "not_listed", DOUBTED: "province_noticed",
    }  # fmt: skip
    for one in (province, approver, owner, public):
        one.done()


def drafted(province: Visitor) -> Notice:
    """The policy says nothing of the days, so somebody does, and why."""
    province.go("/notices/", "公示")
    steps.follow(province, "拟公示稿", "拟公示稿")
    page = province.page
    page.get_by_label("公示天数").fill("5")
    page.get_by_label("自然日").check()
    page.get_by_label("不计入，从次日起算").check()
    page.get_by_label("只作线索记录，不立案").check()
    steps.press(province, "保存拟稿", "公示天数没有依据")
    page.get_by_label("依据", exact=True).fill("厅内规定：省级公示不少于5天")
    page.get_by_label("受理方式").fill("受理部门：资源节约与综合利用处\n电话：0431-00000000")
    steps.press(province, "保存拟稿", "公示稿")
    return Notice.objects.get()


def posted(approver: Visitor, notice: Notice) -> None:
    approver.go("/notices/")
    with approver.page.expect_navigation():
        approver.page.locator(f"a[href='/notices/{notice.pk}/']").click()
    approver.look("审批人看公示稿")
    steps.press(approver, "今天发布（3 家）", "公示发布了")
    notice.refresh_from_db()
    assert notice.state == Notice.State.OPEN


def phone(public: Visitor, name: str) -> None:
    """Looked at, and on with the phone."""
    public.look(name)
    public.page.set_viewport_size(PHONE)


def objected_to(public: Visitor, notice: Notice, folder: Path) -> tuple[str, str]:
    """Anybody, with a phone and without an account: number and secret of the slip."""
    page = public.page
    page.set_viewport_size(PHONE)
    public.go("/")
    phone(public, "公开首页")
    with page.expect_navigation():
        page.locator("a[href='/public-notices/']").first.click()
    phone(public, "公示的名单")
    with page.expect_navigation():
        page.locator(f"a[href='/public-notices/{notice.pk}/']").first.click()
    phone(public, "一份公示")
    with page.expect_navigation():
        page.get_by_role("link", name=f"对{OWN}提出异议").click()
    phone(public, "提出异议")
    steps.press(public, "提交异议")
    phone(public, "异议缺项")
    proof = folder / "热线记录.pdf"
    proof.write_bytes(pdf(text="热线记录"))
    page.get_by_label("异议的事实和理由").fill(GROUND)
    page.get_by_label("姓名或单位名称").fill("张反映")
    page.get_by_label("身份证件号或统一社会信用代码").fill(CARD)
    page.get_by_label("联系电话").fill("13900000000")
    page.get_by_label("证明材料").set_input_files(proof)
    steps.press(public, "提交异议")
    phone(public, "回执")
    number, secret = (one.inner_text() for one in page.locator(".slip b").all())
    return number, secret


def looked_up(public: Visitor, slip: tuple[str, str], said: str) -> None:
    """With the slip, by number and secret."""
    public.go("/public-notices/objections/")
    public.page.get_by_label("回执编号").fill(slip[0])
    public.page.get_by_label("查询码").fill(slip[1])
    steps.press(public, "查询")
    phone(public, f"查询{said}")
    expect(public.page.get_by_text(said).first).to_be_visible()


def heard(province: Visitor) -> None:
    """Taken up; the unit is asked in words that do not betray who wrote."""
    province.go("/", "省里有异议")
    province.go("/objections/", "异议")
    case = Objection.objects.get()
    steps.follow(province, case.receipt_no, "一件异议")
    page = province.page
    expect(page.get_by_text("张反映")).to_be_visible()
    with page.expect_download():
        page.get_by_role("link", name="热线记录.pdf").click()
    if page.get_by_label("办结期限").count():
        page.get_by_label("办结期限").fill((clock.today() + timedelta(days=15)).isoformat())
    steps.press(province, "受理", "受理了")
    page.get_by_label("请单位答复的问题").fill("请说明 2023 年第四季度异味投诉及整改情况。")
    page.get_by_label("单位答复期限").fill((clock.today() + timedelta(days=5)).isoformat())
    steps.press(province, "发给单位", "发给单位了")


def answered(owner: Visitor, folder: Path) -> None:
    """The unit sees the question alone, and answers with a paper."""
    owner.go("/unit-objections/", "反映的问题")
    owner.go("/", "单位的首页")
    steps.follow(owner, "请本单位答复的问题", "请单位答复")
    page = owner.page
    assert "张反映" not in page.content()
    assert GROUND not in page.content()
    paper = folder / "整改验收.pdf"
    paper.write_bytes(pdf(text="整改验收"))
    page.get_by_label("单位的意见").fill("异味来自污水站检修，三日内整改完毕，生态环境局已验收。")
    page.get_by_label("材料", exact=True).set_input_files(paper)
    steps.press(owner, "答复", "单位答复了")


def proposed(province: Visitor) -> None:
    province.go(f"/objections/{Objection.objects.get().pk}/", "单位的答复到了")
    page = province.page
    page.get_by_label("异议不成立").check()
    page.get_by_label("认定的事实和理由").fill("经核实，异味已整改验收，未受处罚，不属于否决情形。")
    steps.press(province, "提交审批", "意见拟定了")


def decided(approver: Visitor) -> None:
    case = Objection.objects.get()
    approver.go(f"/objections/{case.pk}/", "审批人看异议")
    steps.press(approver, "同意并决定", "异议决定了")
    case.refresh_from_db()
    assert case.state == Objection.State.DECIDED


def ended(town: World, province: Visitor, notice: Notice) -> None:
    """Another unit's objection stays open while the last day goes by: it waits, the others may go."""
    doubted = Application.objects.get(unit__name=DOUBTED)
    objected(town, notice, line_of(notice, doubted))
    over(notice)
    assert end_notices() == 1
    province.go(f"/notices/{notice.pk}/after/", "公示后的办理")
    expect(province.page.get_by_role("heading", name="可以报部：2 家")).to_be_visible()
    expect(province.page.get_by_role("heading", name="等待办结：1 家")).to_be_visible()


def sent_up(province: Visitor, approver: Visitor) -> Recommendation:
    """The letter to the ministry; who waits stays behind, and why is written there."""
    province.go("/recommendations/", "省里的推荐")
    with province.page.expect_navigation():
        province.page.get_by_role("button", name=re.compile("^开始推荐")).click()
    page = province.page
    page.get_by_label("发文字号").fill(LETTER)
    page.get_by_label("成文日期").fill(clock.today().isoformat())
    page.get_by_label("公示和异议处理情况").fill("公示 5 天，收到异议 2 件，办结 1 件，另 1 件的单位暂不推荐。")
    steps.press(province, "保存推荐文")
    steps.press(province, "核对并提交审批", "报部提交审批")
    row = Recommendation.objects.get()
    approver.go(f"/recommendations/{row.pk}/preview/", "报部前的预览")
    expect(approver.page.get_by_text("还有 1 件异议没有办结").first).to_be_visible()
    approver.page.get_by_role("button", name="报出 2 家").click()
    with approver.page.expect_navigation():
        approver.page.locator("#confirm").get_by_role("button").last.click()
    approver.look("已报部")
    return row


def packed(province: Visitor, row: Recommendation, folder: Path) -> None:
    """The merged file of one unit."""
    province.go(f"/recommendations/{row.pk}/packages/", "合订材料")
    province.go(f"/recommendations/{row.pk}/")
    steps.follow(province, OWN, "一家单位的材料")
    steps.press(province, "生成合订本", "合订本")
    with province.page.expect_download() as waiting:
        province.page.locator("#package").locator("xpath=../..").get_by_role("link").first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF")


def announced(province: Visitor, round_: int) -> ResultImport:
    """What the ministry published, pasted from its page; one of ours is not on it."""
    province.go(f"/rounds/{round_}/results/", "部公布的名单")
    page = province.page
    page.get_by_label("文号").fill(RESULT)
    page.get_by_label("公布日期").fill(clock.today().isoformat())
    page.get_by_label("批次或年度").fill("2024年度")
    page.get_by_label("批次序号").fill("9")
    page.get_by_label("或粘贴表格").fill(f"序号\t地区\t工厂名称\n1\t吉林\t{OWN}\n2\t浙江\t示例纺织有限公司\n")
    steps.press(province, "读取并比对", "与申报比对")
    expect(page.get_by_text("列入名单 1 份，未列入 1 份")).to_be_visible()
    return ResultImport.objects.get()


def applied(province: Visitor, result: ResultImport) -> None:
    """Why the other is not listed is said, then everything is written down at once."""
    page = province.page
    province.go(f"/results/{result.pk}/?part=missing", "不在名单上的")
    steps.follow(province, "改", "改一份")
    page.get_by_role("textbox", name="未列入的理由").fill("部组织的评审未通过。")
    steps.press(province, "保存理由")
    province.go(f"/results/{result.pk}/")
    steps.press(province, "核对无误，入册（2 份申报）", "入册了")
    result.refresh_from_db()
    assert result.state == ResultImport.State.APPLIED
    with page.expect_download():
        page.get_by_role("link", name="给各单位的通知（打包）").click()


def told(owner: Visitor, application: Application) -> None:
    """The unit finds its result, and takes the letter."""
    owner.go("/", "单位知道了结果")
    owner.go(f"/applications/{application.pk}/", "单位的申报")
    owner.go(f"/applications/{application.pk}/outcome/", "申报结果")
    expect(owner.page.get_by_text("列入名单").first).to_be_visible()
    with owner.page.expect_download():
        owner.page.get_by_role("link", name="结果通知 PDF").click()
