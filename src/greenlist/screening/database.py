"""DuckDB inside the process, as every question to the kept lists uses it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import duckdb


@contextmanager
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with temporary tables of its own, silent: a bar of progress would stand among what is printed."""
    with _of_process(os.getpid()).cursor() as connection:
        connection.execute("SET enable_progress_bar = false")
        yield connection


@lru_cache(maxsize=1)
def _of_process(_pid: int) -> duckdb.DuckDBPyConnection:
    """One empty database in memory per process: making one starts its threads, which takes longer than most questions.

    A process that was forked has none of those threads and makes its own.
    """
    return duckdb.connect()
