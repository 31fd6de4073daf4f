"""A list file in, a snapshot out: what was read, what was new, what was refused and why."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from greenlist.engine.lawbook.book import digest
from greenlist.engine.lawbook.schema import ListSource
from greenlist.engine.messages import render, say

from .dates import date_in_name
from .imported import Imported, Refusal, Report, load, load_if, save
from .intake import Intake
from .reading import NotInEncoding, Unreadable, open_tables
from .reading.encodings import UTF8, other_encoding
from .snapshots import Snapshot
from .storing import difference, store

__all__ = ["Imported", "Refusal", "Unreadable", "date_in_name", "import_list", "load"]

Progress = Callable[[int, int], None]  # bytes done, bytes in all


def import_list(
    path: Path,
    source: ListSource,
    folder: Path,
    *,
    name: str = "",
    as_of: date | None,
    earlier: Sequence[Path] = (),
    progress: Progress | None = None,
    nil: bool = False,
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
        nil: somebody states that the source has published that nobody is on the list: without rows it is whole.

    Raises:
        Unreadable: nothing at all can be taken from the file.
    """
    job = _Job(path, source, folder / source.id, name or path.name, as_of, progress, nil)
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
    nil: bool
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
        self.definition += "nil" if self.nil else ""

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
            intake = Intake(self.source, self.name, report, self.nil)
            tables = open_tables(self.path, self.name, self.source, self._seen, encoding)
            stored = store(self.source, self.parquet, lambda write: intake.run(tables, write))
        new = difference(self.parquet, [one for one in earlier if one != self.parquet])
        trouble = intake.trouble(stored.rows)
        snapshot = Snapshot(
            source=self.source.id, file=self.name, sha256=self.sha256, as_of=self.as_of, rows=stored.rows,
            path=self.parquet, complete=trouble is None, trouble=render(trouble) if trouble else "",
            nil=self.nil,
        )  # fmt: skip
        return Imported(
            snapshot=snapshot, taken=stored.rows, added=new.added, changed=new.changed, unchanged=new.unchanged,
            refused=report.refused, passed_over=intake.passed_over + stored.repeated,
            refusals=tuple(report.refusals), noted=report.noted, notes=tuple(report.notes),
        )  # fmt: skip

    def _seen(self, done: int) -> None:
        if self.progress:
            self.progress(done, self.path.stat().st_size)


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
