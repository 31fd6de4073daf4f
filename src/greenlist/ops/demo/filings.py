"""The filings of the demo: one in force, one sent back with two conditions to mend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from greenlist.agencies.domain.filing_content import add_paper, import_staff, save_basics, save_project
from greenlist.agencies.domain.filing_rulings import accept_filing, return_filing, rule_item
from greenlist.agencies.domain.filings import start_filing, submit_filing
from greenlist.agencies.models import Filing
from greenlist.agencies.queries.filing_page import shown
from greenlist.engine import clock
from greenlist.parties.access import Hat
from greenlist.rounds.models import Round

from .pages import Page

ALL_KINDS = ["factory", "park", "supply_chain"]
NAMES = "钱惊蛰 孙清明 李谷雨 周小满 吴芒种 郑夏至 王小暑 冯大暑 陈白露 褚秋分 蒋霜降 沈小雪"
FIELDS = ("energy", "environment", "ecology", "systems")
Hats = Callable[[str], Hat]


def seed_filings(round_: Round, hat: Hats) -> None:
    """The first agency has filed and was accepted; the other one's filing came back with two conditions to mend."""
    province = hat("province")
    filing = _file(round_, hat("agencyhead"), people=12)
    for one in shown(filing).items:
        if one.needs_word:
            words = "演示：已当面核对原件，予以认可。"
            rule_item(filing=filing, item=one.found.id, verdict="accepted", reason=words, by=province)
    accept_filing(filing=filing, by=province, opinion="演示：材料齐全，予以备案。")
    other = _file(round_, hat("otheragency.head"), people=8)
    for one in shown(other).items:
        if one.found.id in {"min_mid_title", "trained_staff"}:
            words = "演示：请补充证明材料后重新报送。"
            rule_item(filing=other, item=one.found.id, verdict="returned", reason=words, by=province)
    return_filing(filing=other, by=province, opinion="演示：请按所列两项补正。")


def _file(round_: Round, by: Hat, *, people: int) -> Filing:
    """A filing filled in and handed in."""
    agency = by.organisation
    assert agency is not None  # noqa: S101 - the head of an agency of the cast
    filing = start_filing(agency=agency, round_=round_, by=by)
    basics = {
        "kinds": ALL_KINDS, "office_address": f"长春市示例路{people}号", "office_province": "吉林",
        "office_tenure": "leased", "phone": f"0431-0000{people:04d}", "email": f"{by.person.login}@example.invalid",
        "contact": by.person.name, "finance_note": "独立核算，财务管理制度见附件。",
        "training_note": "每年两次培训，记录见附件。", "clean_record": True,
    }  # fmt: skip
    save_basics(filing=filing, values=basics, by=by)
    import_staff(filing=filing, people=[(_staff(number, people), "") for number in range(people)], by=by)
    for kind in ALL_KINDS:
        project = {"name": f"演示项目 {kind}", "sort": "evaluation", "level": "provincial", "kind": kind, "led": True,
                   "client": "演示委托单位", "finished_on": clock.today() - timedelta(days=400)}  # fmt: skip
        save_project(filing=filing, values=project, by=by)
    for purpose in ("licence", "office", "finance", "title", "insurance", "training", "project", "ability", "record"):
        page = Page(f"{purpose}.pdf", f"演示用证明：{agency.name} {purpose}")
        add_paper(filing=filing, upload=page, purpose=purpose, by=by)
    return submit_filing(filing=filing, by=by)


def _staff(number: int, people: int) -> dict[str, object]:
    senior = number < people // 2 + 1
    return {
        "name": NAMES.split()[number], "title": "senior" if senior else "middle",
        "title_name": "高级工程师" if senior else "工程师", "field": FIELDS[number % len(FIELDS)],
        "certificate_no": f"演示{people:02d}{number:03d}", "full_time": True, "insured_since": date(2020, 1, 1),
        "kinds": ALL_KINDS,
    }  # fmt: skip
