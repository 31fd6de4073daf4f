"""What the reading of a file brought, kept beside its Parquet file, and the report of its rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from greenlist.engine.harmless import csv_text
from greenlist.engine.messages import Message, render, say

from .snapshots import Snapshot
from .work import Told

FORMAT = 1  # of what is kept; another number is read anew
_NUMBERS = ("taken", "added", "changed", "unchanged", "refused", "passed_over", "noted")
SHOWN = 1_000  # rows told in the answer; the report has all


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken, or was taken with a part of it not understood: its line and why."""

    line: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Imported:
    """What the reading of one file brought."""

    snapshot: Snapshot
    taken: int  # records kept
    added: int  # of them: not in any earlier file of the source
    changed: int  # known before with other content
    unchanged: int
    refused: int
    passed_over: int  # natural persons, empty rows, the same row again
    refusals: tuple[Refusal, ...] = ()  # the first thousand
    noted: int = 0  # rows taken of which a date, an amount or a code was not understood
    notes: tuple[Refusal, ...] = ()  # the first thousand


class Report:
    """The rows refused or not understood, all of them in a CSV file, the first ones in memory."""

    def __init__(self, path: Path) -> None:
        self.refused = self.noted = self.lost = 0  # lost: refused rows that speak of somebody
        self.refusals: list[Refusal] = []
        self.notes: list[Refusal] = []
        self._path = path
        self._stream: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self._stream:
            self._stream.close()
        if kind is not None or not (self.refused or self.noted):
            self._path.unlink(missing_ok=True)

    def add(self, refused: Sequence[Told], noted: Sequence[Told]) -> None:
        """Tell of some rows."""
        self._write(refused, say("lists.outcome_refused"))
        self._write(noted, say("lists.outcome_noted"))
        self.refused += len(refused)
        self.noted += len(noted)
        self.lost += sum(told.names_unit for told in refused)
        self.refusals += [Refusal(told.line, told.reason) for told in refused[: SHOWN - len(self.refusals)]]
        self.notes += [Refusal(told.line, told.reason) for told in noted[: SHOWN - len(self.notes)]]

    def _write(self, rows: Sequence[Told], outcome: Message) -> None:
        if not rows:
            return
        if self._stream is None:
            self._stream = self._path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._stream).writerow(("行", "原因", "原始内容", "处理"))
        writer = csv.writer(self._stream)
        for told in rows:
            texts = (render(told.reason), told.original, render(outcome))
            writer.writerow((told.line, *map(csv_text, texts)))


def save(imported: Imported, definition: str) -> None:
    """Keep an answer beside its Parquet file; `definition` tells by which words of the law the file was read."""
    data = {"format": FORMAT, "definition": definition} | asdict(imported)
    path = answer_path(imported.snapshot.path)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(data, ensure_ascii=False, default=_plain, indent=1), encoding="utf-8")
    part.replace(path)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)


def answer_path(parquet: Path) -> Path:
    """Where the answer of a Parquet file is kept."""
    return parquet.with_suffix(".json")


def load(path: Path) -> Imported:
    """The answer kept at `path` (.json). Raises OSError, ValueError, KeyError where there is none that can be used."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return _imported(data, path)


def load_if(parquet: Path, definition: str) -> Imported | None:
    """The answer of a Parquet file, if it was read by these words of the law and is whole."""
    path = answer_path(parquet)
    if not (path.exists() and parquet.exists()):
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        same = data["format"] == FORMAT and data["definition"] == definition
        return _imported(data, path) if same else None
    except (ValueError, KeyError, TypeError):
        return None  # cut off while it was written: the file is read again


def _imported(data: dict[str, Any], path: Path) -> Imported:
    kept = data["snapshot"]
    as_of = date.fromisoformat(kept["as_of"]) if kept["as_of"] else None
    snapshot = Snapshot(**kept | {"as_of": as_of, "path": path.with_suffix(".parquet")})
    refusals, notes = (tuple(_refusal(one) for one in data[name]) for name in ("refusals", "notes"))
    numbers = {name: int(data[name]) for name in _NUMBERS}
    return Imported(snapshot=snapshot, refusals=refusals, notes=notes, **numbers)


def _refusal(data: dict[str, Any]) -> Refusal:
    return Refusal(data["line"], _message(data["reason"]))


def _message(data: dict[str, Any]) -> Message:
    return Message(data["code"], {name: _param(value) for name, value in data["params"].items()})


def _param(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"code", "params"}:
        return _message(value)
    return [_param(one) for one in value] if isinstance(value, list) else value
