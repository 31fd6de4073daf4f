"""Bringing a database up to date: tables, the role the program works under, the places of the law."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

from greenlist.journal.grants import ensure_role

from .places import ensure_places

_LOCK = 0x677265656E  # "green": one migration at a time, from whatever machine


def migrate(role: str, *, verbosity: int = 0) -> None:
    """Apply every migration, set what the role may do, put in the places. Again and again gives the same.

    Raises django.db.Error where the database does not let its user do so.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    call_command("migrate", interactive=False, verbosity=verbosity)
    ensure_role(connection, role)
    ensure_places()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
