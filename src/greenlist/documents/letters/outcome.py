"""The 通知 of a province to one unit: what the ministry's list says about it, why, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenlist.documents.papers import Meta
from greenlist.engine.case import Kind
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import render, say

from .circular import NO_NUMBER
from .content import Clause, Letter
from .recommending import notice_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one application, by which document. `reason` '' where it is listed, `title` '' not known."""

    unit: str
    kind: Kind
    year: int
    number: str
    published_on: date
    listed: bool
    title: str = ""
    reason: str = ""
    province_list: bool = False


def outcome_notice(policy: Policy, one: Outcome, *, office: str) -> Letter:
    """The letter. Number and date are places that the office fills; the file is dated by the ministry's document."""
    kind = _kind(one.kind)
    title = f"{office}\n关于{one.unit}\n{one.year}年度{kind}申报结果的通知"
    body = (Clause(f"你单位申报{one.year}年度{kind}一事，现将结果通知如下："), *_result(policy, one), *_further(one))
    return Letter(
        office, NO_NUMBER, "", title, one.unit, body, None, "　　年　　月　　日", f"{office}　〔待填〕印发",
        Meta(office, title.replace("\n", ""), one.published_on), upward=False,
        form="correspondence",
    )  # fmt: skip


def _result(policy: Policy, one: Outcome) -> list[Clause]:
    on = f"{one.published_on.year}年{one.published_on.month}月{one.published_on.day}日"
    kind, named = _kind(one.kind), f"《{one.title}》（{one.number}）" if one.title else one.number
    head = f"工业和信息化部于{on}公布了{named}，"
    if one.listed:
        return [Clause("一、结果", 1), Clause(f"{head}你单位已列入{kind}名单。")]
    found = [Clause("一、结果", 1), Clause(f"{head}你单位未列入{kind}名单。"), Clause(f"理由：{one.reason}")]
    if one.province_list:
        notice, known = notice_of(policy)
        text = f"按照{notice}的规定，你单位转为省级绿色制造单位，以我单位公布的文件为准。"
        found.append(Clause(text, todo=not known))
    return found


def _further(one: Outcome) -> list[Clause]:
    further = "列入名单后每年报送动态管理表等要求" if one.listed else "对结果有疑问时的联系方式"
    return [Clause("二、有关事项", 1), Clause(f"〔待填〕{further}。", todo=True), Clause("特此通知。")]


def _kind(kind: Kind) -> str:
    return render(say(f"documents.kind_{kind.value}"), "zh")
