"""The whole way in a browser, in Chinese: invited, filled in, submitted, returned, corrected, accepted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from door import greenlist, uscc
from greenlist.applications.models import Application
from greenlist.parties.models import Organisation
from greenlist.rounds.models import Round
from stages import completed
from world import K, World, application_of, organisation, round_of

from . import steps
from .conftest import Window
from .visitor import Visitor

pytestmark = pytest.mark.long


@pytest.fixture
def round_(town: World) -> Round:
    """The round that is open."""
    return round_of(town)


@pytest.fixture
def unit(town: World) -> Organisation:
    """A unit that is known to the city and has nobody yet."""
    return organisation(town, "new", K.ENTERPRISE, "新芽食品有限公司", "changchun", uscc=uscc(77), industry4="1391")


@pytest.fixture
def example(town: World, round_: Round, tmp_path: Path) -> Path:
    """The workbook of a unit that has filled everything in."""
    whole = completed(application_of(town, round_), town.hat("owner"))
    answer = town.client("owner").get(f"/applications/{whole.pk}/workbook/")
    path = tmp_path / "example.xlsx"
    path.write_bytes(answer.getvalue())
    return path


def test_the_whole_way(town: World, window: Window, unit: Organisation, example: Path, tmp_path: Path) -> None:
    city, boss, editor = (window(town, who, album=f"journey/{name}") for who, name in (
        ("city", "city"), (None, "boss"), (None, "editor")))  # fmt: skip
    steps.accept(boss, steps.invite(city, unit, "applicant_signatory", "赵厂长"), "zhao")
    steps.accept(editor, steps.invite(boss, unit, "applicant_editor", "王填报"), "wang")
    application = steps.start(editor)
    choose_the_route(editor, application)
    type_some_values(editor, application)
    both_at_once(editor, boss, application)
    steps.upload(editor, application, tmp_path, "营业执照.pdf", "第三方检测报告.pdf")
    workbook_round_trip(editor, application, example, tmp_path)
    hand_in(editor, boss, application)
    receipt_verifies(boss, tmp_path)
    returned_and_corrected(city, editor, boss, application)
    accepted(city, editor, application)
    for visitor in (city, boss, editor):
        visitor.done()


def choose_the_route(editor: Visitor, application: Application) -> None:
    editor.go(f"/applications/{application.pk}/s/route/")
    editor.page.get_by_label("自评价").check()
    steps.saved(editor)
    editor.look("评价方式")


def type_some_values(editor: Visitor, application: Application) -> None:
    """Contact data, a number with full-width digits and another unit; each saves itself."""
    editor.go(f"/applications/{application.pk}/s/unit/")
    steps.type_in(editor, "unit.contact", "王填报")
    steps.saved(editor)
    steps.type_in(editor, "unit.phone", "０４３１－８８８８６６６６")
    steps.saved(editor)
    editor.look("单位信息")
    assert application.statements.filter(place="unit.contact", current=True).get().content == "王填报"


def both_at_once(editor: Visitor, boss: Visitor, application: Application) -> None:
    """Two people at the same field: the second is told, nothing is lost, and chooses."""
    for one in (editor, boss):
        one.go(f"/applications/{application.pk}/s/unit/")
    steps.type_in(editor, "unit.contact", "王填报 转 801")
    steps.saved(editor)
    steps.type_in(boss, "unit.contact", "赵厂长")
    clash = boss.page.get_by_role("alert").filter(has_text="您填的是")
    expect(clash).to_contain_text("王填报 转 801")
    boss.look("两人同时改")
    boss.page.get_by_role("button", name="用我的").click()
    steps.saved(boss)
    said = application.statements.filter(place="unit.contact")
    assert said.get(current=True).content == "赵厂长"
    assert {one.content for one in said} >= {"王填报", "王填报 转 801", "赵厂长"}


def workbook_round_trip(editor: Visitor, application: Application, example: Path, folder: Path) -> None:
    path = steps.download(editor, application, folder)
    steps.fill_in(path, example)
    steps.apply(editor, path)
    assert application.statements.filter(current=True).count() > 35
    assert application.statements.get(place="unit.contact", current=True).content == "赵厂长"


def hand_in(editor: Visitor, boss: Visitor, application: Application) -> None:
    """Check the answers, self-check, commitment, self-evaluation, submit."""
    editor.go(f"/applications/{application.pk}/result/", "评价结果")
    editor.go(f"/applications/{application.pk}/check/", "核对与提交")
    steps.press(editor, "完成否决情形自查", "自查已完成")
    steps.sign(boss, application)
    boss.go(f"/applications/{application.pk}/check/")
    boss.look("可以提交")
    steps.press(boss, "提交申报", "回执")
    expect(boss.page.get_by_role("heading", name=re.compile("提交回执 JL"))).to_be_visible()


def receipt_verifies(boss: Visitor, folder: Path) -> None:
    """The receipt on disk verifies with the command, without the server."""
    with boss.page.expect_download() as waiting:
        boss.page.get_by_role("link", name="下载回执").click()
    path = folder / "receipt.json"
    waiting.value.save_as(path)
    assert greenlist("verify", path).code == 0
    path.write_text(path.read_text(encoding="utf-8").replace("新芽食品", "旧芽食品"), encoding="utf-8")
    assert greenlist("verify", path).code != 0


def returned_and_corrected(city: Visitor, editor: Visitor, boss: Visitor, application: Application) -> None:
    """Two items come back; those alone are open; the second version is handed in."""
    city.go("/inbox/", "收件箱")
    expect(city.page.get_by_role("link", name="新芽食品有限公司")).to_be_visible()
    steps.send_back(city, application, {"联系人": "请写固定电话旁的办公室名称", "联系电话": "区号有误"})
    editor.go("/", "首页有退回")
    editor.go(f"/applications/{application.pk}/", "退回后")
    editor.go(f"/applications/{application.pk}/s/unit/", "只开放退回的项")
    expect(editor.page.locator("[id='f-unit.phone']")).to_be_editable()
    expect(editor.page.locator("[id='f-unit.contact']")).to_be_editable()
    assert editor.page.locator("main form input[type=text]:not([readonly])").count() <= 2
    steps.type_in(editor, "unit.contact", "赵厂长 厂办")
    steps.type_in(editor, "unit.phone", "0431-88886667")
    steps.saved(editor)
    hand_in(editor, boss, application)
    boss.go(f"/applications/{application.pk}/versions/", "各版本差异")
    assert application.submissions.count() == 2


def accepted(city: Visitor, editor: Visitor, application: Application) -> None:
    city.go(f"/applications/{application.pk}/review/", "再次审查")
    steps.answer_points(city)
    steps.press(city, "受理", "已受理")
    editor.go(f"/applications/{application.pk}/history/", "办理进度")
    expect(editor.page.get_by_text("材料已受理").first).to_be_visible()
    application.refresh_from_db()
    assert application.state == "formally_checked"
