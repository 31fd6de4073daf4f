"""Rows of a data table as they are printed: their name, their year, and what each cell says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlist.documents.report_reader.around import Around
from greenlist.documents.report_reader.headers import at_columns, year_of
from greenlist.documents.report_reader.labels import plain
from greenlist.documents.report_reader.shape import Cell, Grid, Record, Report, Said
from greenlist.engine.messages import Message, say

from .levels import KIND, TABLE, product_cells
from .table_heads import Head, TableHead
from .years import bare_year, year_at, year_column

_TOTALS = frozenset({"合计", "总计", "小计", "累计", "总和", "共计", "合计值", "综合能耗合计", "能源合计"})
_EMPTY = frozenset({"", "—", "——", "-", "--", "－", "/", "／", "（未填报）", "〔待填〕", "未填报"})
_RUNS_ON = frozenset({"name", "type", "product", "unit", "medium", "kind", "direction", "grade"})
_SEVERAL = re.compile(r"[、，,；;]")


class PrintedRows:
    """The rows of one table, from the top: what runs on is kept. A column of years is taken out of `header.unknown`."""

    def __init__(self, grid: Grid, header: TableHead, around: Around, report: Report) -> None:
        self.grid, self.header, self.around, self.report = grid, header, around, report
        self.of_all = year_of(around.words) if header.table != "projects" else None
        names = header.of(header.shape.names)
        taken = {one.column for one in header.heads}
        self.years = year_column(grid, header.first, names.column, taken) if names is not None else None
        header.unknown = [one for one in header.unknown if one.column != self.years]
        self.above: dict[int, str] = {}
        self.year: int | None = None

    def record(self, number: int) -> Record | None:
        """A row; None for an empty one, a repeated header, and one that is no row of its own, which is noted."""
        row, at = self.grid.rows[number], self.grid.at(number)
        self._follow_year(row)
        texts = [cell.text.strip() for cell in row if cell.text.strip() and not cell.below]
        if not texts or self._repeats(row):
            return None
        why = _no_row(row, texts)
        cells = [] if why else list(self._cells(number))
        name = next((one.text for one in cells if one.column == self.header.shape.names), "")
        why = why or (self._incomplete(name) if cells else None)
        if why is not None:
            self.report.miss(at, "、".join(texts), why)
        return self._made(name, cells, at) if cells and why is None else None

    def _incomplete(self, name: str) -> Message | None:
        """What a row lacks: what it is about, or its year."""
        if not name or bare_year(name):
            return say("reading.record_nameless")
        if self.grid.turned and _SEVERAL.search(name):  # 主要产品：甲、乙 over figures of the whole unit
            return say("reading.record_several", name=name[:40])
        return say("reading.record_yearless") if self.years is not None and self.year is None else None

    def _made(self, name: str, cells: list[Said], at: str) -> Record | None:
        table = self.header.table
        if table == KIND:
            labels = [one.label for one in (*self.header.heads, *self.header.computed)]
            table, cells = TABLE, product_cells(name, cells, labels, at, self.report)
        year = self.of_all if self.years is None else self.year
        return Record(table, self.grid.number, name, tuple(cells), at, self.around.units, year) if cells else None

    def _follow_year(self, row: tuple[Cell, ...]) -> None:
        """Keep the year that a row says, a total as well; one that runs on from above holds."""
        cells = at_columns(row) if self.years is not None else {}
        if self.years is not None and not (self.years in cells and cells[self.years].below):
            self.year = year_at(cells, self.years)

    def _repeats(self, row: tuple[Cell, ...]) -> bool:
        """Whether a row is the header again, as on the next page."""
        cells = at_columns(row)
        heads = [head for head in self.header.heads if head.column in cells]
        return len(heads) > 1 and all(_flat(cells[head.column].text) == head.label for head in heads)

    def _cells(self, number: int) -> Iterator[Said]:
        at_column = at_columns(self.grid.rows[number])
        for head in self.header.heads:
            cell, meaning = at_column.get(head.column), head.meaning
            if cell is None or meaning is None:
                continue
            at = self.grid.at(number, head.column)
            text = self._text(cell, head, meaning.column)
            if text is None:
                words = _flat(cell.text) or self.above.get(head.column, "")
                self.report.miss(at, f"{head.label}：{words}", say("reading.cell_merged"))
            elif text not in _EMPTY:
                yield Said(meaning.column, head.label, text, at, head.unit, head.year, meaning.near)

    def _text(self, cell: Cell, head: Head, column: str) -> str | None:
        """What a cell says; words that run on from above are repeated. None: a figure that is not of this row alone."""
        if cell.below:
            before = self.above.get(head.column, "")
            return before if column in _RUNS_ON or before in _EMPTY else None
        text = _flat(cell.text)
        self.above[head.column] = text
        whole = cell.column == head.column and cell.span == head.span
        return text if whole or text in _EMPTY or (column in _RUNS_ON and cell.column == head.column) else None


def _no_row(row: tuple[Cell, ...], texts: list[str]) -> Message | None:
    """Why a line of a table is none of its rows."""
    if len(row) == 1:
        return say("reading.record_note")
    return say("reading.record_total") if any(plain(text) in _TOTALS for text in texts[:2]) else None


def _flat(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text).strip()
