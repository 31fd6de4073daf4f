"""Indicator tables and tables of requirements, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .headers import Header, at_columns, header_of, year_of
from .labels import plain
from .marks import has_boxes, ticked
from .shape import Answered, Cell, Figure, Grid, Report

_NOTHING = frozenset({"", "—", "-", "－", "/", "／", "无", "（未填报）"})
_MET = ("符合", "是", "满足", "无此情形", "未发生", "无", "达标", "合格")
_NOT_MET = ("不符合", "否", "不满足", "有此情形", "不达标", "不合格")


def read_figures(grid: Grid, report: Report) -> bool:
    """Take a table of indicators or of requirements. Gives whether it is one."""
    header = header_of(grid)
    if header is None:
        return False
    year = year_of(grid.before) or next((year_of(row[0].text) for row in grid.rows[:1] if len(row) == 1), None)
    for number in range(header.first, len(grid.rows)):
        cells = at_columns(grid.rows[number])
        if header.of_figures:
            report.figures += _figures(grid, number, cells, header, year)
        else:
            report.answers += _answers(grid, number, cells, header)
    return True


def _figures(grid: Grid, row: int, cells: dict[int, Cell], header: Header, year: int | None) -> Iterator[Figure]:
    number, name, unit = (_text(cells, header, key) for key in ("number", "name", "unit"))
    if not name or name == number:
        return
    values = [(which, column) for which, column in header.years.items()]
    if not values:
        claimed = _text(cells, header, "claimed") or _text(cells, header, "value")
        verified = _text(cells, header, "verified")
        if claimed or verified:
            at = grid.at(
                row, header.columns.get("claimed", header.columns.get("value", header.columns.get("verified")))
            )
            yield Figure(number, name, unit, claimed, verified, year, at)
        return
    for which, column in sorted(values):
        text = _value(cells.get(column))
        if text:
            yield Figure(number, name, unit, text, "", which, grid.at(row, column))


def _answers(grid: Grid, row: int, cells: dict[int, Cell], header: Header) -> Iterator[Answered]:
    name, text = _text(cells, header, "requirement"), _text(cells, header, "answer")
    answer = answer_of(text)
    if name and answer:
        number, note = _text(cells, header, "number"), _text(cells, header, "note")
        yield Answered(number, name, answer, note, grid.at(row, header.columns["answer"]))


def answer_of(text: str) -> str:
    """The answer `met` or `not_met`, '' where neither is said."""
    if has_boxes(text):
        words = ticked(text)
        text = words[0] if len(words) == 1 else "是" if not words and text.strip() in {"√", "✓", "✔"} else ""
    bare = plain(text)
    if bare in _NOT_MET:
        return "not_met"
    return "met" if bare in _MET else ""


def _text(cells: dict[int, Cell], header: Header, key: str) -> str:
    return _value(cells.get(header.columns[key])) if key in header.columns else ""


def _value(cell: Cell | None) -> str:
    text = re.sub(r"\s*\n\s*", "", cell.text).strip() if cell is not None else ""
    return "" if text in _NOTHING else text
