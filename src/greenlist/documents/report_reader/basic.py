"""The basic information table: labels and values side by side, in two columns or in four, in cells or in lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenlist.engine.decimals import parse_decimal
from greenlist.engine.messages import say

from .labels import key_of, section_of, year_label
from .shape import Cell, Found, Grid, Paragraph, Report

_COLON = re.compile(r"\s*[:：]\s*")
_LINE = re.compile(r"^(.{2,20}?)(?:\s*[:：]\s*|[\t\u3000]+\s*)(.*)$", re.DOTALL)
_EMPTY = frozenset({"", "/", "-", "—", "－", "／", "（未填报）", "〔待填〕", "未填报", "无"})
_PERSONS = frozenset({"legal_rep", "contact_person", "park_head"})
_PERSON = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")  # 张　三
LEAST = 3  # known labels that make a table one of basic information


@dataclass(slots=True)
class _Place:
    """Where the reading stands: the block of the form, and the line read last."""

    section: str = ""
    before: str = ""


def is_basic(grid: Grid) -> bool:
    """Whether a table is one of basic information: several labels that are known, or a result with its score."""
    place = _Place(section_of(grid.before))
    keys = set()
    for row in grid.rows:
        place.section = _heading(row) or place.section
        keys |= {key for cell in row if (key := key_of(cell.text, place.section, ""))}
    return len(keys) >= LEAST or bool(keys & {"basic_answer", "agency.name"} and place.section)


def read_basic(grid: Grid, report: Report) -> None:
    """Take the lines of a table."""
    place = _Place(section_of(grid.before) or "unit")
    for number, row in enumerate(grid.rows):
        heading = _heading(row)
        if heading:
            place.section, place.before = heading, ""
        elif not _years(grid, number, row, report):
            for cell, value in _pairs(row, place):
                _take(report, place, cell, value.text, grid.at(number, value.column))


def read_line(paragraph: Paragraph, report: Report) -> bool:
    """Take a line of the cover: label, colon or gap, value. Gives whether it is one."""
    found = _LINE.match(paragraph.text)
    key = key_of(found[1], "", "") if found else ""
    if found and key and found[2].strip(" _\t\u3000"):
        _put(report, Found(key, found[1].strip(), found[2].strip(" _\t\u3000"), paragraph.at), quiet=True)
    return bool(key)


def _heading(row: Sequence[Cell]) -> str:
    """The block that a row heads: a line over the whole width, or a label that stands upright beside its lines."""
    return section_of(row[0].text) if row and (len(row) == 1 or not any(cell.text for cell in row[1:])) else ""


def _pairs(row: Sequence[Cell], place: _Place) -> Iterator[tuple[Cell, Cell]]:
    """Each label of a row with the cell beside it; a cell may hold both."""
    position = 0
    while position < len(row):
        cell = row[position]
        position += 1
        if cell.below or not cell.text:
            continue
        if (upright := section_of(cell.text)) and position < len(row):
            place.section, place.before = upright, ""
            continue
        beside = row[position] if position < len(row) and not _is_label(row[position], place) else None
        parts = _COLON.split(cell.text, maxsplit=1)
        if len(parts) > 1 and parts[1] and key_of(parts[0], place.section, place.before):
            yield Cell(parts[0], cell.column), Cell(parts[1], cell.column)
        elif beside is not None:
            position += 1
            yield cell, beside


def _is_label(cell: Cell, place: _Place) -> bool:
    return bool(key_of(cell.text, place.section, place.before))


def _take(report: Report, place: _Place, cell: Cell, value: str, at: str) -> None:
    key = key_of(cell.text, place.section, place.before)
    text = "" if value.strip() in _EMPTY else value.strip()
    label = re.sub(r"\s*\n\s*", "", cell.text).strip(" \t\u3000:：")
    if key:
        place.before = key
        if text:
            _put(report, Found(key, label, _PERSON.sub("", text) if key in _PERSONS else text, at))
    elif text and label and not _number(label):
        report.miss(at, f"{label}：{text}", say("reading.label_unknown"))


def _put(report: Report, found: Found, *, quiet: bool = False) -> None:
    """Keep the first; `quiet`: the cover repeats what the table says."""
    known = report.basic.setdefault(found.key, found)
    if known is not found and not quiet and _same(known.text) != _same(found.text):
        report.miss(found.at, f"{found.label}：{found.text}", say("reading.label_twice", label=found.label))


def _same(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _years(grid: Grid, number: int, row: Sequence[Cell], report: Report) -> bool:
    """Scores of three years: each beside its label, or below it. Gives whether the row was such."""
    marks = [(place, year) for place, cell in enumerate(row) if (year := year_label(cell.text))]
    if not marks:
        return False
    below = grid.rows[number + 1] if number + 1 < len(grid.rows) else ()
    for place, year in marks:
        beside = row[place + 1] if place + 1 < len(row) else None
        under = next((cell for cell in below if cell.column == row[place].column), None)
        value = next((one for one in (beside, under) if one is not None and _number(one.text)), None)
        if value is not None:
            at = grid.at(number if value is beside else number + 1, value.column)
            _put(report, Found(f"result.year{year}", row[place].text.strip(), value.text.strip(), at))
    return True


def _number(text: str) -> bool:
    return parse_decimal(re.sub(r"分$", "", text.strip())) is not None
