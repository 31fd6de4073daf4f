"""A file as tables, whatever it is: a workbook, or text in UTF-8 or GB18030."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from greenlist.engine.lawbook.schema import ListSource
from greenlist.engine.messages import say

from .encodings import UTF8, refuse_strange
from .faults import Unreadable
from .headers import MAX_COLUMNS, SEARCHED, find_header
from .rows import Table
from .textfile import TextTable, guess_delimiter
from .workbook import PACKED, sheets


def open_tables(
    path: Path, name: str, source: ListSource, seen: Callable[[int], None], encoding: str = UTF8
) -> Iterator[Table]:
    """The tables of a file in their order. `name` is what messages call it, `seen` is told the bytes read.

    Raises:
        Unreadable: nothing can be taken from it.
        NotInEncoding: text, but not in this encoding.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unreadable(say("documents.cannot_open", file=name, reason=reason)) from None
    if head.startswith(PACKED):
        yield from sheets(path, name, seen)
        return
    refuse_strange(head, name)
    delimiter = guess_delimiter(path, encoding, lambda rows: _columns_named(rows, source, name))
    yield TextTable(path, encoding, delimiter, seen, name)


def _columns_named(rows: list[list[str]], source: ListSource, name: str) -> int:
    """How many columns of the source a reading of the first rows names."""
    widest = max((len(row) for row in rows[:SEARCHED]), default=0)
    if widest > MAX_COLUMNS:
        raise Unreadable(say("documents.too_many_columns", file=name, count=widest, most=MAX_COLUMNS))
    header = find_header(rows[:SEARCHED], source)
    return len(header.columns) if header else 0
