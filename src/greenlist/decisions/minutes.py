"""The minutes of a meeting (会议纪要) as a paper: who met when, what was decided on whom and why.

The same data give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import override

from greenlist.applications.models import Kind
from greenlist.documents.papers import Block, Column, Heading, KeyTable, Meta, Paper, Paragraph, Signature, Table
from greenlist.engine import clock
from greenlist.panel.results import State
from greenlist.panel.sheet import shown
from greenlist.panels.queries.results import CaseReview
from greenlist.paperwork.printing import FORMS
from greenlist.paperwork.printing import printed as printed_in

from .models import Batch
from .queries.meeting_minutes import Decided, decided_of

__all__ = ["FORMS", "minutes_of", "printed"]
WORDS = {"yes": "通过", "no": "不通过", "back": "退回市（州）", "": "未定"}
STATES = {
    State.AGREEING: "一致", State.MIXED: "有差异", State.CONFLICTING: "分歧大", State.INCOMPLETE: "未评完",
    State.OPEN: "待判断",
}  # fmt: skip
OPEN = "（待填）"
COLUMNS = (
    Column("名次", 4, "center"), Column("单位", 16), Column("市（州）", 6, "center"), Column("得分", 5, "right"),
    Column("专家评分", 10, "center"), Column("审定意见", 7, "center"), Column("理由", 12),
)  # fmt: skip


def minutes_of(batch: Batch) -> Paper:
    """The minutes; a draft, and it says so, until the list is released. Four queries."""
    title = f"{batch.round.title}审定会会议纪要"
    decided = decided_of(batch)
    trial = "" if batch.state == Batch.State.RELEASED else "草稿，名单尚未发布"
    with override("zh-hans"):  # an official paper is in Chinese whatever the language of the page
        return Paper(title, Meta("greenlist", title, _day(batch)), tuple(_blocks(batch, title, decided)), trial=trial)


def printed(batch: Batch, form: str) -> bytes:
    """The minutes in one of `FORMS`. Raises Unprintable."""
    return printed_in(minutes_of(batch), form, kind="minutes", round_=batch.round)


def _day(batch: Batch) -> date:
    """The day of the meeting; before it is written down that of the list."""
    return batch.held_on or batch.created_at.astimezone(clock.SHANGHAI).date()


def _blocks(batch: Batch, title: str, decided: Sequence[Decided]) -> Iterator[Block]:
    yield Heading(title, 1, centred=True)
    yield KeyTable("", tuple(_head(batch)))
    yield Heading("一、审定情况", 2)
    yield Paragraph(_summary(decided))
    for number, kind in enumerate(one for one in Kind if any(row.line.kind == one for row in decided)):
        rows = [row for row in decided if row.line.kind == kind]
        yield Heading(f"（{_chinese(number + 1)}）{kind.label}：{_counted(rows)}", 3)
        yield Table(f"{kind.label}审定结果", COLUMNS, tuple(_row(row) for row in rows))
    yield Heading("二、议定的其他事项", 2)
    for text in batch.remarks.splitlines() or ["无。"]:
        yield Paragraph(text)
    yield Signature(("主持人（签字）", "记录人（签字）"))


def _head(batch: Batch) -> Iterator[tuple[str, str]]:
    yield "时间", f"{batch.held_on.year}年{batch.held_on.month}月{batch.held_on.day}日" if batch.held_on else OPEN
    yield "地点", batch.held_at or OPEN
    yield "主持人", batch.chair or OPEN
    people = [one for one in batch.attendees.split("\n") if one]
    yield "参加人员", "；".join(people) if people else OPEN
    yield "审定名单", batch.title
    if batch.released_at is not None and batch.released_by is not None:
        at = batch.released_at.astimezone(clock.SHANGHAI)
        yield "发布", f"{batch.released_by.name} {at:%Y-%m-%d %H:%M}"
        yield "名单摘要", batch.digest


def _summary(decided: Sequence[Decided]) -> str:
    if not decided:
        return "名单上没有申报。"
    conflicting = sum(one.review.state == State.CONFLICTING for one in decided)
    apart = f"其中专家评审分歧大的 {conflicting} 家。" if conflicting else ""
    return f"提交会议审定的申报 {len(decided)} 家：{_counted(decided)}。{apart}"


def _counted(rows: Sequence[Decided]) -> str:
    told = [(word, sum(one.line.outcome == key for one in rows)) for key, word in WORDS.items()]
    return "，".join(f"{word} {count} 家" for word, count in told if count)


def _row(one: Decided) -> tuple[str, ...]:
    line = one.line
    unit = line.application.unit
    why = [line.reason, f"发布时被拦下：{'；'.join(line.stopped)}" if line.stopped else ""]
    return (
        str(line.position), f"{unit.name}\n{unit.uscc}", line.application.city.name, shown(line.score) or "未定",
        _experts(one.review), WORDS[line.outcome], "。".join(part.rstrip("。") for part in why if part) or "—",
    )  # fmt: skip


def _experts(review: CaseReview) -> str:
    if review.mean is None:
        return "—"
    return f"{shown(review.mean)}\n{STATES[State(review.state)]}，极差 {shown(review.spread)}"


def _chinese(number: int) -> str:
    return "一二三四五"[number - 1]
