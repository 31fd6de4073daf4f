"""Write src/greenlist/ops/tables.sql: what all migrations do to an empty database, for `ops/tables.py` to do at once.

They are run against an embedded server of its own, and every statement that makes or changes a table, a function or a
trigger is written down. Rows cannot be recorded: a migration that writes rows is refused here.

`--check` asks whether the record names the migrations that are there; `--check --run` runs them and compares every
statement.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import time_machine

A_TIME = datetime(2026, 1, 1, tzinfo=UTC)  # of a column added to rows, of which there are none
STALE = "src/greenlist/ops/tables.sql is not what the migrations do: run python tools/tables.py"
HEAD = "-- The tables of an empty database as the migrations below leave them; written by tools/tables.py.\n"
LOOKS, MAKES = {"SELECT", "SAVEPOINT", "RELEASE"}, {"CREATE", "ALTER", "DROP", "COMMENT", "DO", "--"}
OURS = ('INTO "django_migrations"', 'INTO "django_content_type"', 'UPDATE "auth_permission"', 'SET "email" = LOWER(')


def main() -> int:
    """Write the record, or say that it is stale."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the record is stale")
    parser.add_argument("--run", action="store_true", help="with --check: run the migrations and compare")
    args = parser.parse_args()
    if args.check and not args.run:
        return _settled(_names_agree())
    with tempfile.TemporaryDirectory(prefix="greenlist-tables-") as folder:
        text = _recorded(Path(folder))
    from greenlist.ops.tables import RECORD  # noqa: PLC0415 - Django is set up by now

    if args.check:
        return _settled(RECORD.read_text(encoding="utf-8") == text)
    RECORD.write_text(text, encoding="utf-8")
    return 0


def _settled(fresh: bool) -> int:
    if not fresh:
        print(STALE, file=sys.stderr)
    return 0 if fresh else 1


def _names_agree() -> bool:
    _set_up("postgresql:///not-asked")
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    from greenlist.ops.tables import RECORD, named  # noqa: PLC0415

    return set(named(RECORD.read_text(encoding="utf-8"))) == set(MigrationLoader(None).disk_migrations)


def _recorded(folder: Path) -> str:
    from greenlist.ops import embedded  # noqa: PLC0415

    server = embedded.start(folder / "postgres", throwaway=True)
    try:
        _set_up(server.get_uri())
        return "".join([HEAD, *_run()])
    finally:
        server.cleanup()


def _set_up(url: str) -> None:
    os.environ |= {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "greenlist.ops.settings",
        "GREENLIST_SECRET_KEY": "checks-only",
    }
    import django  # noqa: PLC0415

    django.setup()


def _run() -> Iterator[str]:
    """Run every migration; yields its name, then each of its statements."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    lines: list[str] = []

    def write_down(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if statement := _statement(str(sql), params):
            lines.append(statement)
        return execute(sql, params, many, context)

    def begin(step: str, migration: Any = None, _fake: bool = False) -> None:
        if step == "apply_start":
            lines.append(f"-- migration {migration.app_label} {migration.name}\n")

    executor = MigrationExecutor(connection, begin)
    with connection.execute_wrapper(write_down), time_machine.travel(A_TIME, tick=False):
        executor.migrate(executor.loader.graph.leaf_nodes())
    connection.close()
    yield from lines


def _statement(sql: str, params: Any) -> str:
    """The statement as written down; nothing for one that only looks, or notes what Django notes again by itself."""
    from django.db import connection  # noqa: PLC0415
    from psycopg import ClientCursor  # noqa: PLC0415

    word = sql.split(None, 1)[0].upper()
    if word in LOOKS or any(part in sql for part in OURS) or 'TABLE "django_migrations"' in sql:
        return ""
    if word not in MAKES:
        raise SystemExit(f"a migration writes rows, which the record cannot hold: {sql[:200]}")
    text = ClientCursor(connection.connection).mogrify(sql, params) if params else sql
    return text.strip().removesuffix(";") + ";\n"


if __name__ == "__main__":
    sys.exit(main())
