"""The 推荐汇总表: columns from the policy, rows from the evaluation; text stays text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from greenlist.engine.case import Kind
from greenlist.engine.codes import uscc_problem
from greenlist.engine.lawbook.schema.policy import Policy, SummaryColumn
from greenlist.engine.messages import Message, say

from .form.layout import KIND_NAMES
from .limits import EXCEL_CELL_CHARS
from .style import Book, put_row, row_height

Cell = str | int | Decimal | None
SummaryRow = dict[str, Cell]

# What a column's `value` may name; a row holds its cells under these keys.
SUMMARY_VALUES: dict[str, str] = {
    "seq": "序号",
    "recommender": "推荐地区",
    "name": "单位名称",
    "uscc": "统一社会信用代码",
    "industry4": "四位行业代码",
    "route": "评价方式：自评价或第三方",
    "agency": "第三方机构名称",
    "standard": "评价依据：规则包及版本",
    "score": "评价得分",
    "province_list": "是否省级绿色制造单位及批次",
    "consultation": "征求意见结果",
    "contact": "联系人",
    "phone": "联系电话",
    "note": "备注",
    "main_products": "主要产品",
    "energy_level": "能效水平及实测值",
    "park_level": "园区级别",
    "va_share": "工业增加值占比",
    "green_factories": "园区内绿色工厂数量",
    "green_factory_share": "绿色工厂占比",
    "three_year_scores": "近三年得分",
    "indicator_system": "适用行业指标体系",
    "supplier_green_factories": "供应商中绿色工厂数量",
    "epr_pilot": "是否汽车产品生产者责任延伸试点",
}
STANDING = "standing"  # key of a row that is no column: official or trial
PLAIN_TITLE = "绿色制造名单推荐汇总表"
STAR = "＊"
PRINTABLE = 190  # column-width units that stay legible across A4 landscape
LEAST_WIDTH = 8
LEAST_WIDTHS = {"seq": 6, "uscc": 21, "phone": 14, "score": 13}
LONG_TEXT = 200  # more does not fit a printed line of the table
# Left to later steps of the round or to the office; an empty cell there is no fault of the unit.
MAY_BE_EMPTY = frozenset({"note", "consultation", "agency", "province_list", "epr_pilot", "energy_level"})


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    columns: Sequence[SummaryColumn]
    rows: Sequence[SummaryRow]
    widths: Sequence[float]


def columns_for(policy: Policy, kind: Kind) -> list[SummaryColumn]:
    """The summary columns that a policy asks of a kind, in the policy's order."""
    return [column for column in policy.outputs.summary_columns if kind in column.kinds]


def is_trial(row: SummaryRow) -> bool:
    """Whether a row rests on a trial result: its `standing`, or the word 试评 in its note."""
    return row.get(STANDING) == "trial" or str(row.get("note") or "").startswith("试评")


def write_summary(path: Path, policy: Policy, rows: Mapping[Kind, Sequence[SummaryRow]]) -> None:
    """Write the summary table of a round, one sheet per kind; the same content gives the same bytes.

    Title, columns and stamp line are the policy's; an open stamp line is left out. Rows come in rank order,
    their cells under the names of `SUMMARY_VALUES`. Trial rows put a visible 试评 line over the table and
    试评 behind each computed number. Raises OSError where the file cannot be written.
    """
    title = policy.outputs.summary_title.value or PLAIN_TITLE
    book = Book(path, title=title, constant_memory=True)
    for kind in rows or {Kind.FACTORY: []}:
        columns = columns_for(policy, kind)
        part = _Sheet(KIND_NAMES[kind], columns, rows.get(kind, []), _widths(columns))
        _write_sheet(book, part, title, policy.outputs.stamp_line.value)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(*error.args) from error


def _write_sheet(book: Book, part: _Sheet, title: str, stamp_line: str | None) -> None:
    sheet = book.sheet(part.name)
    last = max(len(part.columns) - 1, 1)
    for position, width in enumerate(part.widths):
        sheet.set_column(position, position, width)
    sheet.set_row(0, 34)
    _across(sheet, 0, last, title, book.format("title_centred"))
    row = _write_trial_line(book, sheet, part, last)
    _write_header(book, sheet, part, row)
    for line, cells in enumerate(part.rows, row + 1):
        _write_row(book, sheet, line, part, cells)
    _write_foot(book, sheet, part, (row + 2 + len(part.rows), last), stamp_line)


def _across(sheet: Worksheet, row: int, last: int, text: str, cell_format: Format) -> None:
    sheet.merge_range(row, 0, row, last, "", cell_format)
    sheet.write_string(row, 0, text, cell_format)


def _write_trial_line(book: Book, sheet: Worksheet, part: _Sheet, last: int) -> int:
    """The 试评 line where any row is a trial; the row the header goes to."""
    trials = sum(is_trial(row) for row in part.rows)
    if not trials:
        return 1
    text = (
        f"试评：本表 {len(part.rows)} 个单位中有 {trials} 个的结果为试评"
        "（所用规则尚有未核定或未录入的内容），仅供内部研究，不作为正式推荐依据。"
    )
    _across(sheet, 1, last, text, book.format("trial"))
    sheet.set_row(1, 22)
    return 2


def _widths(columns: Sequence[SummaryColumn]) -> list[float]:
    """The policy's widths, narrowed in proportion where the table would print too small on A4."""
    total = sum(column.width for column in columns)
    factor = min(1.0, PRINTABLE / total) if total else 1.0
    return [max(column.width * factor, LEAST_WIDTHS.get(column.value, LEAST_WIDTH)) for column in columns]


def _write_header(book: Book, sheet: Worksheet, part: _Sheet, row: int) -> None:
    titles = [f"{column.title}{STAR}" if column.derived else column.title for column in part.columns]
    sheet.set_row(row, row_height(zip(titles, part.widths, strict=True)))
    put_row(sheet, row, 0, titles, book.format("head"))
    sheet.freeze_panes(row + 1, min(3, len(part.columns)))
    sheet.repeat_rows(row)


def _write_row(book: Book, sheet: Worksheet, line: int, part: _Sheet, row: SummaryRow) -> None:
    trial, text_format = is_trial(row), book.format("text")
    texts: list[tuple[str, float]] = []
    for position, column in enumerate(part.columns):
        cell = row.get(column.value)
        if cell is None or cell == "":
            sheet.write_blank(line, position, None, text_format)
        elif column.numeric and isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
            sheet.write_number(line, position, float(cell), book.format(_number_format(column, trial=trial)))
        else:
            text = format(cell, "f") if isinstance(cell, Decimal) else str(cell)
            texts.append((text, part.widths[position]))
            sheet.write_string(line, position, text[:EXCEL_CELL_CHARS], text_format)
    sheet.set_row(line, row_height(texts))


def _number_format(column: SummaryColumn, *, trial: bool) -> str:
    if column.value == "seq":
        return "serial"
    return "trial_number" if trial and column.derived else "number"


def _write_foot(book: Book, sheet: Worksheet, part: _Sheet, at: tuple[int, int], stamp_line: str | None) -> None:
    row, last = at
    if any(column.derived for column in part.columns):
        _across(
            sheet,
            row,
            last,
            f"标{STAR}的列由程序计算得出，其余各列由申报单位或推荐单位填报。",
            book.format("hint"),
        )
        row += 1
    if not part.rows:
        _across(sheet, row, last, "本类无推荐单位。", book.format("hint"))
        row += 1
    if stamp_line:
        sheet.set_row(row + 1, 30)
        _across(sheet, row + 1, last, stamp_line, book.format("plain"))


def lint_summary(columns: Sequence[SummaryColumn], rows: Sequence[SummaryRow], *, sheet: str = "") -> list[Message]:
    """What a clerk would send back: empty cells, wrong USCCs, texts too long to print. Empty when clean."""
    return [message for number, row in enumerate(rows, 1) for message in _lint_row(columns, row, number, sheet)]


def _lint_row(columns: Sequence[SummaryColumn], row: SummaryRow, number: int, sheet: str) -> Iterator[Message]:
    named = {"sheet": sheet, "row": number, "unit": str(row.get("name") or "")}
    for column in columns:
        cell = row.get(column.value)
        text = "" if cell is None else str(cell).strip()
        if not text:
            if column.value not in MAY_BE_EMPTY:
                yield say("documents.summary_cell_missing", column=column.title, **named)
        elif len(text) > LONG_TEXT:
            found = {"column": column.title, "length": len(text), "most": LONG_TEXT}
            yield say("documents.summary_long", **found, **named)
        elif column.value == "uscc" and uscc_problem(text) is not None:
            yield say("documents.summary_uscc", uscc=text, **named)
