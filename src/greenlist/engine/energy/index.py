"""Rows of a table by the name in one column, looked up once per book: a round asks thousands of times."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.tables import Row

from .cells import plain

_KEPT: WeakKeyDictionary[LawBook, dict[tuple[str, str], dict[str, list[Row]]]] = WeakKeyDictionary()


_OF_INDUSTRY: WeakKeyDictionary[LawBook, dict[str, list[Row]]] = WeakKeyDictionary()


def rows_of_industry(book: LawBook, tables: tuple[str, ...], code: str) -> list[Row]:
    """The rows that name a class of GB/T 4754, in the order of the tables."""
    index = _OF_INDUSTRY.get(book)
    if index is None:
        index = _OF_INDUSTRY[book] = {}
        for row in (row for table in tables for row in book.table(table).rows):
            cell = row["industry_code"]
            for one in cell if isinstance(cell, tuple) else () if cell is None else (str(cell),):
                index.setdefault(one, []).append(row)
    return index.get(code, [])


def rows_named(book: LawBook, table: str, column: str, name: str) -> list[Row]:
    """The rows whose cell in `column` is `name`, width, case and blanks apart, in the order of the table."""
    indexes = _KEPT.setdefault(book, {})
    if (table, column) not in indexes:
        index = indexes[table, column] = {}
        for row in book.table(table).rows:
            index.setdefault(plain(row.text(column)), []).append(row)
    return indexes[table, column].get(plain(name), [])
