"""What people do, step by step, by the words they see."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from applications.papers import pdf
from greenlist.applications.models import Application
from greenlist.parties.models import Organisation

from .visitor import Visitor

PASSWORD = "绿水青山就是金山银山 2024"  # noqa: S105 - of made-up people


def invite(host: Visitor, unit: Organisation, role: str, name: str) -> str:
    """Offer a role; gives the link that is shown once."""
    host.go("/people/invite/", "邀请人员")
    page = host.page
    if page.get_by_label("单位", exact=True).count():
        page.get_by_label("单位", exact=True).select_option(str(unit.pk))
    page.get_by_label("角色").select_option(role)
    page.get_by_label("被邀请人姓名").fill(name)
    page.get_by_role("button", name="生成邀请链接").click()
    expect(page.locator("#made-link")).to_be_visible()
    host.look("邀请链接")
    return page.locator("#made-link").inner_text()


def accept(guest: Visitor, link: str, login: str) -> None:
    """Take an invitation up with a new account."""
    guest.page.goto(link)
    guest.look("接受邀请")
    page = guest.page
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次").fill(PASSWORD)
    page.get_by_role("button", name="接受邀请并登录").click()
    page.wait_for_url(lambda url: "/invitations/" not in url)
    guest.look("首页")


def start(editor: Visitor, kind: str = "绿色工厂") -> Application:
    """Start an application; its page is open afterwards."""
    editor.go("/applications/start/", "开始申报")
    editor.page.get_by_role("button", name=f"开始申报{kind}").click()
    editor.page.wait_for_url(re.compile(r"/applications/\d+/$"))
    editor.look("还要做的事")
    return Application.objects.latest("pk")


def type_in(editor: Visitor, place: str, text: str) -> None:
    """Type into a field and leave it, as people do; it saves itself."""
    box = editor.page.locator(f"[id='f-{place}']")
    box.fill(text)
    box.press("Tab")


def saved(editor: Visitor) -> None:
    """The page says that everything is saved."""
    expect(editor.page.locator("[data-autosave]").first).to_contain_text("已自动保存")


def upload(editor: Visitor, application: Application, folder: Path, *names: str) -> None:
    """Hand files in; each is listed afterwards."""
    editor.go(f"/applications/{application.pk}/evidence/", "证明材料")
    files = [folder / name for name in names]
    for file in files:
        file.write_bytes(pdf(text=file.name))
    editor.page.locator("input[type=file]").first.set_input_files(files)
    editor.page.get_by_role("button", name="上传", exact=True).click()
    for file in files:
        expect(editor.page.get_by_role("link", name=file.name).first).to_be_visible()
    editor.look("已上传")


def download(editor: Visitor, application: Application, folder: Path) -> Path:
    """The workbook of the application, prefilled."""
    editor.go(f"/applications/{application.pk}/workbook/upload/", "用Excel填写")
    with editor.page.expect_download() as waiting:
        editor.page.get_by_role("link", name="下载采集表").click()
    path = folder / "采集表.xlsx"
    waiting.value.save_as(path)
    return path


def fill_in(path: Path, example: Path) -> None:
    """Somebody with Excel: what stands in another one's workbook of the same standard is typed into the free cells."""
    book, other = openpyxl.load_workbook(path), openpyxl.load_workbook(example)
    for theirs in other.worksheets:
        if theirs.title not in book.sheetnames:
            continue
        mine = book[theirs.title]
        for row in theirs.iter_rows(min_row=2, min_col=2):
            for cell in row:
                if cell.value is not None and mine[cell.coordinate].value is None:
                    mine[cell.coordinate].value = cell.value
    book.save(path)


def apply(editor: Visitor, path: Path) -> None:
    """Send the workbook back, look at what it would change, and take it."""
    page = editor.page
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传并看会改什么").click()
    expect(page.get_by_role("heading", name="采集表会改什么")).to_be_visible()
    editor.look("采集表会改什么")
    page.get_by_role("button", name=re.compile(r"^更新 ")).click()
    page.wait_for_url(re.compile(r"/applications/\d+/(workbook/.*)?$"))


def press(visitor: Visitor, button: str, name: str = "") -> None:
    """Press a button that leads to another page, and look at that."""
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=button, exact=True).click()
    if name:
        visitor.look(name)


def follow(visitor: Visitor, link: str, name: str = "") -> None:
    """Follow the first link of these words to another page, and look at that."""
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name=link).first.click()
    if name:
        visitor.look(name)


def sign(boss: Visitor, application: Application) -> None:
    """Sign the commitment."""
    boss.go(f"/applications/{application.pk}/commitment/", "真实性承诺")
    for box in boss.page.locator("main input[type=checkbox]").all():
        box.check()
    press(boss, "签署承诺书")


def answer_points(city: Visitor) -> None:
    """Say of everything a person must decide that nothing is wrong with it; the page of the check is open."""
    for radio in city.page.locator("input[type=radio][value=fine]").all():
        radio.check()
    press(city, "保存判断", "判断过了")
    expect(city.page.locator("#asked + .hint")).to_contain_text("都判断过了")


def send_back(city: Visitor, application: Application, reasons: dict[str, str]) -> None:
    """Choose items by their labels and say what is wrong with each."""
    city.go(f"/applications/{application.pk}/review/", "形式审查")
    city.page.get_by_role("link", name="选择要补正的项目，退回").click()
    for label in reasons:
        line = city.page.locator("label").filter(has_text=re.compile(rf"^\s*{label}(\s|$)"))
        box = line.first.locator("input")
        box.evaluate("one => { const more = one.closest('details'); if (more) more.open = true; }")
        box.check()
    city.look("选项目")
    press(city, "下一步：写明问题", "写明问题")
    for label, reason in reasons.items():
        city.page.locator("fieldset", has_text=label).locator("textarea").first.fill(reason)
    press(city, "退回并通知", "已退回")
