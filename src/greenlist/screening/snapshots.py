"""A list as it stood on a day: one file read from its source, kept as Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One list on one day. Several of one source add up: a later one replaces records of the same id."""

    source: str  # id of a ListSource
    file: str  # name of the file it was read from
    sha256: str  # of that file
    as_of: date | None  # the day the list was drawn; None where nobody said
    rows: int  # records kept
    path: Path  # the Parquet file, columns records.PARQUET
    complete: bool = True  # False: truncated, or rows that name a unit were refused; never makes anything clear
    trouble: str = ""  # why it is not complete, for people
    nil: bool = False  # somebody states that its source has published that nobody is on it
