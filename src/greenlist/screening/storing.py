"""Mapped rows into a Parquet file, by DuckDB at the other end of a pipe: rows are parsed, hashed and packed on one core
while the next ones are read and mapped on the other, and nothing is kept of them in between.
"""

# ruff: noqa: S608 - COPY takes no parameters; what is put into statements is quoted by `_text` or stands in this file

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from greenlist.engine.lawbook.schema import ListSource

from .mapping import MAPPED, SEPARATOR
from .pipe import Write, hand_over
from .records import PARQUET

MEMORY = "400MB"  # of DuckDB, which goes to disk beyond it
THREADS = 2
_GROUP = 65_536  # rows of a Parquet row group: what the writer holds at a time
_PLAIN_FROM = "()〔【［（﹝「『〕】］）﹞」』０１２３４５６７８９　"
_PLAIN_TO = "[][[[[[[[]]]]]]]0123456789 "
_LINE = 2 * 1024 * 1024  # bytes of the longest row; the mapper refuses rows that come near it

Fill = Callable[[Write], None]


@dataclass(frozen=True, slots=True)
class Stored:
    """How many records a Parquet file holds, and how many rows were the same again."""

    rows: int
    repeated: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Records of a file against those read before."""

    added: int
    changed: int
    unchanged: int


@contextmanager
def database(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own with bounded memory; what does not fit lies in `folder` meanwhile."""
    connection = duckdb.connect()
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET threads = {THREADS}")
        connection.execute("SET temp_directory = $folder", {"folder": str(folder)})
        connection.execute("SET preserve_insertion_order = true")
        connection.execute("SET enable_progress_bar = false")
        yield connection
    finally:
        connection.close()


def store(source: ListSource, target: Path, fill: Fill) -> Stored:
    """Write what `fill` hands to its argument, text of mapped rows, into the Parquet file `target`."""
    # the pipe does not lie beside the target: a shared volume may not know pipes
    with (
        tempfile.TemporaryDirectory(prefix="greenlist-rows-") as pipes,
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".reading-") as name,
    ):
        pipe, part = Path(pipes) / "rows", Path(name) / "part.parquet"
        os.mkfifo(pipe, 0o600)
        with database(part.parent) as connection, ThreadPoolExecutor(1) as thread:
            writing = thread.submit(connection.execute, _copy(source, pipe, part))
            hand_over(pipe, writing, fill)
            writing.result()
            repeated = _drop_repeated(connection, part)
            rows = _count(connection, part)
        part.replace(target)
    return Stored(rows, repeated)


def _copy(source: ListSource, pipe: Path, part: Path) -> str:
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in MAPPED)
    names = ", ".join(f"'{name}'" for name in MAPPED)
    selected = ", ".join(_column(name, kind, source) for name, kind in PARQUET.items())
    return (
        f"COPY (SELECT {selected} FROM read_csv({_text(str(pipe))}, auto_detect = false, header = false, "
        f"delim = {_text(SEPARATOR)}, quote = '', escape = '', new_line = '\\n', columns = {{{columns}}}, "
        f"force_not_null = [{names}], max_line_size = {_LINE}, buffer_size = {4 * _LINE})) "
        f"TO {_text(str(part))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP})"
    )


def _column(name: str, kind: str, source: ListSource) -> str:
    if name == "id":
        return f"{_hash(identity(source))} AS id"
    if name == "digest":
        content = [column for column in MAPPED if column not in {"line", "name_key", "former_key", "original"}]
        return f"{_hash(content)} AS digest"
    return name if kind == "VARCHAR" else f"CAST(nullif({name}, '') AS {kind}) AS {name}"


def identity(source: ListSource) -> list[str]:
    """The expressions whose values make a record the same over files and days.

    The unit is its organisation code (also that inside of a USCC), else its name. Without a document number the day
    and the reason stand for it.
    """
    parts = [_text(source.id)]
    for column in source.identity:
        if column == "uscc":
            parts.append("coalesce(nullif(uscc[9:17], ''), nullif(org_code, ''), name_key)")
        elif column == "doc_no":
            parts += [_plain("doc_no"), "CASE WHEN doc_no = '' THEN concat(dated_on, '/', reason) ELSE '' END"]
        else:
            parts.append(_plain(column))
    return parts


def _plain(column: str) -> str:
    """A text without blanks, with brackets of one kind and digits of half width: people type numbers in many ways."""
    return f"upper(replace(translate({column}, {_text(_PLAIN_FROM)}, {_text(_PLAIN_TO)}), ' ', ''))"


def _hash(parts: Sequence[str]) -> str:
    return f"substr(sha256(concat_ws(chr(31), {', '.join(parts)})), 1, 32)"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _drop_repeated(connection: duckdb.DuckDBPyConnection, part: Path) -> int:
    """Take out rows that are the same record with the same content as one above them. Mostly there are none."""
    connection.execute(
        "CREATE TEMP TABLE repeated AS SELECT id, digest, min(line) AS first, count(*) - 1 AS more "
        f"FROM read_parquet({_text(str(part))}) GROUP BY id, digest HAVING count(*) > 1"
    )
    more = _number(connection, "SELECT coalesce(sum(more), 0) FROM repeated")
    if more:
        whole = part.with_name("whole.parquet")
        part.replace(whole)
        connection.execute(
            f"COPY (SELECT kept.* FROM read_parquet({_text(str(whole))}) AS kept LEFT JOIN repeated USING (id, digest) "
            "WHERE first IS NULL OR line = first ORDER BY line) "
            f"TO {_text(str(part))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP})"
        )
        whole.unlink()
    return more


def _count(connection: duckdb.DuckDBPyConnection, part: Path) -> int:
    return _number(connection, f"SELECT count(*) FROM read_parquet({_text(str(part))})")


def difference(path: Path, earlier: Sequence[Path]) -> Difference:
    """The records of a Parquet file against those read before, later files going before earlier ones."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".comparing-") as name, database(Path(name)) as connection:
        if not earlier:
            return Difference(_count(connection, path), 0, 0)
        known = " UNION ALL ".join(
            f"SELECT id, digest, {number} AS file FROM read_parquet({_text(str(one))})"
            for number, one in enumerate(earlier)
        )
        found = connection.execute(
            f"WITH known AS ({known}), newest AS (SELECT id, max(file) AS file FROM known GROUP BY id), "
            "standing AS (SELECT DISTINCT id, digest FROM known SEMI JOIN newest USING (id, file)) "
            "SELECT count(*) FILTER (newest.id IS NULL), "
            "count(*) FILTER (newest.id IS NOT NULL AND standing.id IS NULL), "
            "count(*) FILTER (standing.id IS NOT NULL) "
            f"FROM read_parquet({_text(str(path))}) AS new LEFT JOIN newest ON new.id = newest.id "
            "LEFT JOIN standing ON new.id = standing.id AND new.digest = standing.digest"
        ).fetchone()
    assert found is not None  # noqa: S101 - a count always gives a row
    return Difference(*found)


def _number(connection: duckdb.DuckDBPyConnection, statement: str) -> int:
    found = connection.execute(statement).fetchone()
    return int(found[0]) if found else 0
