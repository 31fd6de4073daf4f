"""Exact matching: which records of the lists may be about which units, by code and by name key.

The lists stay on disk. A first pass reads only the columns that are compared; then the rows that met are fetched whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb

from .database import database
from .keys import BY_CODE, ORDER, Keys, contradicts, keys_of
from .outcomes import How, Match
from .records import PARQUET, Record
from .snapshots import Snapshot
from .subjects import Subject

Row = tuple[str, int]  # Parquet file, number of the row in it
Meeting = tuple[int, str]  # rank of how they met, the value that met
_UNITS = """
    CREATE TEMP TABLE units AS
    SELECT unnest($1::INT[]) AS unit, unnest($2::VARCHAR[]) AS uscc, unnest($3::VARCHAR[]) AS org_code
"""
_NAMES = """
    CREATE TEMP TABLE names AS
    SELECT unnest($1::INT[]) AS unit, unnest($2::VARCHAR[]) AS key, unnest($3::INT[]) AS rank
"""
_FILES = "read_parquet($files, filename = true, file_row_number = true)"
_MEETINGS = f"""
    SELECT unit, filename, file_row_number, 0 AS rank, r.uscc AS met FROM {_FILES} r JOIN units u ON r.uscc = u.uscc
    UNION ALL
    SELECT unit, filename, file_row_number, 1, r.org_code FROM {_FILES} r JOIN units u ON r.org_code = u.org_code
    UNION ALL
    SELECT unit, filename, file_row_number, rank, r.name_key FROM {_FILES} r JOIN names n ON r.name_key = n.key
    UNION ALL
    SELECT unit, filename, file_row_number, greatest(rank, {ORDER.index("former_name")}), r.former_key
    FROM {_FILES} r JOIN names n ON r.former_key = n.key
"""  # noqa: S608 - only constants of this file
_ROWS = f"""
    SELECT file_row_number, {", ".join(PARQUET)} FROM read_parquet($file, file_row_number = true)
    WHERE file_row_number IN (SELECT unnest($rows))
"""  # noqa: S608 - only constants of this file
_VERSIONS = "SELECT id, max(line) FROM read_parquet($file) WHERE id IN (SELECT unnest($ids)) GROUP BY id"


def exact_matches(subjects: Sequence[Subject], snapshots: Sequence[Snapshot]) -> list[Match]:
    """Every record that meets one of the subjects exactly, once for each of them, in the strongest way they meet.

    Subjects are taken as given; tenants must be handed in themselves. Snapshots stand in the order they were taken in.
    """
    if not subjects or not snapshots:
        return []
    files = {str(one.path): one for one in snapshots}
    keys = [keys_of(subject) for subject in subjects]
    with database() as connection:
        met = _meetings(connection, keys, list(files))
        records = _records(connection, {row for _, row in met}, files)
        matches = [
            Match(subjects[unit].key, records[row], ORDER[rank], value, snapshot=files[row[0]])
            for (unit, row), (rank, value) in sorted(met.items())
            if not _ruled_out(keys[unit], ORDER[rank], records[row])
        ]
        return _newest(connection, matches, snapshots)


def newest(matches: Sequence[Match], snapshots: Sequence[Snapshot]) -> list[Match]:
    """The matches without those whose record a later row of its source has replaced."""
    with database() as connection:
        return _newest(connection, matches, snapshots)


def _ruled_out(keys: Keys, how: How, record: Record) -> bool:
    """A code that is another firm's; an organisation code decides nothing beside a whole code that differs."""
    return contradicts(keys.uscc, how, record.uscc, record.org_code)


def _meetings(
    connection: duckdb.DuckDBPyConnection, keys: Sequence[Keys], files: list[str]
) -> dict[tuple[int, Row], Meeting]:
    """Which unit meets which row, and the strongest way it does."""
    coded = [(unit, one) for unit, one in enumerate(keys) if one.uscc]
    named = [(unit, key, ORDER.index(how)) for unit, one in enumerate(keys) for key, how in one.names.items()]
    connection.execute(
        _UNITS,
        [[unit for unit, _ in coded], [one.uscc for _, one in coded], [one.org_code for _, one in coded]],
    )
    connection.execute(_NAMES, [list(column) for column in zip(*named, strict=True)] or [[], [], []])
    met: dict[tuple[int, Row], Meeting] = {}
    for unit, file, number, rank, value in connection.execute(_MEETINGS, {"files": files}).fetchall():
        pair, meeting = (unit, (file, number)), (rank, value)
        met[pair] = min(met.get(pair, meeting), meeting)
    return met


def _records(
    connection: duckdb.DuckDBPyConnection, rows: Iterable[Row], files: Mapping[str, Snapshot]
) -> dict[Row, Record]:
    """The rows as records."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for file, number in rows:
        wanted[file].append(number)
    found: dict[Row, Record] = {}
    for file, numbers in wanted.items():
        source = files[file].source
        for number, *cells in connection.execute(_ROWS, {"file": file, "rows": numbers}).fetchall():
            found[file, number] = Record(source, *cells)
    return found


def _newest(
    connection: duckdb.DuckDBPyConnection, matches: Sequence[Match], snapshots: Sequence[Snapshot]
) -> list[Match]:
    place = {one.path: position for position, one in enumerate(in_order(snapshots))}
    last: dict[tuple[str, str], tuple[int, int]] = {}  # source and id -> snapshot and line that hold now
    for match in matches:
        version = place[_file(match)], match.record.line
        one = match.record.source, match.record.id
        last[one] = max(last.get(one, version), version)
    for snapshot in snapshots:
        _note_later(connection, snapshot, place[snapshot.path], last)
    return [
        match
        for match in matches
        if last[match.record.source, match.record.id] == (place[_file(match)], match.record.line)
    ]


def _note_later(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, place: int, last: dict[tuple[str, str], tuple[int, int]]
) -> None:
    """Move `last` on where a later snapshot holds the record, whether or not that version meets the unit.

    Rows of one file that share an id are about the same unit, by its code or name: they have met it alike.
    """
    ids = [one for (source, one), (known, _) in last.items() if source == snapshot.source and known < place]
    if not ids:
        return
    for one, line in connection.execute(_VERSIONS, {"file": str(snapshot.path), "ids": ids}).fetchall():
        last[snapshot.source, one] = max(last[snapshot.source, one], (place, line))


def in_order(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """From the oldest to the newest; undated ones first, equal days in the order they were taken in."""
    return sorted(snapshots, key=lambda one: one.as_of or date.min)


def _file(match: Match) -> Path:
    if match.snapshot is None:
        raise ValueError(f"a match without its snapshot: {match.record.id}")
    return match.snapshot.path


def by_code(match: Match) -> bool:
    """Whether a code joins record and unit, so that nobody need confirm it."""
    return match.how in BY_CODE
