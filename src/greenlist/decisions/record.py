"""The ranked record as a paper (PDF, DOCX) and as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import override

from greenlist.documents.papers import Block, Column, Heading, KeyTable, Meta, Paper, Paragraph, Signature, Table
from greenlist.documents.style import Book, put, put_row, row_height
from greenlist.engine import clock
from greenlist.paperwork.printing import printed

from .models import Batch, Stage
from .queries.law import four_eyes_of, key_names, policy_of
from .record_rows import TITLES, Part, Row, counted, facts_of, parts_of

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PRINTED = (
    Column("名次", 4, "center"), Column("单位", 17), Column("优先", 4, "center"), Column("得分", 5, "right"),
    Column("征求意见", 12), Column("筛查", 6, "center"), Column("处理意见", 7, "center"), Column("理由和说明", 13),
)  # fmt: skip
_WIDTHS: dict[str, float] = {
    "名次": 6, "按规则名次": 8, "单位名称": 30, "统一社会信用代码": 21, "所在地": 10, "行业代码": 9, "第三方机构": 24,
    "优先推荐": 10, "得分": 10,
}  # fmt: skip
_TAIL: dict[str, float] = {
    "评价结果": 9, "征求意见结果": 30, "筛查结果": 12, "处理意见": 10, "理由": 36, "排序说明": 34, "次序调整": 30,
    "未通过的条件": 30,
}  # fmt: skip


def record_file(batch: Batch, form: str) -> bytes:
    """The record in one of `FORMS`. Raises Unprintable."""
    with override("zh-hans"):  # an official record is in Chinese whatever the language of the page
        if form == "xlsx":
            return workbook(batch)
        return printed(paper_of(batch), form, kind="record", round_=batch.round)


def file_name(batch: Batch, form: str) -> str:
    """A name that says what and whose; what no file system takes is left out."""
    safe = "".join(letter for letter in batch.title if letter.isalnum() or letter in "（）()-·")
    return f"{TITLES[Stage(batch.stage)]}_{safe}.{form}"


def paper_of(batch: Batch) -> Paper:
    """The record as a paper: what was decided about whom, in which order, why."""
    title = f"{batch.round.title}{TITLES[Stage(batch.stage)]}"
    trial = "" if batch.state == Batch.State.RELEASED else "未发布"
    return Paper(title, Meta("greenlist", title, _day(batch)), tuple(_blocks(batch, title)), trial=trial)


def _day(batch: Batch) -> date:
    return (batch.released_at or batch.created_at).astimezone(clock.SHANGHAI).date()


def _blocks(batch: Batch, title: str) -> Iterator[Block]:
    parts = parts_of(batch)
    yield Heading(title, 1, centred=True)
    yield KeyTable("", tuple(facts_of(batch)))
    for text in _rules(batch, parts):
        yield Paragraph(text, "note")
    yield from _meeting(batch)
    if not any(row.outcome in {"列入推荐", "通过"} for part in parts for row in part.rows):
        yield Paragraph("本批没有列入任何单位（优中选优、宁缺毋滥）。")
    for part in parts:
        yield Heading(f"{part.name}（{len(part.rows)} 家：{counted(part.rows)}）", 2)
        yield Table(f"{part.name}排序", _PRINTED, tuple(_printed(row, part) for row in part.rows))
    yield Signature(("经办人", "审批人", "单位盖章"))


def _rules(batch: Batch, parts: list[Part]) -> Iterator[str]:
    """By what the order was made, and how well that is known."""
    policy = policy_of(batch.round)
    marks = {"published": "原文", "secondary": "转引，待核定", "unverified": "待核定"}
    for part in parts:
        fact = next((rule.keys for kind, rule in policy.ranking.items() if kind.value == part.kind), None)
        if fact is not None:
            keys = "、".join(key_names(batch.round, part.kind))
            yield f"{part.name}排序依次按：{keys}（{marks[fact.mark.value]}）。各项相同的并列，列示先后不表示优劣。"
    four = four_eyes_of(batch.round)
    who = "可以是同一人" if four.value is False else "不是同一人"
    yield f"拟定与发布{who}（{marks[four.mark.value]}）。"


def _meeting(batch: Batch) -> Iterator[Block]:
    """What was written down of a meeting, if there was one."""
    rows = [("时间", batch.held_on.isoformat() if batch.held_on else ""), ("地点", batch.held_at),
            ("主持人", batch.chair), ("参加人员", "、".join(batch.attendees.split("\n")))]  # fmt: skip
    if any(value for _name, value in rows):
        yield KeyTable("会议", tuple((name, value) for name, value in rows if value))
    for text in batch.remarks.splitlines():
        yield Paragraph(text)


def _printed(row: Row, part: Part) -> tuple[str, ...]:
    score = "未定" if row.score is None else format(row.score, "f")
    keys = "".join(f"\n{name} {_figure(key)}" for name, key in zip(part.breaks, row.keys, strict=True))
    remarks = [row.reason, row.why, f"按规则第 {row.place} 名。{row.moved}" if row.moved else "",
               f"被拦下：{row.stopped}" if row.stopped else ""]  # fmt: skip
    return (str(row.position), f"{row.name}\n{row.uscc}", row.tier, score + keys, row.consulted, row.screened,
            row.outcome, "。".join(one.rstrip("。") for one in remarks if one))  # fmt: skip


def _figure(key: Decimal | None) -> str:
    return "未知" if key is None else format(key, "f")


def workbook(batch: Batch) -> bytes:
    """The record as a workbook, a sheet per kind; text stays text."""
    out = io.BytesIO()
    title = f"{batch.round.title}{TITLES[Stage(batch.stage)]}"
    book = Book(out, title=title)
    for part in parts_of(batch) or [Part("", "名单", (), ())]:
        _sheet(book, batch, part, title)
    book.close()
    return out.getvalue()


def _sheet(book: Book, batch: Batch, part: Part, title: str) -> None:
    sheet = book.sheet(part.name)
    widths = _WIDTHS | dict.fromkeys(part.breaks, 12.0) | _TAIL
    for position, width in enumerate(widths.values()):
        sheet.set_column(position, position, width)
    sheet.set_row(0, 30)
    put(sheet, 0, 0, title, book.format("title"))
    put(sheet, 1, 0, "；".join(f"{name}：{value}" for name, value in facts_of(batch)), book.format("hint"))
    sheet.set_row(2, row_height(widths.items()))
    put_row(sheet, 2, 0, widths, book.format("head"))
    sheet.freeze_panes(3, 3)
    sheet.repeat_rows(2)
    for number, row in enumerate(part.rows, 3):
        cells = _cells(row)
        texts = [(cell, width) for cell, width in zip(cells, widths.values(), strict=True) if isinstance(cell, str)]
        sheet.set_row(number, row_height(texts))
        for position, cell in enumerate(cells):
            shown = float(cell) if isinstance(cell, Decimal) else cell
            put(sheet, number, position, shown, book.format("text" if isinstance(cell, str) else "number"))
    if part.rows:
        sheet.autofilter(2, 0, 2 + len(part.rows), len(widths) - 1)


def _cells(row: Row) -> list[str | int | Decimal | None]:
    return [
        row.position, int(row.place) if row.place.isdecimal() else row.place, row.name, row.uscc, row.where,
        row.industry, row.agency, row.tier, row.score, *row.keys, row.verdict, row.consulted, row.screened,
        row.outcome, row.reason, row.why, row.moved, row.stopped,
    ]  # fmt: skip
