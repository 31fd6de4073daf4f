"""Tables that nothing reads, each with the reason: what it is, or what it lacks to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlist.engine.messages import Message, say

from .around import Around, title_of
from .data_tables.columns import SHAPES
from .data_tables.table_heads import columns_known
from .headers import DEPTH, columns_in
from .shape import Grid, Report, UnreadTable

# Tables of our own reports that repeat, compute or record: an application has no place for them.
OWN_TABLES = frozenset({
    "评价概况", "近三年评价得分", "申报值与核查值对照表（以后面的为准）", "二氧化碳排放折算表",
    "佐证材料清单", "所用规则文件和申报文件的 SHA-256 摘要", "待核定的规则", "问题与建议", "评价目的、范围和准则",
    "评价安排", "评价组成员", "文件评审记录", "现场评价记录", "不符合项及整改情况", "内部技术复核记录",
    "申报值与核查值差异表", "申报与核查的得分", "第三方机构备案情况", "第三方机构基本条件符合情况",
})  # fmt: skip
_TIMES = re.compile(r"（第\d+次）$")
HEAD_CELLS = 6
LONGEST_CELL = 20


def is_own(around: Around) -> bool:
    """Whether a table is one that our own reports compute or record."""
    return _TIMES.sub("", title_of(around.caption)) in OWN_TABLES


def leave_table(grid: Grid, around: Around, why: Message, report: Report) -> None:
    """Note a table that was not read."""
    head = [re.sub(r"\s+", "", cell.text)[:LONGEST_CELL] for row in grid.rows[:1] for cell in row]
    cells = tuple(text for text in head if text)[:HEAD_CELLS]
    report.tables.append(UnreadTable(grid.at_all, around.words[:80], len(grid.rows), cells, why))


def table_words(one: UnreadTable) -> Message:
    """A table in one line: what it is called, its rows, its first header cells."""
    caption = one.caption or say("reading.table_untitled")
    head = "、".join(one.head) or say("reading.table_headless")
    return say("reading.table_words", caption=caption, rows=one.rows, head=head)


def why_unread(grid: Grid) -> Message:
    """Why a table is none of those that are read."""
    if not any(cell.text.strip() for row in grid.rows for cell in row):
        return say("reading.table_blank")
    for known, lacks in _near(grid):
        return say("reading.table_near", known=known, lacks=say(f"reading.lacks_{lacks}"))
    return say("reading.table_unknown")


def _near(grid: Grid) -> Iterator[tuple[list[str], str]]:
    """The columns that are known of a table which lacks another, best first."""
    for row in grid.rows[:DEPTH]:
        found = columns_in(row)
        if "answer" in found:
            yield list(found.values()), "requirement"
        if "requirement" in found and len(found) > 1:
            yield list(found.values()), "answer"
        if {"name", "unit"} <= found.keys() or {"name", "number"} <= found.keys():
            yield list(found.values()), "value"
    for row in grid.rows[:DEPTH]:
        for table, shape in SHAPES.items():
            columns = columns_known(table, row)
            if shape.names in columns:
                yield list(columns.values()), "figures"
            elif columns.keys() & shape.values:
                yield list(columns.values()), "names"
