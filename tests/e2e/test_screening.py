"""Screening in a browser, in Chinese: a list imported, a hit and a candidate, decided, screened again, compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from applications.papers import pdf
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.rounds.models import Round
from greenlist.screenings import domain, queries
from greenlist.screenings.models import ListFile
from screenings.ground import OTHERS, handed_in, imported, penalty, write_list
from world import World, round_of

from . import steps
from .conftest import Window
from .visitor import Visitor

pytestmark = pytest.mark.long

PENALTIES = "credit_china_penalties"
LABEL = "信用中国行政处罚（双公示）"


@pytest.fixture
def round_(town: World) -> Round:
    """The round that is open."""
    return round_of(town)


@pytest.fixture
def lists(town: World, tmp_path: Path) -> Path:
    """Every list but that of penalties is there and holds nothing; the penalties lie in a file."""
    for source in OTHERS:
        if source != PENALTIES:
            imported(town, tmp_path, source, as_of=clock.today())
    unit, neighbour = town.organisations["unit"], town.organisations["neighbour"]
    rows = [
        penalty("更名前的示例食品厂", unit.uscc, on=f"{clock.today().year}-01-05"),
        penalty(neighbour.name.replace("机械", "机械制造"), on=f"{clock.today().year}-01-06", number=8),
    ]
    return write_list(tmp_path, PENALTIES, rows)


@pytest.mark.parametrize("scripts", [True, False], ids=["", "without-javascript"])
def test_from_the_list_to_the_comparison(
    town: World, window: Window, round_: Round, lists: Path, tmp_path: Path, *, scripts: bool
) -> None:
    hit, candidate = handed_in(town, round_), handed_in(town, round_, "neighbour")
    album = "screening" if scripts else "screening-without-javascript"
    province, city = (window(town, who, scripts=scripts, album=f"{album}/{who}") for who in ("province", "city"))
    a_list_is_imported(province, lists)
    the_round_is_screened(city, round_, 1, 1)
    the_candidate_is_another_firm(city, candidate)
    the_hit_is_overruled(city, hit, tmp_path)
    looked_up_by_hand(city, hit, tmp_path)
    screened_again(city, round_)
    compared(city, round_)
    for visitor in (province, city):
        visitor.done()


def a_list_is_imported(province: Visitor, path: Path) -> None:
    """Source, file, day; the report of its rows."""
    province.go("/credit-lists/", "信用名单")
    page = province.page
    page.locator("select[name=source]").select_option(label=LABEL)
    page.get_by_label("名单文件").set_input_files(path)
    page.get_by_label("名单截止日期").fill(clock.today().isoformat())
    steps.press(province, "导入", "正在读入")
    made = ListFile.objects.get(source=PENALTIES)
    domain.read_list(list_file=made)  # what the worker does
    if province.scripts:
        expect(page.get_by_role("heading", name="行的去向")).to_be_visible()  # the page looks by itself
    province.go(f"/credit-lists/{made.pk}/", "读完")
    expect(page.get_by_role("heading", name="行的去向")).to_be_visible()


def the_round_is_screened(city: Visitor, round_: Round, hits: int, candidates: int) -> None:
    city.go(f"/screening/{round_.pk}/", "还没有筛查过")
    steps.press(city, "筛查", "筛查结果")
    tally = city.page.locator(".tally a")
    expect(tally.nth(0)).to_contain_text(str(hits))
    expect(tally.nth(1)).to_contain_text(str(candidates))
    steps.follow(city, "待认定的记录", "待认定的记录")


def the_candidate_is_another_firm(city: Visitor, application: Application) -> None:
    """Chosen, looked at, decided."""
    page = city.page
    page.locator("input[name=finding]").first.check()
    steps.press(city, "成批认定：先看会影响谁", "会影响谁")
    expect(page.locator("mark", has_text="制造").first).to_be_visible()
    steps.press(city, "确认，逐条认定", "没有填")
    page.get_by_label("不是本单位：记录与它无关").check()
    page.get_by_label("理由").fill("代码不同，注册在另一市，经电话核实不是同一家。")
    steps.press(city, "确认，逐条认定", "已成批认定")
    assert queries.newest_outcome(application) == "clear"


def the_hit_is_overruled(city: Visitor, application: Application, folder: Path) -> None:
    """With a reason and a paper, on the unit's record."""
    page = city.page
    paper = folder / "撤销决定.pdf"
    paper.write_bytes(pdf(text="made up"))
    city.go(f"/applications/{application.pk}/screening/", "命中的记录")
    steps.follow(city, "有异议，认定", "认定")
    page.get_by_label("理由").fill("处罚决定已由作出机关撤销。")
    page.locator("input[type=file]").set_input_files(paper)
    steps.press(city, "认定", "已认定")
    expect(page.get_by_text("已认定：不算否决情形").first).to_be_visible()
    assert queries.newest_outcome(application) == "clear"


def looked_up_by_hand(city: Visitor, application: Application, folder: Path) -> None:
    """What no list can give: looked up and not found, found with a proof, taken back."""
    page, proof = city.page, folder / "现场照片.pdf"
    proof.write_bytes(pdf(text="made up"))
    record = f"/applications/{application.pk}/screening/"
    for result, place in (("没有查到这项情形", "用电和纳税记录"), ("查到了，属于这项情形", "现场核查记录")):
        city.go(record)
        page.get_by_role("link", name="记录一条").click()
        page.get_by_label("条件", exact=True).select_option("NEG-1b")
        page.get_by_label(result).check()
        page.get_by_label("在哪里查的").fill(place)
        page.get_by_label("网址或文号").fill("https://example.cn/records/2024/" + "0123456789" * 6)
        if "现场" in place:
            steps.press(city, "记录", "人工核实没有填全")
            page.get_by_label("查到的内容").fill("车间停产，设备已拆除，用电量为零。")
            page.get_by_label("情形日期").fill(clock.today().isoformat())
            page.locator("input[type=file]").set_input_files(proof)
        steps.press(city, "记录", f"已记录：{place}")
    assert queries.newest_outcome(application) == "hit"
    page.get_by_role("link", name="看记录，撤回").first.click()
    city.look("一条人工核实")
    page.get_by_label("撤回理由").fill("看的是另一厂区。")
    steps.press(city, "撤回这条记录", "已撤回")
    city.go(record, "撤回以后")
    assert queries.newest_outcome(application) == "clear"


def screened_again(city: Visitor, round_: Round) -> None:
    city.go(f"/screening/{round_.pk}/", "认定之后")
    city.page.get_by_label("目的").select_option(label="推荐前筛查")
    steps.press(city, "筛查", "重新筛查")
    expect(city.page.locator(".tally a").nth(3)).to_contain_text("2")


def compared(city: Visitor, round_: Round) -> None:
    steps.follow(city, "比较两次")
    expect(city.page.get_by_text("2 家有变化")).to_be_visible()
    city.look("比较")
    city.go("/screening/judgements/", "作过的认定")
    city.go(f"/screening/{round_.pk}/")
    with city.page.expect_download() as waiting:
        city.page.get_by_role("link", name="导出 Excel").click()
    assert waiting.value.suggested_filename == "筛查结果.xlsx"
