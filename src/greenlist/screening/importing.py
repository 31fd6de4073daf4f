"""A list file in, a snapshot out: what was read, what was new, what was refused and why."""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from greenlist.engine.lawbook.book import digest
from greenlist.engine.lawbook.schema import ListSource
from greenlist.engine.lawbook.schema.lists import Column
from greenlist.engine.messages import Message, render, say

from .imported import Imported, Refusal, Report, load, load_if, save
from .mapping import Mapper
from .reading import Batch, Header, NotInEncoding, Table, Unreadable, find_header, open_tables
from .reading.encodings import UTF8, other_encoding
from .reading.headers import SEARCHED
from .snapshots import Snapshot
from .storing import difference, store

__all__ = ["Imported", "Refusal", "Unreadable", "date_in_name", "import_list", "load"]

Progress = Callable[[int, int], None]  # bytes done, bytes in all
_NOTES = 20  # rows that a sheet without header may have: a cover, an explanation


def import_list(
    path: Path,
    source: ListSource,
    folder: Path,
    *,
    name: str = "",
    as_of: date | None,
    earlier: Sequence[Path] = (),
    progress: Progress | None = None,
) -> Imported:
    """Read one file of a source into `folder`/<source id>/<sha256, 16 digits>-<as_of>.parquet.

    The same file of the same source and day, read by the same words of the law, is not read again: the answer kept is
    given. Memory does not grow with the file.

    Args:
        path: CSV (UTF-8 or GB18030) or workbook.
        source: how its columns are called and what they mean.
        folder: where snapshots are kept; rows refused are told in <sha256>.refused.csv beside the Parquet file.
        name: the name it was handed in under; that of `path` where empty.
        as_of: the day the list was drawn, None where nobody said.
        earlier: Parquet files of the same source read before, oldest first: what is new is told against them.
        progress: told the bytes done and in all.

    Raises:
        Unreadable: nothing at all can be taken from the file.
    """
    job = _Job(path, source, folder / source.id, name or path.name, as_of, progress)
    kept = load_if(job.parquet, job.definition)
    if kept is not None:
        return kept
    job.parquet.parent.mkdir(parents=True, exist_ok=True)
    imported = job.run(earlier)
    save(imported, job.definition)
    return imported


@dataclass(slots=True)
class _Job:
    """One reading."""

    path: Path
    source: ListSource
    folder: Path
    name: str
    as_of: date | None
    progress: Progress | None
    sha256: str = field(init=False)
    definition: str = field(init=False)

    def __post_init__(self) -> None:
        try:
            with self.path.open("rb") as stream:
                self.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            reason = error.strerror or str(error)
            raise Unreadable(say("documents.cannot_open", file=self.name, reason=reason)) from None
        self.definition = digest(self.source.model_dump(mode="json", exclude={"confirmed", "path", "feeds"}))

    @property
    def parquet(self) -> Path:
        return self.folder / f"{self.sha256[:16]}-{self.as_of or 'undated'}.parquet"

    def run(self, earlier: Sequence[Path]) -> Imported:
        with _without_collection():
            return self._run(earlier)

    def _run(self, earlier: Sequence[Path]) -> Imported:
        try:
            return self._read(UTF8, earlier)
        except NotInEncoding as broken:
            encoding = other_encoding(self.path, self.name, broken.line)
        try:
            return self._read(encoding, earlier)
        except NotInEncoding as broken:
            raise Unreadable(say("lists.no_encoding", file=self.name, line=broken.line)) from None

    def _read(self, encoding: str, earlier: Sequence[Path]) -> Imported:
        with Report(self.folder / f"{self.sha256}.refused.csv") as report:
            reading = _Reading(self.source, self.name, report)
            tables = open_tables(self.path, self.name, self.source, self._seen, encoding)
            stored = store(self.source, self.parquet, lambda write: reading.run(tables, write))
        new = difference(self.parquet, [one for one in earlier if one != self.parquet])
        trouble = reading.trouble(stored.rows)
        snapshot = Snapshot(
            source=self.source.id, file=self.name, sha256=self.sha256, as_of=self.as_of, rows=stored.rows,
            path=self.parquet, complete=trouble is None, trouble=render(trouble) if trouble else "",
        )  # fmt: skip
        return Imported(
            snapshot=snapshot, taken=stored.rows, added=new.added, changed=new.changed, unchanged=new.unchanged,
            refused=report.refused, passed_over=reading.passed_over + stored.repeated,
            refusals=tuple(report.refusals), noted=report.noted, notes=tuple(report.notes),
        )  # fmt: skip

    def _seen(self, done: int) -> None:
        if self.progress:
            self.progress(done, self.path.stat().st_size)


@dataclass(slots=True)
class _Reading:
    """The tables of a file on their way to the store."""

    source: ListSource
    name: str
    report: Report
    passed_over: int = 0
    _troubles: list[Message] = field(default_factory=list)

    def run(self, tables: Iterator[Table], write: Callable[[str], object]) -> None:
        found = False
        labels: list[str] = []
        several = 0
        for table in tables:
            several += 1
            batches = table.batches()
            first = next(batches, None)
            header = find_header(first.rows[:SEARCHED], self.source) if first else None
            if first is None or header is None:
                labels = labels or _likely_labels(first)
                self._without_header(table, first)
                continue
            found = True
            self._table(table, header, _chained(first.after(header.rows), batches), write)
        if not found:
            raise Unreadable(_no_header(self.source, self.name, labels))

    def _without_header(self, table: Table, first: Batch | None) -> None:
        """A sheet that explains is left alone; a long one may be a list that nobody could read."""
        if first and len(first.rows) > _NOTES:
            self._troubles.append(say("lists.sheet_unread", sheet=table.name))

    def _table(self, table: Table, header: Header, batches: Iterator[Batch], write: Callable[[str], object]) -> None:
        mapper = Mapper(self.source, header, sheet=table.name)
        last: Batch | None = None
        for batch in batches:
            mapped = mapper.map(batch)
            if mapped.text:
                write(mapped.text)
            self.passed_over += mapped.passed_over
            self.report.add(mapped.refused, mapped.noted)
            last = batch
        if table.trouble:
            self._troubles.append(table.trouble)
        if table.open_end and last and 0 < len(last.rows[-1]) < header.width:
            self._troubles.append(say("lists.cut_off", line=last.lines[-1]))

    def trouble(self, rows: int) -> Message | None:
        """Why the list is not whole, None where it is."""
        if self._troubles:
            return self._troubles[0]
        if self.report.lost:
            return say("lists.rows_lost", count=self.report.lost)
        return None if rows or self.passed_over else say("lists.no_rows")


def _chained(first: Batch, rest: Iterator[Batch]) -> Iterator[Batch]:
    if first.rows:
        yield first
    yield from rest


def _likely_labels(batch: Batch | None) -> list[str]:
    """The first row with more than one filled cell: what somebody may have meant as the header."""
    for row in batch.rows[:SEARCHED] if batch else ():
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) > 1:
            return filled[:12]
    return []


def _no_header(source: ListSource, name: str, labels: list[str]) -> Message:
    groups: list[list[Column]] = [["name", "uscc", "org_code"], *source.required]
    headers = [[header for column in group for header in source.columns.get(column, ())[:1]] for group in groups]
    wanted = [
        say("lists.one_of", headers=group) for number, group in enumerate(headers) if group not in headers[:number]
    ]
    return say("lists.no_header", file=name, wanted=wanted, found=labels)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Rows by the million make the garbage collector look for cycles that none of them has: a sixth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?:[-_.]?|年)(0?[1-9]|1[0-2])(?:[-_.]?|月)(0?[1-9]|[12]\d|3[01])(?!\d)")


def date_in_name(name: str) -> date | None:
    """The day a file name tells (20240710, 2024-07-10, 2024年7月10日); None where it tells none."""
    for found in _DATE_IN_NAME.finditer(name):
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            continue
    return None
