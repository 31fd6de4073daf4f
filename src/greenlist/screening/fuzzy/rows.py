"""Rows of a snapshot by the keys of their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from greenlist.screening.database import database
from greenlist.screening.records import PARQUET, Record
from greenlist.screening.snapshots import Snapshot

# Which rows is asked of the narrow columns; only those rows are then read with all they hold.
_ROWS = f"""
WITH met AS MATERIALIZED (
    SELECT file_row_number FROM read_parquet($path, file_row_number = true) r SEMI JOIN near ON r.name_key = near.key
    UNION
    SELECT file_row_number FROM read_parquet($path, file_row_number = true) r SEMI JOIN near ON r.former_key = near.key
)
SELECT {", ".join(f'r."{name}"' for name in PARQUET)}
FROM read_parquet($path, file_row_number = true) r SEMI JOIN met USING (file_row_number) ORDER BY line
"""  # noqa: S608 - the columns are ours


def rows_named(snapshot: Snapshot, keys: Collection[str]) -> Iterator[Record]:
    """The rows whose name or former name has one of these keys, in the order of the file."""
    if not keys:
        return
    with database() as connection:
        connection.execute("CREATE TEMP TABLE near AS SELECT DISTINCT unnest(?::VARCHAR[]) AS key", [list(keys)])
        found = connection.execute(_ROWS, {"path": str(snapshot.path)})
        while some := found.fetchmany(10_000):
            for row in some:
                yield Record(snapshot.source, *row)
