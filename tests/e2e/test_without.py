"""Without a mouse, and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from applications.papers import pdf
from greenlist.applications.models import Application
from stages import completed, signed
from world import PASSWORD, World, application_of, round_of

from . import steps
from .conftest import Window

FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const label = one.labels && one.labels.length ? one.labels[0].textContent : "";
    const name = one.getAttribute("aria-label") || label || one.textContent || one.value || "";
    const seen = style.outlineStyle !== "none" || style.boxShadow !== "none" || style.position === "absolute";
    return [name.replace(/\\s+/g, " ").trim(), one.id, one.matches("a, button"), seen || one === document.body];
}"""
MOST_TABS = 150


@pytest.fixture
def draft(town: World) -> Application:
    """The unit's application with everything in it."""
    return completed(application_of(town, round_of(town)), town.hat("owner"))


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of that name, or with that id, has the focus; every stop on the way shows it."""
    unseen = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        text, identity, leads, seen = page.evaluate(FOCUSED)
        if not seen:
            unseen.append(text)
        if identity == name or (leads and name in text):
            assert unseen == [], "nobody sees where the focus is"
            return
    raise AssertionError(f"{MOST_TABS} times Tab, and never at {name}")


def go_in(page: Page, name: str) -> None:
    """Reach a link or a button by Tab, and press Enter."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.long
def test_keyboard_alone(town: World, window: Window, draft: Application) -> None:
    signed(draft, town.hat("signatory"))
    visitor = window()
    page = visitor.page
    visitor.go("/accounts/login/", "登录")
    page.keyboard.type("signatory")  # the field has the focus
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    go_in(page, "我的申报")
    go_in(page, "绿色工厂")
    go_in(page, "单位信息")
    tab_to(page, "f-unit.contact")
    page.keyboard.press("Control+A")
    page.keyboard.type("赵厂长")
    page.keyboard.press("Tab")
    steps.saved(visitor)
    visitor.look("填了一项")
    go_in(page, "核对与提交")
    go_in(page, "提交申报")
    expect(page.get_by_role("heading", name=re.compile("提交回执"))).to_be_visible()
    visitor.look("回执")
    visitor.done()


@pytest.mark.long
def test_without_javascript(town: World, window: Window, draft: Application, tmp_path: Path) -> None:
    editor, boss = (
        window(town, who, scripts=False, album=f"without-javascript/{who}") for who in ("owner", "signatory")
    )
    page = editor.page
    editor.go(f"/applications/{draft.pk}/", "申报")
    page.get_by_role("link", name="单位信息").first.click()
    page.locator("[id='f-unit.contact']").fill("王填报")
    page.locator("[id='f-unit.phone']").fill("０４３１－８８８８６６６６")
    steps.press(editor, "保存并继续：评价方式", "评价方式")
    said = {one.place: one.content for one in draft.statements.filter(current=True, place__startswith="unit.")}
    assert (said["unit.contact"], said["unit.phone"]) == ("王填报", "０４３１－８８８８６６６６")
    file = tmp_path / "营业执照.pdf"
    file.write_bytes(pdf(text="one"))
    editor.go(f"/applications/{draft.pk}/evidence/", "证明材料")
    page.locator("input[type=file]").first.set_input_files(file)
    steps.press(editor, "上传", "已上传")
    assert draft.evidence.get().name == "营业执照.pdf"
    editor.go(f"/applications/{draft.pk}/check/", "核对")
    steps.press(editor, "完成否决情形自查", "自查已完成")
    steps.sign(boss, draft)
    boss.go(f"/applications/{draft.pk}/check/", "可以提交")
    steps.press(boss, "提交申报", "回执")
    assert draft.submissions.count() == 1
    for visitor in (editor, boss):
        visitor.done()
