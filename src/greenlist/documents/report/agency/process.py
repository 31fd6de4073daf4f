"""Chapter two: how the evaluation was organised and carried out, from its records."""

from __future__ import annotations

from datetime import date

from greenlist.documents.papers import Block, Column, KeyTable, Paragraph, Table
from greenlist.documents.report.subject import NONE, NOT_STATED, day

from .facts import Evaluated, SiteSeen


def plan(evaluated: Evaluated) -> list[Block]:
    """Purpose, scope and criteria as planned; nothing where no plan was written."""
    one = evaluated.plan
    rows = (("评价目的", one.purpose), ("评价范围和边界", one.scope), ("评价准则", one.criteria))
    if not any(value for _, value in rows):
        return []
    return [KeyTable("评价目的、范围和准则", tuple((label, value or NOT_STATED) for label, value in rows))]


def team(evaluated: Evaluated) -> list[Block]:
    """The calendar, and who did what."""
    one = evaluated.plan
    rows = (("评价时间", span(one.starts_on, one.ends_on) or NOT_STATED), ("日程安排", one.schedule or NOT_STATED))
    blocks: list[Block] = [KeyTable("评价安排", rows)]
    if not evaluated.team:
        return [*blocks, missing("没有评价组记录")]
    heads = (
        Column("序号", 8, "center"), Column("姓名", 16, "center"), Column("分工", 14, "center"), Column("职称", 22),
        Column("职责", 40),
    )  # fmt: skip
    people = tuple(
        (str(number), person.name, person.part, person.title or NONE, person.tasks or NONE)
        for number, person in enumerate(evaluated.team, 1)
    )
    return [*blocks, Table("评价组成员", heads, people)]


def documents(evaluated: Evaluated) -> list[Block]:
    """What was looked at, and the finding of each."""
    if not evaluated.documents:
        return [missing("没有文件评审记录")]
    heads = (Column("序号", 8, "center"), Column("文件", 42), Column("结论", 16, "center"), Column("说明", 34))
    rows = tuple(
        (str(number), one.document, one.finding, one.note or NONE) for number, one in enumerate(evaluated.documents, 1)
    )
    return [Table("文件评审记录", heads, rows)]


def visits(evaluated: Evaluated) -> list[Block]:
    """One table for each visit."""
    if not evaluated.visits:
        return [missing("没有现场评价记录")]
    several = len(evaluated.visits) > 1
    return [
        KeyTable(f"现场评价记录{f'（第{number}次）' if several else ''}", _visit(one))
        for number, one in enumerate(evaluated.visits, 1)
    ]


def _visit(one: SiteSeen) -> tuple[tuple[str, str], ...]:
    return (
        ("日期", span(one.from_on, one.to_on)),
        ("地点", one.place),
        ("评价人员", "、".join(one.visitors) or NOT_STATED),
        ("访谈人员", one.met or NOT_STATED),
        ("看到的情况", one.seen or NOT_STATED),
        ("抽样方法和样本", one.sampling or NONE),
        ("现场照片", "、".join(one.photos) or NONE),
    )


def issues(evaluated: Evaluated) -> list[Block]:
    """What did not conform, and how it was put right; nothing where nothing was raised."""
    if not evaluated.issues:
        return []
    heads = (
        Column("项目", 22), Column("级别", 10, "center"), Column("问题", 28), Column("答复", 26),
        Column("状态", 14, "center"),
    )  # fmt: skip
    rows = tuple((one.place, one.grade, one.reason, one.answer or NONE, one.state) for one in evaluated.issues)
    return [Table("不符合项及整改情况", heads, rows)]


def reviews(evaluated: Evaluated) -> list[Block]:
    """Every technical review, the last one last."""
    if not evaluated.reviews:
        return [missing("没有内部技术复核记录")]
    blocks: list[Block] = []
    for number, one in enumerate(evaluated.reviews, 1):
        head = (("复核人", one.reviewer), ("复核日期", day(one.on)), ("结论", "通过" if one.passed else "未通过"))
        rows = (*head, *one.points, ("复核意见", one.opinion or NONE))
        blocks.append(KeyTable(f"内部技术复核记录{f'（第{number}次）' if len(evaluated.reviews) > 1 else ''}", rows))
    return blocks


def version(evaluated: Evaluated) -> list[Block]:
    """Which version this is, and why there is more than one."""
    words = f"本报告为第{evaluated.version}版"
    if evaluated.version_reason:
        words += f"，修改原因：{evaluated.version_reason.rstrip('。')}"
    return [Paragraph(f"{words}。")]


def missing(words: str) -> Paragraph:
    """A record that has still to be made."""
    return Paragraph(f"〔待填〕{words}。", "todo")


def span(begin: date | None, end: date | None) -> str:
    """From a day to a day; '' where neither is stated."""
    if begin is None or end is None or begin == end:
        one = begin or end
        return day(one) if one else ""
    return f"{day(begin)}至{day(end)}"
