"""Rows of a report's data tables beside those of the application: the same, changed cell by cell, or new."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from greenlist.documents.form.subjects import TABLE_TITLES
from greenlist.documents.report_reader import MOST_NAMESAKES, RowTaken, Taken, Unread, alike, bare, equal, in_unit
from greenlist.engine.fields import Fields
from greenlist.engine.messages import say

from .data import Data, counted_in_row_unit
from .sheet_files import plain
from .workbook import Sheet, rows_of

Name = tuple[str, str]  # the table and the name of a row, as it is compared
Cells = Mapping[str, Data]  # the blocks of a row of the application, by column


@dataclass
class Placed:
    """Where the rows of a report go: cells that say the same, what is left out, and what each row is called."""

    same: list[Taken] = field(default_factory=list)
    left: list[Unread] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # by table and key: 产品“减速机”
    notes: dict[str, list[Any]] = field(default_factory=dict)  # messages by place


def place_rows(
    rows: Sequence[RowTaken], now: Sheet, fields: Fields, sheet: Sheet, source: Callable[[Taken], str]
) -> Placed:
    """Put the rows of a report into `sheet`; `now` is what the application holds, `source` the words on a cell."""
    standing = rows_of(now)
    sheet.seen_rows = [f"{table}.{key}" for table, keys in standing.items() for key in keys]
    placing = _Placing(standing, fields, sheet, source)
    rest = [row for row in rows if not placing.stands(row)]
    named: dict[Name, list[RowTaken]] = {}
    for row in rest:
        named.setdefault((row.table, bare(row.name)), []).append(row)
    for row in rest:
        placing.put(row, named[row.table, bare(row.name)])
    return placing.placed


def name_of(table: str, cells: Cells) -> str:
    """What a row of the application is called, '' for nothing."""
    return str(cells.get("type" if table == "energy" else "name", {}).get("value", ""))


def rows_alike(table: str, cells: Cells, others: Cells) -> bool:
    """Whether two rows may be about the same thing."""
    return alike(table, name_of(table, cells), values_of(cells), name_of(table, others), values_of(others))


def rows_since(standing: Mapping[str, Mapping[str, Cells]], seen: Sequence[str] | None) -> dict[Name, list[Cells]]:
    """Rows that were added after a report was read, by table and name; `seen` None, of a form: none are looked for."""
    found: dict[Name, list[Cells]] = {}
    known = set(seen or ())
    for table, rows in standing.items() if seen is not None else ():
        for key, cells in rows.items():
            if f"{table}.{key}" not in known:
                found.setdefault((table, bare(name_of(table, cells))), []).append(cells)
    return found


def values_of(cells: Cells) -> dict[str, Any]:
    """The bare values of a row."""
    return {column: block.get("value") for column, block in cells.items()}


class _Placing:
    """The rows of the application that a report says something about, each used once."""

    def __init__(
        self, standing: Mapping[str, Mapping[str, Cells]], fields: Fields, sheet: Sheet, source: Callable[[Taken], str]
    ) -> None:
        self.fields, self.sheet, self.source = fields, sheet, source
        self.named: dict[Name, list[tuple[str, Cells]]] = {}
        for table, rows in standing.items():
            for key, cells in rows.items():
                self.named.setdefault((table, bare(name_of(table, cells))), []).append((key, cells))
        self.used: set[str] = set()
        self.placed = Placed()

    def stands(self, row: RowTaken) -> bool:
        """Whether a row of the application says just what the row of the report does; it is used then."""
        if len(self._namesakes(row)) > MOST_NAMESAKES:
            return False
        for key, cells in self._alike(row):
            if all(self._equal(cell, cells) for cell in row.cells if cell.path[-1] != "unit"):
                self.used.add(f"{row.table}.{key}")
                self.placed.same += row.cells
                return True
        return False

    def put(self, row: RowTaken, namesakes: Sequence[RowTaken]) -> None:
        """A row that stands nowhere as it is: beside the one row it can be about, else a new one.

        `namesakes` are the rows of the report of its name that stand nowhere either.
        """
        many = max(len(namesakes), len(self._namesakes(row))) > MOST_NAMESAKES
        found = self._namesakes(row)[:2] if many else list(self._alike(row))
        if not found:
            return self._add(row)
        key, cells = found[0]
        if many or len(found) > 1 or sum(1 for one in namesakes if _is_alike(one, cells)) > 1:
            self.placed.left.append(Unread(row.at, row.name, say("reading.rows_alike", name=row.name)))
            return None
        self.used.add(f"{row.table}.{key}")
        self._name(row, key)
        for cell in row.cells:
            self._compare(row, key, cell, cells)
        return None

    def _alike(self, row: RowTaken) -> Iterator[tuple[str, Cells]]:
        for key, cells in self._namesakes(row):
            if f"{row.table}.{key}" not in self.used and _is_alike(row, cells):
                yield key, cells

    def _namesakes(self, row: RowTaken) -> list[tuple[str, Cells]]:
        return self.named.get((row.table, bare(row.name)), [])

    def _equal(self, cell: Taken, cells: Cells) -> bool:
        block = cells.get(cell.path[-1])
        if block is None:
            return False
        unit = str(block.get("unit") or "") or cell.own
        if cell.counted:
            unit = _unit(cells)
        return equal(block.get("value"), unit, cell.value, cell.unit or cell.own)

    def _add(self, row: RowTaken) -> None:
        key = secrets.token_hex(4)
        self.sheet.new_rows.setdefault(row.table, []).append(key)
        for cell in row.cells:
            self._give(row, key, cell)

    def _compare(self, row: RowTaken, key: str, cell: Taken, cells: Cells) -> None:
        if self._equal(cell, cells):
            self.placed.same.append(cell)
        elif cell.path[-1] == "unit" and (_unit(cells) or self._counts(row.table, cells)):
            return  # what stands there is counted in its own unit; the figures are converted to it
        elif (fitting := self._as_counted(row.table, cell, cells)) is None:
            why = say("reading.rows_unit", own=_unit(cells) or "—", unit=cell.unit or "—")
            self.placed.left.append(Unread(cell.at, f"{row.name} {cell.label}：{cell.text}", why))
        else:
            self._give(row, key, fitting)

    def _counts(self, table: str, cells: Cells) -> bool:
        """Whether a row holds figures in the unit that it names, or should name."""
        columns = (self.fields.by_id.get(f"{table}.{column}") for column in cells)
        return any(one is not None and one.type == "number" and counted_in_row_unit(one) for one in columns)

    def _as_counted(self, table: str, cell: Taken, cells: Cells) -> Taken | None:
        """A cell in the unit of the row of the application; None where that is another measure, or not known."""
        own = _unit(cells)
        if not cell.counted or cell.unit == own or (not own and not self._counts(table, cells)):
            return cell
        value = in_unit(cell.value, cell.unit, own)
        return None if value is None else replace(cell, value=value, unit=own)

    def _give(self, row: RowTaken, key: str, cell: Taken) -> None:
        place = f"{row.table}.{key}.{cell.path[-1]}"
        block = {"value": plain(cell.value)} | ({"unit": cell.unit} if cell.unit else {})
        self.sheet.cells[place] = {"block": block, "cell": cell.at, "source": self.source(cell)}
        if cell.notes:
            self.placed.notes[place] = list(cell.notes)

    def _name(self, row: RowTaken, key: str) -> None:
        title = TABLE_TITLES.get(row.table, row.table)
        self.placed.names[f"{row.table}.{key}"] = _("%(table)s“%(name)s”") % {"table": title, "name": row.name}


def _is_alike(row: RowTaken, cells: Cells) -> bool:
    values = {cell.path[-1]: cell.value for cell in row.cells}
    return alike(row.table, row.name, values, name_of(row.table, cells), values_of(cells))


def _unit(cells: Cells) -> str:
    return str(cells.get("unit", {}).get("value") or "")
