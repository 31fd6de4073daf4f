"""Data tables (products, energy, materials, pollutants, projects): by rows or by columns, and what is left out."""

from __future__ import annotations

import re

from greenlist.documents.report_reader.around import Around
from greenlist.documents.report_reader.shape import Grid, Report
from greenlist.engine.messages import say

from .printed import PrintedRows
from .table_heads import TableHead, table_head
from .turning import turned

_CO2 = re.compile(r"co2|co₂|二氧化碳|碳排放", re.IGNORECASE)
_TURNED = frozenset({"products", "energy", "materials", "pollutants"})
MOST_RECORDS = 2000


def read_records(grid: Grid, around: Around, report: Report) -> bool:
    """Take a data table. Gives whether it is one; rows and cells that are not understood are noted."""
    caption = around.words
    found = [one for one in _ways_to_read(grid, caption) if not _of_carbon(one[1], caption)]
    if len(found) > 1:
        report.miss(grid.at_all, caption, say("reading.table_both_ways"))
    elif found:
        _read(*found[0], around, report)
    return bool(found)


def _ways_to_read(grid: Grid, caption: str) -> list[tuple[Grid, TableHead]]:
    """A table by its rows, and by its columns where its fields run down the first of them."""
    by_rows, other = table_head(grid, caption), turned(grid)
    by_columns = table_head(other, caption) if other is not None else None
    ways = [(grid, by_rows)] if by_rows is not None else []
    if other is not None and by_columns is not None and by_columns.table in _TURNED:
        ways.append((other, by_columns))
    return ways


def _read(grid: Grid, header: TableHead, around: Around, report: Report) -> None:
    rows = PrintedRows(grid, header, around, report)
    _tell_columns(grid, header, report)
    for number in range(header.first, len(grid.rows)):
        if len(report.records) >= MOST_RECORDS:
            report.miss(grid.at(number), around.words, say("reading.records_many", most=MOST_RECORDS))
            break
        record = rows.record(number)
        if record is not None:
            report.records.append(record)


def _of_carbon(header: TableHead, caption: str) -> bool:
    """A table that turns energy into CO2 repeats the lines of the energy table and states none."""
    texts = [caption, *(head.label for head in (*header.heads, *header.unknown, *header.computed))]
    return header.table == "energy" and any(_CO2.search(text) for text in texts)


def _tell_columns(grid: Grid, header: TableHead, report: Report) -> None:
    """Columns that are left out, each kind in one line."""
    for heads, code in (
        (header.unknown, "reading.columns_unknown"),
        (header.computed, "reading.columns_computed"),
        (header.twice, "reading.columns_twice"),
    ):
        if heads:
            words = "、".join(head.label for head in heads)
            report.miss(grid.at(header.first - 1, heads[0].column), words, say(code))
