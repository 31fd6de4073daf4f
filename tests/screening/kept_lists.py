"""Made-up lists as they are kept: records into Parquet files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb

from greenlist.screening.names import read_name
from greenlist.screening.records import PARQUET, Record
from greenlist.screening.snapshots import Snapshot


def listed(name: str, *, id_: str = "", source: str = "made_up", line: int = 2, **changes: object) -> Record:
    """A record of a made-up list; without `id_` its name makes it."""
    key = read_name(name)
    whole: dict[str, object] = dict.fromkeys(PARQUET, "") | {
        "id": sha256((id_ or name).encode()).hexdigest()[:32],
        "digest": sha256(repr((name, sorted(changes.items()))).encode()).hexdigest()[:32],
        "line": line,
        "name": name,
        "name_key": key.key,
        "former_key": key.former_key,
        "dated_on": None,
        "ended_on": None,
        "amount": None,
        "original": json.dumps({"名称": name}, ensure_ascii=False),
    }
    return Record(source=source, **(whole | changes))  # type: ignore[arg-type]


def keep(path: Path, records: Sequence[Record], *, source: str = "made_up", as_of: date | None = None) -> Snapshot:
    """The records as a snapshot; lines are counted where a record still has that of `listed`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = ", ".join(f'"{name}" {kind}' for name, kind in PARQUET.items())
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE rows ({columns})")
        for line, record in enumerate(records, start=2):
            cells = [getattr(record, name) for name in PARQUET]
            cells[list(PARQUET).index("line")] = line
            connection.execute(f"INSERT INTO rows VALUES ({', '.join('?' * len(cells))})", cells)  # noqa: S608 - only ?
        connection.execute(f"COPY rows TO '{path}' (FORMAT parquet)")
    return Snapshot(source, path.stem, sha256(path.name.encode()).hexdigest(), as_of, len(records), path)
