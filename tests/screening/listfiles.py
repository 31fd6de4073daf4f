"""List files of a few made-up rows, written as they come, and what is read from them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from greenlist.engine.codes import check_character
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import ListSource
from greenlist.screening.importing import Imported, import_list

SOURCES = LawBook().list_sources()
AS_OF = date(2024, 7, 20)


def uscc(number: int) -> str:
    """A made-up code that holds."""
    body = f"91220100MA{number:07d}"
    return body + check_character(body)


def text_of(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def csv_file(path: Path, rows: Iterable[Sequence[object]], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A CSV file."""
    path.write_bytes(text_of(rows, delimiter).encode(encoding))
    return path


def workbook(path: Path, rows: Sequence[Sequence[Any]], *, sheet: str = "名单", merge: Sequence[str] = ()) -> Path:
    """A workbook with one sheet; `merge` names ranges over which the value of their first cell stands."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    page.write(number, column, value)
        for area in merge:
            first = area.partition(":")[0]
            row, column = int(first[1:]) - 1, ord(first[0]) - ord("A")
            page.merge_range(area, rows[row][column])
    return path


def read(path: Path, source: str | ListSource, folder: Path | None = None, **options: Any) -> Imported:
    """Import a file."""
    entry = SOURCES[source] if isinstance(source, str) else source
    options.setdefault("as_of", AS_OF)
    return import_list(path, entry, folder or path.parent / "kept", **options)


def records(imported: Imported) -> list[dict[str, Any]]:
    """The records kept, in the order of the file."""
    table = duckdb.execute("SELECT * FROM read_parquet($path) ORDER BY line", {"path": str(imported.snapshot.path)})
    names = [column[0] for column in table.description or ()]
    return [dict(zip(names, row, strict=True)) for row in table.fetchall()]


def original(record: dict[str, Any]) -> dict[str, str]:
    """The row a record came from."""
    return dict(json.loads(record["original"]))


def codes(imported: Imported) -> list[tuple[int, str]]:
    """Line and message code of each row refused."""
    return [(one.line, one.reason.code) for one in imported.refusals]


def notes(imported: Imported) -> list[tuple[int, str]]:
    """Line and message code of each row noted."""
    return [(one.line, one.reason.code) for one in imported.notes]
