"""One at a time across every process that shares the database: let go of by itself when the process dies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone(*what: str) -> Iterator[None]:
    """Wait until nobody else does `what`; nobody does while the block runs."""
    key = int.from_bytes(hashlib.sha256("\0".join(what).encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
