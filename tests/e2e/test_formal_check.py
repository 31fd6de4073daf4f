"""The city's check in a browser: what is wrong, what a person says, a corrected value, screening, a stop."""

from __future__ import annotations

import pytest

from applications.filled import file_for, ready, signed
from greenlist.applications.domain.submitting import submit_application
from greenlist.applications.models import Application
from later import put
from reviews.desk import found, paper
from world import World

from . import steps
from .conftest import Window

pytestmark = pytest.mark.requirement("REQ-43")


def handed_in(town: World) -> Application:
    """With two files, one of which proves nothing."""
    application = ready(town)
    file_for(application, "执行信息公开网查询.png", "conditions.NEG-6", town.hat("owner"))
    other = file_for(application, "营业执照.pdf", "unit", town.hat("owner"), content="1")
    other.uses.all().delete()
    signed(application, town)
    submit_application(application=application, by=town.hat("signatory"), version=application.version)
    application.refresh_from_db()
    return application


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_formal_check(town: World, window: Window) -> None:
    application = handed_in(town)
    found(application, "candidate")
    city, boss = window(town, "city"), window(town, "cityapprover")
    city.go("/inbox/", "收件箱")
    city.go(f"/applications/{application.pk}/review/", "形式审查")
    city.go(f"/applications/{application.pk}/review/values/?section=data-infrastructure", "各项数值")
    correct(city, application)
    city.go(f"/applications/{application.pk}/review/")
    steps.answer_points(city)
    city.page.get_by_label("总的说明").fill("材料齐全")
    steps.press(city, "受理", "已受理")
    city.go(f"/applications/{application.pk}/review/")
    with city.page.expect_navigation():
        city.page.locator("#records").locator("xpath=../..").get_by_role("link").first.click()
    city.look("核对记录")
    application.refresh_from_db()
    put(application, "selected")
    boss.go(f"/applications/{application.pk}/review/screening/", "推荐前复查")
    boss.page.get_by_label("认定的理由").fill("同名不同人，已向法院核实")
    steps.press(boss, "认定可以继续办理", "已认定")
    stop(city, boss, application)


def correct(city: steps.Visitor, application: Application) -> None:
    """One value corrected; the page shows what that changes."""
    city.go(f"/applications/{application.pk}/review/values/")
    row = city.page.locator("details.value-form").first
    row.locator("summary").click()
    row.get_by_label("更正的理由").fill("与不动产证一致")
    city.look("更正一项")
    box = row.locator("input[name=content], select[name=content], textarea[name=content]").first
    if box.count() and box.evaluate("one => one.tagName") == "INPUT":
        box.fill("30000" if box.get_attribute("inputmode") == "decimal" else "更正")
    with city.page.expect_navigation():
        row.get_by_role("button", name="保存核对值").click()
    city.look("更正后")


def stop(city: steps.Visitor, boss: steps.Visitor, application: Application) -> None:
    """Stopped, and on again by a written verdict."""
    city.go(f"/applications/{application.pk}/block/", "中止办理")
    city.page.get_by_label("NEG-6").check()
    city.page.get_by_label("事实和依据").fill("7月30日列入失信被执行人")
    upload = paper()
    city.page.locator("input[type=file]").set_input_files(
        {"name": "截图.pdf", "mimeType": "application/pdf", "buffer": upload.read()}
    )
    steps.press(city, "中止并通知", "已中止")
    boss.go(f"/applications/{application.pk}/unblock/", "恢复办理")
    application.refresh_from_db()
    assert application.state == "blocked"
