"""The tables of a new database at once: what all migrations together do to an empty one, recorded as SQL.

Django works out every model anew for nearly every migration; with a hundred of them that takes several times as long as
all the tables. The record is made from the migrations by `tools/tables.py` and is never the authority: what is newer
than it is migrated on top, and where it does not fit it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

RECORD = Path(__file__).with_name("tables.sql")
Key = tuple[str, str]  # app, migration
_NAMED = re.compile(r"^-- migration (\w+) (\w+)$", re.MULTILINE)


def named(record: str) -> list[Key]:
    """The migrations a record comes to, in the order they were applied."""
    return [(app, name) for app, name in _NAMED.findall(record)]


def lay(connection: BaseDatabaseWrapper) -> bool:
    """Make the tables in an empty database and note their migrations as applied.

    False, with nothing done: there are tables, or the record names a migration that is not installed (another release
    of a library); the migrations then do it one by one. Cut off half way, they go on from there.
    """
    record = RECORD.read_text(encoding="utf-8")
    if connection.introspection.table_names() or not _installed(named(record)):
        return False
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for (app, name), statements in _parts(record):
        # PostgreSQL before 17 lets nobody use a new value of an enumeration before it is committed
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            if statements:
                cursor.execute(statements)
            recorder.record_applied(app, name)
    return True


def _parts(record: str) -> Iterator[tuple[Key, str]]:
    """Each migration with its statements."""
    _, *parts = _NAMED.split(record)
    for app, name, statements in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield (app, name), statements.strip()


def _installed(applied: list[Key]) -> bool:
    return MigrationLoader(None).disk_migrations.keys() >= set(applied)
