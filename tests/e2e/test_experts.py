"""The province and an expert in a browser, in Chinese: taken in, reviewed by experts, decided in a meeting."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from greenlist.applications.models import Application
from greenlist.decisions.models import Batch
from greenlist.engine import clock
from greenlist.panels.models import Assignment, DeclaredConflict, Expert, Panel, ScoreSheet
from later import several
from panels import ground
from panels.scored import of_sample, signed
from recommendations.ground import NUMBER, due, let_pass, sent
from world import World

from . import steps
from .conftest import Window
from .visitor import Visitor

pytestmark = [pytest.mark.long, pytest.mark.requirement("REQ-26", "REQ-29", "REQ-43")]

RETURNED, FIRST, SECOND, THIRD = (f"示例工厂{number}有限公司" for number in range(100, 104))
ITEM = "X11"  # an indicator of supply chains with points of its own


@pytest.fixture
def chains(town: World, monkeypatch: pytest.MonkeyPatch) -> list[Application]:
    """Four supply chains sent by a city, and three experts with profiles; the fourth has none yet."""
    let_pass(monkeypatch)  # what the city asks has journeys of its own
    rows = of_sample(town, "chain-01-textile", several(town, count=4, state="selected"))
    due(rows[0].round, clock.today() + timedelta(days=9))
    sent(town, rows[0].round)
    ground.experts(town, 3, kinds=["supply_chain"])
    return rows


def test_a_province_reviews_and_decides(town: World, window: Window, chains: list[Application], tmp_path: Path) -> None:
    province, approver, expert = (window(town, who) for who in ("province", "provinceapprover", "expert"))
    taken_in(province)
    registered(province)
    panel = formed(province)
    planned(province, panel)
    scored(expert)
    stepped_back(expert)
    replaced(province, panel)
    others_sign(town)
    seen(province, panel)
    batch = opened(province)
    decided(province, batch)
    released(approver, batch)
    minutes(province, batch, tmp_path)
    assert {name: state_of(name) for name in (RETURNED, FIRST, SECOND, THIRD)} == {
        RETURNED: "formally_checked", FIRST: "province_reviewed", SECOND: "province_reviewed", THIRD: "not_listed",
    }  # fmt: skip
    for one in (province, approver, expert):
        one.done()


def state_of(name: str) -> str:
    return Application.objects.get(unit__name=name).state


def taken_in(province: Visitor) -> None:
    """Checked again; one goes back with a reason, the others are taken in."""
    province.go("/", "省里的首页")
    province.go("/intake/", "受理核对")
    steps.follow(province, NUMBER)
    steps.press(province, "核对", "一个市的推荐")
    page = province.page
    steps.follow(province, RETURNED, "受理一家单位")
    page.get_by_text("逐项写明理由").click()
    steps.press(province, "退回")
    page.get_by_label("其他问题").fill("申报书没有盖章页，请补齐后重新推荐。")
    province.look("逐项退回")
    steps.press(province, "退回", "退回了一家")
    assert state_of(RETURNED) == "formally_checked"
    for name in (FIRST, SECOND, THIRD):
        province.go("/intake/")
        steps.follow(province, NUMBER)
        steps.follow(province, name)
        page.get_by_label("意见", exact=True).fill("材料齐")
        steps.press(province, "受理")
    province.go("/intake/", "都受理了")


def registered(province: Visitor) -> None:
    """The expert who has an account gets a profile."""
    province.go("/experts/", "专家库")
    steps.follow(province, "登记专家", "登记专家")
    page = province.page
    page.get_by_label("专家", exact=True).select_option(label="杨专家")
    page.get_by_label("工作单位", exact=True).fill("吉林示例大学")
    page.get_by_label("职称").fill("教授")
    page.get_by_label("绿色供应链").check()
    page.get_by_label("13 农副食品加工业").check()
    steps.press(province, "保存", "一位专家")
    assert Expert.objects.filter(employer="吉林示例大学").exists()


def formed(province: Visitor) -> Panel:
    province.go("/panels/", "专家评审")
    steps.follow(province, "组建评审组", "组建评审组")
    page = province.page
    page.get_by_label("名称").fill("纺织供应链组")
    page.get_by_label("类别").select_option("supply_chain")
    page.get_by_label("每份申报的专家人数").fill("3")
    steps.press(province, "保存", "加入专家")
    for box in page.locator("input[name=expert]").all():
        box.check()
    steps.press(province, "加入选中的专家", "加入了专家")
    steps.follow(province, FIRST, "评审组的一份申报")
    steps.press(province, "选为共评样本")
    return Panel.objects.get()


def planned(province: Visitor, panel: Panel) -> None:
    """A plan by the program, looked at, applied; the experts are told."""
    province.go(f"/panels/{panel.pk}/")
    steps.press(province, "由系统拟分配方案", "分配方案")
    province.page.locator("details.fold summary").first.click()
    province.look("为什么是这几位")
    steps.press(province, "采用：分配 10 份", "已采用")
    province.go(f"/panels/{panel.pk}/", "够数了")
    steps.press(province, "开始评审，通知专家", "评审开始")
    panel.refresh_from_db()
    assert panel.state == Panel.State.SCORING


def scored(expert: Visitor) -> None:
    """One indicator otherwise than verified, which asks for a reason; then signed."""
    expert.go("/", "专家的首页")
    expert.go("/scoring/", "我的评审")
    steps.follow(expert, FIRST, "评分表")
    page = expert.page
    steps.follow(expert, "申报材料", "专家看申报材料")
    expert.page.go_back()
    page.locator(f"[id='id_p-{ITEM}']").fill("6")
    page.get_by_label("建议推荐", exact=True).check()
    steps.press(expert, "保存，去签字")
    steps.press(expert, "签字", "缺理由")
    steps.follow(expert, "回到评分表")
    page.locator(f"[id='id_r-{ITEM}']").fill("制度没有落实到供应商")
    page.get_by_label("总体评价").fill("供应商管理较好，个别制度有待落实。")
    steps.press(expert, "保存，去签字", "签字前再看一遍")
    expect(page.get_by_text("制度没有落实到供应商")).to_be_visible()
    steps.press(expert, "签字", "已签字")
    assert ScoreSheet.objects.filter(signed_at__isnull=False).count() == 1


def stepped_back(expert: Visitor) -> None:
    """On another case the expert says why it must not be his; it is gone from the desk."""
    other = Assignment.objects.filter(expert__person__name="杨专家", sheet=None).select_related("application__unit")[0]
    name = other.application.unit.name
    expert.go("/scoring/")
    steps.follow(expert, name)
    steps.follow(expert, "我要回避", "我要回避")
    expert.page.get_by_label("回避的理由").fill("本人配偶在该单位任职")
    steps.press(expert, "登记回避", "回避了")
    expect(expert.page.get_by_role("link", name=name)).to_have_count(0)
    assert DeclaredConflict.objects.get().application.unit.name == name


def replaced(province: Visitor, panel: Panel) -> None:
    """The province sees which case lacks somebody, and gives it to another."""
    case = DeclaredConflict.objects.get().application
    province.go(f"/panels/{panel.pk}/?state=short", "缺一位")
    steps.follow(province, case.unit.name, "须另请一位")
    page = province.page
    page.get_by_text("增加一位专家").click()
    adding = page.locator("details", has_text="增加一位专家")
    adding.get_by_label("专家", exact=True).select_option(index=1)
    adding.get_by_label("理由").fill("杨专家回避，另请一位")
    steps.press(province, "增加", "补上了")
    expect(page.get_by_text("缺 1 位专家")).to_have_count(0)


def others_sign(town: World) -> None:
    """Everybody else signs; one of them sees the anchor case otherwise."""
    keys = {town.hat(f"expert{number}").person.pk: f"expert{number}" for number in range(1, 4)}
    keys[town.hat("expert").person.pk] = "expert"
    rows = Assignment.objects.filter(ended_at=None).exclude(sheet__signed_at__isnull=False)
    for row in rows.select_related("application__round", "panel", "expert").order_by("pk"):
        points = {ITEM: "3"} if keys[row.expert.person_id] == "expert2" and row.how == "anchor" else None
        signed(town, keys[row.expert.person_id], row, points)


def seen(province: Visitor, panel: Panel) -> None:
    """Results, how strict each expert is, one case sheet by sheet; the panel ends."""
    province.go(f"/panels/{panel.pk}/")
    steps.follow(province, "评审结果", "评审结果")
    steps.follow(province, "共评样本", "共评样本")
    steps.follow(province, "逐项对照", "逐项对照")
    expect(province.page.get_by_text("制度没有落实到供应商").first).to_be_visible()
    province.go(f"/panels/{panel.pk}/results/")
    with province.page.expect_download():
        province.page.get_by_role("link", name="导出").click()
    province.go(f"/panels/{panel.pk}/")
    steps.press(province, "结束评审", "评审结束")
    panel.refresh_from_db()
    assert panel.state == Panel.State.CLOSED


def opened(province: Visitor) -> Batch:
    province.go("/meetings/", "审定会")
    steps.press(province, "建立名单", "审定名单")
    steps.follow(province, FIRST, "会上看一家")
    return Batch.objects.get()


def decided(province: Visitor, batch: Batch) -> None:
    """Two pass, one does not, for a reason; the record of the meeting; to the approver."""
    page = province.page
    province.go(f"/meetings/{batch.pk}/")
    for name in (FIRST, SECOND):
        page.get_by_label(f"选择{name}").check()
    page.get_by_label("通过", exact=True).check()
    steps.press(province, "拟定", "会上拟定两家")
    page.get_by_label(f"选择{THIRD}").check()
    page.get_by_label("不通过", exact=True).check()
    page.locator("#decide").get_by_label("理由", exact=True).fill("供应商管理证据不足。")
    steps.press(province, "拟定", "会上都定了")
    steps.follow(province, "填写", "会议记录")
    page.get_by_label("会议日期").fill(clock.today().isoformat())
    page.get_by_label("会议地点").fill("省工信厅三楼会议室")
    page.get_by_label("主持人").fill("韩审批")
    page.get_by_label("参加人员").fill("沈经办\n杨专家（吉林示例大学教授）")
    page.get_by_label("会议记要").fill("退回的一家补齐盖章页后随下一份推荐文报来。")
    steps.press(province, "保存")
    steps.press(province, "报请审批人发布", "会上报审批")


def released(approver: Visitor, batch: Batch) -> None:
    approver.go("/meetings/")
    with approver.page.expect_navigation():
        approver.page.get_by_role("rowheader").get_by_role("link").first.click()
    steps.follow(approver, "预览发布结果", "审定发布会怎样")
    steps.press(approver, "按这个结果发布", "审定已发布")
    batch.refresh_from_db()
    assert batch.state == Batch.State.RELEASED


def minutes(province: Visitor, batch: Batch, folder: Path) -> None:
    province.go(f"/meetings/{batch.pk}/", "发布以后")
    for name, start in (("PDF", b"%PDF"), ("Word", b"PK")):
        with province.page.expect_download() as waiting:
            province.page.get_by_role("link", name=name, exact=True).click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        assert path.read_bytes().startswith(start)
