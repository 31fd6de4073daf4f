"""Rows of several tables of a report that are about the same thing: told once, joined, or left out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from greenlist.documents.report_reader.shape import Record
from greenlist.documents.report_reader.taken import Draft, RowTaken, Taken
from greenlist.engine.decimals import parse_decimal, show
from greenlist.engine.messages import say
from greenlist.engine.units import UnitError, convert

# What tells two rows of one name apart, where both say it.
APART: Mapping[str, tuple[str, ...]] = {
    "energy": ("grade", "direction", "green_power"),
    "materials": ("product",),
    "pollutants": ("medium", "product"),
    "projects": ("done_on",),
    "products": ("level_indicator", "level_product"),
}
MOST_NAMESAKES = 200  # rows of one name that are compared with each other; beyond it none is told apart


def bare(text: Any) -> str:
    """A name as it is compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text or ""))).lower()


def alike(table: str, name: str, cells: Mapping[str, Any], other: str, others: Mapping[str, Any]) -> bool:
    """Whether two rows may be about the same thing: one name, and nothing that tells them apart."""
    return bare(name) == bare(other) and all(
        same_words(cells[key], others[key]) for key in APART.get(table, ()) if key in cells and key in others
    )


def join_rows(found: Sequence[tuple[Record, RowTaken]], draft: Draft) -> list[RowTaken]:
    """The rows of a report. Rows of one table of it are never joined: two lines of electricity stay two."""
    rows: list[tuple[int, RowTaken]] = []
    counted = Counter((record.grid, record.table, bare(row.name)) for record, row in found)
    named: dict[tuple[str, str], list[tuple[int, RowTaken]]] = {}
    for record, row in found:
        name = (row.table, bare(row.name))
        others = [one for grid, one in named.get(name, ()) if grid != record.grid]
        same = [one for one in others if _alike(one, row)] if len(others) <= MOST_NAMESAKES else others
        if not same:
            rows.append((record.grid, row))
            named.setdefault(name, []).append((record.grid, row))
        elif len(others) <= MOST_NAMESAKES and any(_says_all(one, row) for one in same):
            continue
        elif len(same) == 1 and counted[record.grid, *name] == 1:
            _join(same[0], row, draft)
        else:
            draft.leave(row.at, row.name, say("reading.record_which", name=row.name))
    return [row for _grid, row in rows]


def _alike(one: RowTaken, other: RowTaken) -> bool:
    return alike(one.table, one.name, _values(one), other.name, _values(other))


def _values(row: RowTaken) -> dict[str, Any]:
    return {cell.path[-1]: cell.value for cell in row.cells}


def _says_all(one: RowTaken, other: RowTaken) -> bool:
    """Whether a row says all that another one does."""
    mine = {cell.path[-1]: cell for cell in one.cells}
    return all(
        (cell := mine.get(theirs.path[-1])) is not None and _equal(cell, theirs)
        for theirs in other.cells
        if theirs.path[-1] != "unit"
    )


def _equal(one: Taken, other: Taken) -> bool:
    return equal(one.value, one.unit or one.own, other.value, other.unit or other.own)


def _join(one: RowTaken, other: RowTaken, draft: Draft) -> None:
    """What the second row says besides. Where it says otherwise, the first holds."""
    takes_unit = not one.unit and not any(cell.counted for cell in one.cells)
    for cell in sorted(other.cells, key=lambda each: each.path[-1] != "unit"):
        column = cell.path[-1]
        mine = one.cell(column)
        words = f"{one.name} {cell.label}：{cell.text}"
        if column == "unit":
            if takes_unit:
                one.cells.append(cell)
        elif mine is not None:
            if not _equal(mine, cell):
                draft.leave(cell.at, words, say("reading.record_twice", name=one.name, first=mine.at))
        elif (fitting := _counted_as(cell, one.unit)) is None:
            draft.leave(cell.at, words, say("reading.record_other_unit", own=one.unit or "—"))
        else:
            one.cells.append(fitting)


def _counted_as(cell: Taken, unit: str) -> Taken | None:
    """A cell in the unit of the row it comes to, None where that is not the same measure."""
    if not cell.counted or cell.unit == unit:
        return cell
    value = in_unit(cell.value, cell.unit, unit)
    return None if value is None else replace(cell, value=value, unit=unit)


def in_unit(value: Any, unit: str, to: str) -> str | None:
    """A figure in another unit; None where either unit is missing, or they measure different things."""
    number = parse_decimal(str(value))
    found = None if number is None or not unit or not to else _in(number, unit, to)
    return None if found is None else show(found)


def equal(value: Any, unit: str, other: Any, other_unit: str) -> bool:
    """Whether two values say the same: figures with their units converted, words without blanks."""
    first, second = parse_decimal(str(value)), parse_decimal(str(other))
    if first is None or second is None:
        return same_words(value, other)
    if not unit or not other_unit:
        return first == second and unit == other_unit
    return first == _in(second, other_unit, unit)


def _in(number: Decimal, unit: str, to: str) -> Decimal | None:
    if unit == to:
        return number
    try:
        return convert(number, unit, to)
    except UnitError:
        return None


def same_words(value: Any, other: Any) -> bool:
    """Whether two texts, lists or answers say the same."""
    return _words(value) == _words(other)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(bare(one) for one in value) if isinstance(value, list) else bare(value)
