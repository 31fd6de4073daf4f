"""Checks before a packed document is opened, held to the limits of forms handed in (see engine.guard)."""

from __future__ import annotations

import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from greenlist.engine import guard
from greenlist.engine.guard import Limits, SheetScan, UnreadableFile, column_number

from .limits import MAX_DIRECTORY, MAX_ENTRIES, MAX_GRID, MAX_RATIO, MAX_UNCOMPRESSED, RATIO_FROM

__all__ = ["SheetScan", "UnreadableFile", "column_number", "open_archive", "open_guarded"]


def open_guarded(path: Path) -> dict[str, SheetScan]:
    """Check a workbook before any parser sees it. Raises UnreadableFile."""
    return guard.open_guarded(path, _limits())


def open_archive(source: Path | IO[bytes], name: str) -> AbstractContextManager[zipfile.ZipFile]:
    """Open any packed document (.xlsx, .docx, .ofd), held to the limits by its directory alone.

    Raises:
        UnreadableFile: too many parts, encrypted parts, too large unpacked or packed too tight.
        BadZipFile, NotImplementedError, OSError: damaged, or packed in a way unknown here.
    """
    return guard.open_archive(source, name, _limits())


def _limits() -> Limits:
    return Limits(
        uncompressed=MAX_UNCOMPRESSED, grid=MAX_GRID, entries=MAX_ENTRIES, directory=MAX_DIRECTORY, ratio=MAX_RATIO,
        ratio_from=RATIO_FROM,
    )  # fmt: skip
