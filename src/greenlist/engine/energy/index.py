"""Rows of a table by the name in one column, looked up once per book: a round asks thousands of times."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.tables import Row

from .cells import plain

_KEPT: WeakKeyDictionary[LawBook, dict[tuple[str, str], dict[str, list[Row]]]] = WeakKeyDictionary()


def rows_named(book: LawBook, table: str, column: str, name: str) -> list[Row]:
    """The rows whose cell in `column` is `name`, width, case and blanks apart, in the order of the table."""
    indexes = _KEPT.setdefault(book, {})
    if (table, column) not in indexes:
        index = indexes[table, column] = {}
        for row in book.table(table).rows:
            index.setdefault(plain(row.text(column)), []).append(row)
    return indexes[table, column].get(plain(name), [])
