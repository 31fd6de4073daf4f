"""Indicator tables and tables of requirements, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlist.engine.messages import say

from .headers import Header, at_columns, column_of, header_of, year_of
from .labels import plain
from .marks import has_boxes, ticked
from .shape import Answered, Cell, Figure, Grid, Report

_BLANK = frozenset({"", "—", "-", "－", "/", "／", "（未填报）"})
_NOTHING = _BLANK | {"无"}
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
            _answer(grid, number, cells, header, report)
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


def _answer(grid: Grid, row: int, cells: dict[int, Cell], header: Header, report: Report) -> None:
    """Take a row of a table of requirements; one without a requirement or an answer that is understood is noted."""
    asked, answered = cells.get(header.columns["requirement"]), cells.get(header.columns["answer"])
    name, text = _text(cells, header, "requirement"), _printed(answered)
    if _says_nothing(grid.rows[row]) or (asked is answered and asked is not None) or _is_header(cells, header):
        return
    at = grid.at(row, header.columns["answer"])
    answer = answer_of(_value(answered))
    if not name:
        words = "、".join(_printed(cell) for cell in grid.rows[row] if cell.text.strip())
        report.miss(at, words, say("reading.answer_nameless"))
    elif answer:
        number, note = _text(cells, header, "number"), _text(cells, header, "note")
        report.answers.append(Answered(number, name, answer, note, at))
    elif text in _BLANK or not answered_at_all(text):
        report.miss(at, name, say("reading.answer_missing"))
    else:
        report.miss(at, f"{name}：{text}", say("reading.answer_bad", text=text[:40]))


def answered_at_all(text: str) -> bool:
    """Whether a cell says anything: not where boxes stand there and none is ticked."""
    return not has_boxes(text) or bool(ticked(text))


def _says_nothing(row: tuple[Cell, ...]) -> bool:
    return not any(cell.text.strip() and not cell.below for cell in row)


def _is_header(cells: dict[int, Cell], header: Header) -> bool:
    """Whether a row is the header again, as on the next page."""
    return all(column_of(cells[at].text) == key for key, at in header.columns.items() if at in cells)


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
    text = _printed(cell)
    return "" if text in _NOTHING else text


def _printed(cell: Cell | None) -> str:
    return re.sub(r"\s*\n\s*", "", cell.text).strip() if cell is not None else ""
