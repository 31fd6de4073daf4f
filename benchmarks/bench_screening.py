"""10,000 units screened against lists of 10,000,000 rows, beside hand-written DuckDB SQL over the same Parquet files.

Ours is a fresh process that opens the law, reads the units and calls `screen()` without fuzzy names: matching by whole
code, organisation code, name and former name, contradicting codes ruled out, replaced records dropped, every record
weighed by status and window, an answer for each unit and condition with its sentence. The peer is a fresh process that
runs one script of SQL for the matching alone - the joins, the codes, the replaced records, the rows that met in full -
with the name keys handed to it ready made; it weighs nothing and answers nothing. Both must find the same
(unit, record, how they met). Runs are taken in turn; the generator stands in screening_lists.py.
"""

from __future__ import annotations

import csv
import json
import resource
import statistics
import subprocess
import sys
import time
from datetime import date
from typing import Any

from screening_lists import LISTED, UNITS, World, lists

RUNS = 5
SECONDS, MEGABYTES, RATIO = 5.0, 2048, 1.5
DAY = date(2024, 7, 20)


def main() -> int:
    """Run both in turn, compare what they found, print, and fail where a claim does not hold."""
    scale = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    world = lists(scale)
    rows = sum(one.rows for one in world.snapshots)
    took: dict[str, list[float]] = {"ours": [], "peer": []}
    found: dict[str, Any] = {}
    for _ in range(RUNS):
        for who, times in took.items():
            started = time.perf_counter()
            found[who] = run(who, scale)
            times.append(time.perf_counter() - started)
    assert found["ours"]["met"] == found["peer"]["met"]
    assert scale < 1 or len({unit for unit, _, _ in found["ours"]["met"]}) >= UNITS // LISTED
    ours, peer = (statistics.median(times) for times in took.values())
    print(f"{UNITS:,} units, {rows:,} rows, {len(found['ours']['met'])} records met; medians of {RUNS} fresh processes")
    print(f"ours   {ours:6.2f} s   {found['ours']['peak']:6.0f} MB   claim {SECONDS} s, {MEGABYTES} MB")
    print(f"       of it screen() {found['ours']['screen']:.2f} s in the last run; {found['ours']['outcomes']}")
    print(f"SQL    {peer:6.2f} s   {found['peer']['peak']:6.0f} MB   ratio {ours / peer:.2f}   claim {RATIO} at most")
    return 0 if ours <= SECONDS and found["ours"]["peak"] <= MEGABYTES and ours / peer <= RATIO else 1


def run(who: str, scale: float) -> Any:
    """One fresh process; what it printed."""
    command = [sys.executable, __file__, str(scale), who]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def say(met: list[tuple[str, str, str]], **more: Any) -> None:
    """What a process found, and its peak of memory in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"met": sorted(met), "peak": peak, **more}))


def ours(world: World) -> None:
    """The whole way of `greenlist screen`, without reading the lists in and without writing the answer."""
    from collections import Counter

    from greenlist.engine.lawbook import LawBook
    from greenlist.screening.rules import rules_of
    from greenlist.screening.screen import screen
    from greenlist.screening.subjects import Subject

    with world.units.open(encoding="utf-8", newline="") as stream:
        units = [Subject(row["key"], row["name"], row["uscc"]) for row in csv.DictReader(stream)]
    rules = rules_of(LawBook(), "jilin-2024")
    started = time.perf_counter()
    answer = screen(units, world.snapshots, rules, as_of=DAY)
    took = time.perf_counter() - started
    rulings = [one for unit in answer.units for each in unit.conditions for one in each.rulings]
    say(
        [(one.match.subject, one.match.record.digest, one.match.how) for one in rulings],
        screen=took,
        outcomes=dict(Counter(unit.outcome.value for unit in answer.units)),
    )


def peer(world: World) -> None:
    """The SQL that somebody would write for the matching alone."""
    import duckdb

    files = [str(one.path) for one in world.snapshots]
    sources = [one.source for one in world.snapshots]
    later = [file for place, file in enumerate(files) if sources[place] in sources[:place]]
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(FILE_TABLE, [files, sources, [one.as_of for one in world.snapshots]])
        connection.execute(UNIT_TABLE, [str(world.units)])
        connection.execute(MET, {"files": files})
        connection.execute(WHOLE, {"files": files})
        rows = connection.execute(FOUND, {"later": later}).fetchall()
    say([(key, digest, how) for digest, how, key, *_ in rows])


FILE_TABLE = "CREATE TABLE file AS SELECT unnest($1) AS filename, unnest($2) AS source, unnest($3) AS as_of"
UNIT_TABLE = """
CREATE TABLE unit AS SELECT key, name_key, uscc, uscc[9:17] AS org_code
FROM read_csv($1, header = true, all_varchar = true)
"""
MET = """
CREATE TABLE met AS
SELECT key, filename, file_row_number, min(rank) AS rank FROM (
  SELECT key, filename, file_row_number, 1 AS rank
  FROM read_parquet($files, filename = true, file_row_number = true) r JOIN unit u ON r.uscc = u.uscc
  UNION ALL
  SELECT key, filename, file_row_number, 2
  FROM read_parquet($files, filename = true, file_row_number = true) r JOIN unit u ON r.org_code = u.org_code
  UNION ALL
  SELECT key, filename, file_row_number, 3
  FROM read_parquet($files, filename = true, file_row_number = true) r JOIN unit u ON r.name_key = u.name_key
  UNION ALL
  SELECT key, filename, file_row_number, 4
  FROM read_parquet($files, filename = true, file_row_number = true) r JOIN unit u ON r.former_key = u.name_key
) GROUP BY ALL
"""
WHOLE = """
CREATE TABLE whole AS
SELECT r.* FROM read_parquet($files, filename = true, file_row_number = true) r
SEMI JOIN met ON r.file_row_number = met.file_row_number AND r.filename = met.filename
"""
FOUND = """
WITH right_codes AS (
  SELECT met.key, rank, source, as_of, whole.*
  FROM met JOIN whole USING (filename, file_row_number) JOIN unit USING (key) JOIN file USING (filename)
  WHERE CASE WHEN whole.uscc <> '' THEN whole.uscc = unit.uscc ELSE whole.org_code IN ('', unit.org_code) END
), replaced AS (
  SELECT r.id, r.source, r.as_of
  FROM read_parquet($later, filename = true) AS version JOIN file USING (filename)
  JOIN right_codes r ON version.id = r.id AND file.source = r.source AND file.as_of > r.as_of
)
SELECT digest, ['uscc', 'org_code', 'name', 'former_name'][rank] AS how, right_codes.*
FROM right_codes ANTI JOIN replaced USING (source, id, as_of)
"""


if __name__ == "__main__":
    if len(sys.argv) > 2:
        {"ours": ours, "peer": peer}[sys.argv[2]](lists(float(sys.argv[1])))
        raise SystemExit
    raise SystemExit(main())
