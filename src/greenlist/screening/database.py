"""DuckDB inside the process, as every question to the kept lists uses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


@contextmanager
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own in memory, silent: a bar of progress would stand among what the command prints."""
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        yield connection
