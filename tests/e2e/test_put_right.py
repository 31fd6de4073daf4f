"""What was done is put right, in a browser: a notice taken back, a date moved, a record replaced, a value decided."""

from __future__ import annotations

import pytest

from consultations.ground import due as in_days
from consultations.ground import sent as asked
from greenlist.consultations.domain.extending import extend_due
from greenlist.engine import clock
from greenlist.notices.domain.withdrawing import ask_withdrawal
from greenlist.recommendations.domain.amending import correct_posting
from greenlist.recommendations.domain.delivering import Posted, post
from later import put, received
from notices.noticed import posted
from recommendations.ground import let_pass, selected, sent, the_one
from reviews.test_correcting import corrected
from stages import submitted
from world import World

from . import steps
from .conftest import Window

pytestmark = [pytest.mark.long, pytest.mark.requirement("REQ-43", "REQ-44", "REQ-47")]


def test_a_notice_is_taken_back(town: World, window: Window) -> None:
    notice = posted(town)
    ask_withdrawal(notice=notice, reason="有两家单位的类别登错，更正后重新公示。", by=town.hat("province"))
    approver, anybody = window(town, "provinceapprover"), window()
    approver.go(f"/notices/{notice.pk}/", "待审批的撤回")
    steps.press(approver, "撤回公示", "已撤回的公示")
    anybody.go(f"/public-notices/{notice.pk}/", "公众看到已撤回")
    anybody.go("/public-notices/", "公示列表")
    for one in (approver, anybody):
        one.done()


def test_a_date_is_moved(town: World, window: Window) -> None:
    batch = asked(town)
    extend_due(consultation=batch, to=in_days(20), reason="有的部门要现场核查。", by=town.hat("cityapprover"))
    approver = window(town, "cityapprover")
    approver.go(f"/consultations/{batch.pk}/", "延长了期限的一批")
    approver.done()


def test_a_record_is_replaced(town: World, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    let_pass(monkeypatch)
    sent(town, selected(town, 1, first=500)[0].round)
    row, by = the_one(), town.hat("city")
    given = {"what": "推荐文和材料", "copies": 1, "recipient": "省工信厅", "posted_on": clock.today(), "how": "EMS"}
    first = post(recommendation=row, posted=Posted(**given, tracking_no="EE1"), by=by)  # type: ignore[arg-type]
    second = correct_posting(
        posting=first,
        posted=Posted(**given, tracking_no="EE2"),
        reason="单号抄错。",
        by=by,  # type: ignore[arg-type]
    )
    handler = window(town, "city")
    handler.go(f"/recommendations/{row.pk}/delivery/", "更正过的寄送")
    handler.go(f"/recommendations/{row.pk}/delivery/postings/{second.pk}/", "更正一条记录")
    handler.done()


def test_the_province_decides_a_value(town: World, window: Window) -> None:
    submission = submitted(town)
    corrected(town, submission)
    case = put(submission.application, "recommended")
    received(town, [case])
    province = window(town, "province")
    province.go(f"/applications/{case.pk}/review/values/?show=checked", "各项数值")
    province.page.get_by_text("填审定值").first.click()
    province.look("填审定值")
    province.page.get_by_label("更正的理由").first.fill("按环评批复核定。")
    steps.press(province, "保存审定值", "省级审定值")
    province.done()
