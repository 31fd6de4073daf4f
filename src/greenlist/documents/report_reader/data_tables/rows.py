"""Rows of data tables as rows of an application, for the evaluation year and the tables that it asks for."""

from __future__ import annotations

from collections.abc import Iterable

from greenlist.documents.form.subjects import TABLE_TITLES
from greenlist.documents.report_reader.shape import Record, Said
from greenlist.documents.report_reader.taken import Asked, Draft, RowTaken
from greenlist.engine.messages import say

from .columns import SHAPES
from .joining import join_rows
from .row import Row

_OF_NO_YEAR = frozenset({"unit", "product", "medium", "grade", "direction"})
_Skipped = dict[tuple[str, int, int], list[Said]]  # by table, number of the table in the report, and year


def take_rows(records: Iterable[Record], asked: Asked, draft: Draft) -> None:
    """Take each row of a table that the application asks for; the same row of two tables is joined to one."""
    found: list[tuple[Record, RowTaken]] = []
    foreign: dict[tuple[str, int], list[Record]] = {}
    years: _Skipped = {}
    for one in records:
        columns = {field.id.partition(".")[2]: field for field in asked.tables.get(one.table, ())}
        if not columns:
            foreign.setdefault((one.table, one.grid), []).append(one)
            continue
        row = Row(one, columns, _of_year(one, asked.year, years), asked.grades, draft).take()
        if row is not None:
            found.append((one, row))
    _tell_foreign(foreign, draft)
    _tell_years(years, asked.year, draft)
    draft.rows += join_rows(found, draft)


def _tell_foreign(foreign: dict[tuple[str, int], list[Record]], draft: Draft) -> None:
    for (table, _grid), rows in foreign.items():
        words = "、".join(one.name for one in rows)
        title = TABLE_TITLES.get(table, table)
        draft.leave(rows[0].at, words, say("reading.records_no_table", table=title, count=len(rows)))


def _tell_years(years: _Skipped, own: int, draft: Draft) -> None:
    for (_table, _grid, year), said in sorted(years.items()):
        words = "、".join(dict.fromkeys(one.label for one in said))
        draft.leave(said[0].at, words, say("reading.records_year", year=str(year), own=str(own), count=len(said)))


def _of_year(one: Record, own: int, years: _Skipped) -> list[Said]:
    """The cells of the evaluation year and of no year; the others are kept for one line each year."""
    if one.table == "projects":  # of three years, each with its day of completion
        return list(one.cells)
    kept = []
    for cell in one.cells:
        timeless = cell.column in _OF_NO_YEAR or cell.column == SHAPES[one.table].names
        year = cell.year or (None if timeless else one.year)
        if year in {None, own}:
            kept.append(cell)
        else:
            years.setdefault((one.table, one.grid, year or 0), []).append(cell)
    return kept
