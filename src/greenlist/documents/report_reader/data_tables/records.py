"""Rows of data tables (products, energy, materials, pollutants, projects) as they are printed, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlist.documents.report_reader.around import Around
from greenlist.documents.report_reader.headers import at_columns, year_of
from greenlist.documents.report_reader.labels import plain
from greenlist.documents.report_reader.shape import Cell, Grid, Record, Report, Said
from greenlist.engine.messages import say

from .table_heads import Head, TableHead, table_head

_TOTALS = frozenset({"合计", "总计", "小计", "累计", "总和", "共计", "合计值", "综合能耗合计", "能源合计"})
_EMPTY = frozenset({"", "—", "——", "-", "--", "－", "/", "／", "（未填报）", "〔待填〕", "未填报"})
_RUNS_ON = frozenset({"name", "type", "product", "unit", "medium", "kind", "direction", "grade"})
_CO2 = re.compile(r"co2|co₂|二氧化碳|碳排放", re.IGNORECASE)
MOST_RECORDS = 2000


def read_records(grid: Grid, around: Around, report: Report) -> bool:
    """Take a data table. Gives whether it is one; rows and cells that are not understood are noted."""
    caption = around.words
    header = table_head(grid, caption)
    if header is None or _of_carbon(header, caption):
        return False
    _tell_columns(grid, header, report)
    year = year_of(caption) if header.table != "projects" else None
    above: dict[int, str] = {}
    for number in range(header.first, len(grid.rows)):
        if len(report.records) >= MOST_RECORDS:
            report.miss(grid.at(number), caption, say("reading.records_many", most=MOST_RECORDS))
            break
        record = _record(grid, number, header, above, report)
        if record is not None:
            name, cells = record
            report.records.append(
                Record(header.table, grid.number, name, tuple(cells), grid.at(number), around.units, year)
            )  # fmt: skip
    return True


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


def _record(
    grid: Grid, number: int, header: TableHead, above: dict[int, str], report: Report
) -> tuple[str, list[Said]] | None:
    """The name and the cells of a row; None for an empty one, a repeated header, a total, or one without a name."""
    row = grid.rows[number]
    texts = [cell.text.strip() for cell in row if cell.text.strip() and not cell.below]
    if not texts or _repeats(row, header):
        return None
    if len(row) == 1:
        report.miss(grid.at(number), texts[0], say("reading.record_note"))
        return None
    words = "、".join(texts)
    if any(plain(text) in _TOTALS for text in texts[:2]):
        report.miss(grid.at(number), words, say("reading.record_total"))
        return None
    cells = list(_cells(grid, number, header, above, report))
    named = next((one for one in cells if one.column == header.shape.names), None)
    if named is not None:
        return named.text, cells
    if cells:
        report.miss(grid.at(number), words, say("reading.record_nameless"))
    return None


def _repeats(row: tuple[Cell, ...], header: TableHead) -> bool:
    """Whether a row is the header again, as on the next page."""
    cells = at_columns(row)
    heads = [head for head in header.heads if head.column in cells]
    return len(heads) > 1 and all(_flat(cells[head.column].text) == head.label for head in heads)


def _cells(
    grid: Grid, number: int, header: TableHead, above: dict[int, str], report: Report
) -> Iterator[Said]:  # fmt: skip
    at_column = at_columns(grid.rows[number])
    for head in header.heads:
        cell, meaning = at_column.get(head.column), head.meaning
        if cell is None or meaning is None:
            continue
        at = grid.at(number, head.column)
        text = _text(cell, head, meaning.column, above)
        if text is None:
            words = _flat(cell.text) or above.get(head.column, "")
            report.miss(at, f"{head.label}：{words}", say("reading.cell_merged"))
        elif text not in _EMPTY:
            yield Said(meaning.column, head.label, text, at, head.unit, head.year, meaning.near)


def _text(cell: Cell, head: Head, column: str, above: dict[int, str]) -> str | None:
    """What a cell says; words that run on from above are repeated. None: a figure that is not of this row alone."""
    if cell.below:
        before = above.get(head.column, "")
        return before if column in _RUNS_ON or before in _EMPTY else None
    text = _flat(cell.text)
    above[head.column] = text
    whole = cell.column == head.column and cell.span == head.span
    return text if whole or text in _EMPTY or (column in _RUNS_ON and cell.column == head.column) else None


def _flat(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text).strip()
