"""Workbooks: each sheet as a table of text. Looked at by the guard before any parser sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, XmlError, ZipError

from greenlist.engine.guard import Limits, UnreadableFile, open_guarded
from greenlist.engine.messages import Message, say

from .faults import Unreadable
from .headers import MAX_COLUMNS
from .rows import BATCH, Batch

MB = 1024 * 1024
# A workbook is parsed whole; this much of one stays below 1 GB. Longer lists come as CSV.
LIMITS = Limits(uncompressed=400 * MB, grid=6_000_000, columns=MAX_COLUMNS)
_EXACT = 10**15  # whole numbers below are what was typed; above, a spreadsheet has rounded them
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")  # how workbooks begin, old and locked ones too


class SheetTable:
    """One sheet of a workbook."""

    open_end = False

    def __init__(self, sheet: CalamineSheet, name: str, seen: Callable[[float], None]) -> None:
        self.name = name
        self.trouble: Message | None = None
        self._sheet, self._seen = sheet, seen

    def batches(self) -> Iterator[Batch]:
        """The rows from the top; empty ones keep their place, so that line numbers are those of the sheet."""
        rows = self._sheet.iter_rows()
        line = 1
        while batch := [[_text(value) for value in row] for row in islice(rows, BATCH)]:
            yield Batch(range(line, line + len(batch)), batch)
            line += len(batch)
            self._seen(min((line - 1) / self._sheet.total_height, 1))


def _shares(size: int, number: int, count: int, seen: Callable[[int], None]) -> Callable[[float], None]:
    """What tells the bytes that a share of one sheet of several stands for: a workbook is parsed sheet by sheet."""
    return lambda share: seen(int(size * (number + share) / count))


def sheets(path: Path, name: str, seen: Callable[[int], None]) -> Iterator[SheetTable]:
    """The visible sheets that hold anything.

    Raises:
        Unreadable: no workbook, old, locked, damaged, cut off, too large, or with too many columns.
    """
    try:
        open_guarded(path, LIMITS, name)
        with CalamineWorkbook.from_path(str(path)) as book:
            size, count = path.stat().st_size, len(book.sheet_names)
            for number, sheet_name in enumerate(book.sheet_names):
                sheet = book.get_sheet_by_name(sheet_name)
                if sheet.height and sheet.width:
                    yield SheetTable(sheet, sheet_name, _shares(size, number, count, seen))
    except UnreadableFile as fault:
        raise Unreadable(say("lists.workbook", reason=fault.message)) from None
    except (CalamineError, PasswordError, XmlError, ZipError, OSError):
        raise Unreadable(say("documents.damaged", file=name)) from None
    seen(path.stat().st_size)


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value!r}".upper()
    if isinstance(value, int):
        return str(value) if abs(value) < _EXACT else f"{float(value):E}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, (date, time)) else str(value) if isinstance(value, timedelta) else ""
