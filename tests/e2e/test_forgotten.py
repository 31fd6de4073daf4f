"""Whoever forgot the password, in a browser and from the demo's mailbox: asked, mailed, set anew, signed in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from greenlist.parties.models import Person, ResetLink
from greenlist.parties.tasks import answer_ask
from world import World

from . import steps
from .conftest import Window
from .visitor import Visitor

NEW = "four unrelated words here"


@pytest.fixture
def _mailbox(live_server: object, settings: Settings) -> None:
    settings.DEMO, settings.EMAIL_BACKEND = True, "greenlist.parties.sink.Sink"
    settings.SITE_URL = str(live_server)


@pytest.mark.long
@pytest.mark.usefixtures("_mailbox")
@pytest.mark.parametrize("scripts", [True, False])
def test_a_forgotten_password(town: World, window: Window, scripts: bool) -> None:
    Person.objects.filter(login="owner").update(email="owner@example.cn")
    visitor = window(scripts=scripts, album=f"a_forgotten_password{'' if scripts else '_without_scripts'}")
    locked_out(visitor)
    asked(visitor)
    answer_ask(**ProcrastinateJob.objects.filter(task_name="greenlist.parties.tasks.answer_ask").latest("id").args)
    set_anew(visitor)
    visitor.done()


def locked_out(visitor: Visitor) -> None:
    visitor.go("/accounts/login/", "登录")
    for _ in range(5):
        visitor.go("/accounts/login/")
        sign_in(visitor, "guess")
    expect(visitor.page.get_by_role("heading", name="暂时不能登录")).to_be_visible()
    visitor.look("锁定")


def sign_in(visitor: Visitor, password: str) -> None:
    visitor.page.fill("#id_login", "owner")
    visitor.page.fill("#id_password", password)
    visitor.page.locator("form.fields").get_by_role("button", name="登录", exact=True).click()


def asked(visitor: Visitor) -> None:
    page = visitor.page
    steps.follow(visitor, "忘记密码", "忘记密码")
    page.get_by_role("button", name="发送链接").click()
    expect(page.get_by_text("请填写登录名").first).to_be_visible()
    visitor.look("没有填登录名")
    page.get_by_label("登录名").fill("owner")
    page.get_by_role("button", name="发送链接").click()
    expect(page.get_by_role("heading", name="请查收邮件")).to_be_visible()
    visitor.look("请查收邮件")


def set_anew(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/demo/mail/", "演示邮箱")
    page.locator("main").get_by_role("link", name="/reset/").click()
    visitor.look("设置新密码")
    link = page.url
    assert ResetLink.objects.get().used_at is None
    page.get_by_label("密码", exact=True).fill(NEW)
    page.get_by_label("再输一次密码").fill(NEW)
    page.get_by_role("button", name="设置新密码").click()
    expect(page.get_by_text("新密码已生效")).to_be_visible()
    sign_in(visitor, NEW)
    page.wait_for_url(visitor.base + "/")
    visitor.go("/notifications/", "告知本人")
    expect(page.get_by_text("刚用重置链接设置了新密码")).to_be_visible()
    visitor.page.goto(link)
    expect(page.get_by_role("heading", name="链接已失效")).to_be_visible()
    visitor.look("链接已失效")
