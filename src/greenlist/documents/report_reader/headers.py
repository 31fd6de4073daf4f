"""Headers of indicator and requirement tables, in one row or in two, by what their columns are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .shape import Cell, Grid

_HEADS = {
    "number": ("序号", "编号", "指标编号", "项目编号"),
    "level1": ("一级指标", "指标类别", "类别"),
    "name": ("指标", "三级指标", "二级指标", "指标名称", "评价指标", "评价内容", "评价项目", "评价要求"),
    "unit": ("单位", "指标单位", "计量单位"),
    "claimed": ("申报值", "自评值", "企业申报值", "企业填报值", "填报值"),
    "verified": ("核查值", "核实值", "核定值", "评价值", "第三方核查值", "机构核查值"),
    "value": (
        "指标数据", "指标值", "数值", "数据", "本年度指标值", "实际值", "计算值", "完成值", "指标数值", "实际完成值",
    ),
    "requirement": ("基本要求", "一般要求", "要求", "条款", "内容", "要求内容", "否决条件"),
    "answer": ("是否符合", "是否符合要求", "答复", "符合性", "评价结果", "符合情况", "是否满足"),
    "note": ("评价情况", "评价情况说明", "说明", "说明和佐证", "评价说明", "证明材料", "备注"),
}  # fmt: skip
_COLUMN = {head: name for name, heads in _HEADS.items() for head in heads}
_YEAR = re.compile(r"(20\d\d)")
DEPTH = 4  # a header stands in one of the first rows


@dataclass(slots=True)
class Header:
    """What each grid column of a table means; `years` are the columns of values by year. `first`: the row below."""

    columns: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    first: int = 1

    @property
    def of_figures(self) -> bool:
        """Whether it is the header of an indicator table."""
        return "name" in self.columns and bool(self.years or self.columns.keys() & {"claimed", "verified", "value"})

    @property
    def of_answers(self) -> bool:
        """Whether it is the header of a table of requirements."""
        return bool({"requirement", "answer"} <= self.columns.keys())


def header_of(grid: Grid) -> Header | None:
    """The header of a table, None where it has none of these."""
    for number, row in enumerate(grid.rows[:DEPTH]):
        header = _read(row)
        below = grid.rows[number + 1] if number + 1 < len(grid.rows) else ()
        header.first = number + 1
        if _is_second(below):
            _join(header, row, below)
        if header.of_figures or header.of_answers:
            return header
    return None


def at_columns(row: Sequence[Cell]) -> dict[int, Cell]:
    """The cells of a row by the grid columns they cover."""
    return {column: cell for cell in row for column in range(cell.column, cell.column + cell.span)}


def year_of(text: str) -> int | None:
    """The year that a caption or header names, None for none or several."""
    found = set(_YEAR.findall(unicodedata.normalize("NFKC", text)))
    return int(found.pop()) if len(found) == 1 else None


def column_of(text: str) -> str:
    """What a header says of its column, '' where it is not known."""
    return _COLUMN.get(_plain(text), "")


def columns_in(row: Sequence[Cell]) -> dict[str, str]:
    """The columns that a row names, each with its header as printed."""
    return {name: re.sub(r"\s+", "", cell.text) for cell, name in _named(row)}


def _read(row: Sequence[Cell]) -> Header:
    header = Header()
    for cell, name in _named(row):
        if name == "name" and "name" in header.columns and "二级" not in cell.text and "三级" not in cell.text:
            continue
        if name == "name" or name not in header.columns:  # of 二级 and 三级 the later one names the indicator
            header.columns[name] = cell.column
    for cell in row:
        year = year_of(cell.text) if len(cell.text) <= 12 else None
        if year is not None:
            header.years[year] = cell.column
    return header


def _named(row: Sequence[Cell]) -> Iterator[tuple[Cell, str]]:
    for cell in row:
        name = column_of(cell.text)
        if name:
            yield cell, name


def _plain(text: str) -> str:
    return re.sub(r"\s+|\([^()]*\)", "", unicodedata.normalize("NFKC", text)).strip(":*")


def _is_second(row: Sequence[Cell]) -> bool:
    """Whether a row goes on with the header: cells that run on from above beside years or known columns."""
    filled = [cell for cell in row if cell.text and not cell.below]
    words = [cell for cell in filled if year_of(cell.text) or _plain(cell.text) in _COLUMN]
    return bool(words) and len(words) == len(filled) and any(cell.below or not cell.text for cell in row)


def _join(header: Header, above: Sequence[Cell], row: Sequence[Cell]) -> None:
    """Take the second row of a header into the first."""
    second = _read(row)
    header.years |= second.years
    wide = {column for cell in above if cell.span > 1 for column in range(cell.column, cell.column + cell.span)}
    for name, column in second.columns.items():
        if column in wide or name not in header.columns:
            header.columns[name] = column
    header.first += 1
