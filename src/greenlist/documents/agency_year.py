"""评价机构年度工作情况 as a workbook: projects, the agency, corrections, and where every column comes from.

No official column list is known: the columns are ours (unverified), and a sheet says so.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from .limits import EXCEL_CELL_CHARS
from .style import Book, put, put_row, row_height

Row = tuple[str | float | None, ...]
HEAD_ROW = 2  # below title and note
PROJECTS: dict[str, float] = {
    "序号": 6, "申报单位": 28, "类型": 16, "所在省份": 12, "级别": 9, "合同签订日期": 13, "现场评价日期": 13,
    "报告日期": 13, "得分": 9, "评价结论": 18, "是否推荐": 9, "是否列入名单": 12, "备注": 24,
}  # fmt: skip
SOURCES = (
    ("序号", "按合同签订日期排列"),
    ("申报单位、类型、所在省份、级别", "申报和轮次"),
    ("合同签订日期", "委托合同；没有填写的取签约办理日期"),
    ("现场评价日期", "现场评价记录，多次的取首次"),
    ("报告日期", "首次签发的评价报告"),
    ("得分、评价结论", "最近一次签发的评价报告；结论为基本要求是否符合"),
    ("是否推荐、是否列入名单", "申报的办理过程；尚无结果的空着"),
    ("人员", "当年备案的人员清单，按职称级别计数"),
    ("投诉和处罚", "已听取机构意见或已作决定的案件、通报"),
    ("备注", "机构更正过的栏目，机构补充的系统外项目"),
)
STATUS = "待核（unverified）：评价机构年度工作情况的栏目未见原文，本表栏目由我们拟定"


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """What the workbook says. `projects` have the columns of `PROJECTS` without the number; the score is a number.

    `facts` and `staff` are label and value; complaints and penalties day, what, outcome; `corrections` project,
    column, value, reason.
    """

    agency: str
    year: int
    state: str  # confirmed by whom and when, or not yet
    projects: Sequence[Row]
    facts: Sequence[tuple[str, str]] = ()
    staff: Sequence[tuple[str, int]] = ()
    complaints: Sequence[tuple[str, str, str]] = ()
    penalties: Sequence[tuple[str, str, str]] = ()
    corrections: Sequence[tuple[str, str, str, str]] = ()


def agency_year(data: AgencyYear) -> bytes:
    """The workbook; the same content gives the same bytes, texts are never formulas."""
    out = io.BytesIO()
    title = f"{data.year}年度评价机构年度工作情况"
    book = Book(out, title=title)
    _table(book, "项目", f"{title}　{data.agency}", data.state, PROJECTS,
           [(number, *row) for number, row in enumerate(data.projects, 1)])  # fmt: skip
    _agency(book, data)
    widths: dict[str, float] = {"项目": 28, "栏目": 16, "更正为": 28, "理由": 40}
    _table(book, "更正", "机构所作的更正", "系统数据保持不变，更正只改本表。", widths, list(data.corrections))
    _table(book, "说明", "栏目来源", STATUS, {"栏目": 32, "来源": 60, "状态": 20},
           [(column, source, "待核（unverified）") for column, source in SOURCES])  # fmt: skip
    book.close()
    return out.getvalue()


def _table(
    book: Book, name: str, title: str, note: str, widths: dict[str, float], rows: Sequence[Row], *, nothing: str = ""
) -> None:
    sheet = book.sheet(name)
    last = len(widths) - 1
    for position, width in enumerate(widths.values()):
        sheet.set_column(position, position, width)
    _head(book, sheet, last, title, note)
    put_row(sheet, HEAD_ROW, 0, widths, book.format("head"))
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.repeat_rows(HEAD_ROW)
    for line, row in enumerate(rows, HEAD_ROW + 1):
        texts = [(cell, width) for cell, width in zip(row, widths.values(), strict=True) if isinstance(cell, str)]
        sheet.set_row(line, row_height(texts))
        _cells(book, sheet, line, row)
    if not rows:
        _across(sheet, HEAD_ROW + 1, last, nothing or "没有。", book, "hint")


def _head(book: Book, sheet: Worksheet, last: int, title: str, note: str) -> None:
    sheet.set_row(0, 30)
    sheet.set_row(1, 32)
    _across(sheet, 0, last, title, book, "title")
    _across(sheet, 1, last, note, book, "hint")


def _across(sheet: Worksheet, row: int, last: int, text: str, book: Book, style: str) -> None:
    sheet.merge_range(row, 0, row, last, "", book.format(style))
    sheet.write_string(row, 0, text, book.format(style))


def _cells(book: Book, sheet: Worksheet, line: int, row: Row) -> None:
    for position, cell in enumerate(row):
        shown = cell[:EXCEL_CELL_CHARS] if isinstance(cell, str) else cell
        style = "text" if isinstance(cell, str) or cell is None else "serial" if position == 0 else "number"
        put(sheet, line, position, shown, book.format(style))


def _agency(book: Book, data: AgencyYear) -> None:
    """The agency itself: facts, staff by title, complaints, penalties."""
    sheet = book.sheet("机构")
    for position, width in enumerate((20, 60, 40)):
        sheet.set_column(position, position, width)
    _head(book, sheet, 2, "机构情况", data.state)
    line = HEAD_ROW
    staff = [(f"{title}人数", str(count)) for title, count in data.staff] or [("人员", "当年没有已接受的备案")]
    for label, value in (*data.facts, *staff):
        put(sheet, line, 0, label, book.format("label"))
        sheet.merge_range(line, 1, line, 2, "", book.format("text"))
        sheet.write_string(line, 1, value[:EXCEL_CELL_CHARS], book.format("text"))
        line += 1
    for title, rows in (("投诉", data.complaints), ("处罚", data.penalties)):
        put_row(sheet, line + 1, 0, (f"{title}：日期", "内容", "结果"), book.format("head"))
        line += 2
        for row in rows or [("没有", "", "")]:
            sheet.set_row(line, row_height([(row[1], 60), (row[2], 40)]))
            _cells(book, sheet, line, row)
            line += 1
