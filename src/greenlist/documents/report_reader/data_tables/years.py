"""Years in data tables: a column that says of which year each row is, and figures by year under a caption."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from greenlist.documents.report_reader.headers import at_columns
from greenlist.documents.report_reader.labels import plain
from greenlist.documents.report_reader.shape import Cell, Grid

_BARE = re.compile(r"(20\d\d)年?度?")
_CALLED = frozenset({"年份", "年度", "年", "统计年度", "评价年度", "统计年份"})
CORNER = frozenset({"", "项目", "指标", "指标名称", "内容", "类别", "名称", "项目名称"})  # over fields that run down
# What all figures of a table are, by words of its caption: one kind of them; '' is what no column asks for.
_QUANTITIES = {
    "products": {
        "qualified_output": "产量", "output_value": "产值", "energy": "综合能耗", "water_intake": "取水量",
        "co2": "碳排放|二氧化碳排放", "": "单位产品|单耗",
    },
    "energy": {"quantity": "消费|消耗|用量|使用", "": "折|标煤|标准煤|碳|排放|绿"},
    "materials": {"quantity": "消费|消耗|用量|使用", "": "绿色|单耗"},
    "pollutants": {"generated": "产生量", "discharged": "排放量", "": "浓度|去除|削减"},
}  # fmt: skip
_NO_AMOUNT = re.compile(r"[价比率增]|费用|金额|强度|计划|预计|目标")


def bare_year(text: str) -> int | None:
    """The year that a cell is and nothing else: 2023年度."""
    found = _BARE.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    return int(found[1]) if found else None


def year_column(grid: Grid, first: int, name: int, taken: Collection[int]) -> int | None:
    """The column that says the year of each row from `first` on, None without one.

    `name` is the column of names, whose header may run over the years as well; `taken` columns mean something.
    """
    heads = at_columns(grid.rows[first - 1])
    asked = [column for column, head in sorted(heads.items()) if column not in taken and _may_say(head, column, name)]
    rows = [at_columns(row) for row in grid.rows[first:]] if asked else []
    return next((column for column in asked if any(year_at(row, column) for row in rows)), None)


def _may_say(head: Cell, column: int, name: int) -> bool:
    """Whether years may stand below a header."""
    return head.column == name or (column == head.column and plain(head.text) in _CALLED | CORNER)


def year_at(row: Mapping[int, Cell], column: int) -> int | None:
    """The year that begins in a column of a row, None for any other cell."""
    cell = row.get(column)
    return bare_year(cell.text) if cell is not None and cell.column == column else None


def quantity_named(table: str, caption: str) -> str:
    """The one quantity that a caption names for all figures of a table, '' where it names none, or several."""
    found = [column for column, words in _QUANTITIES.get(table, {}).items() if re.search(words, caption)]
    return found[0] if len(found) == 1 and not _NO_AMOUNT.search(caption) else ""
