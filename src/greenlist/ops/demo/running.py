"""The demo as a running thing: an embedded database, the web server and the worker of jobs, stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from greenlist.journal.grants import ROLE
from greenlist.ops import embedded

from .folder import Folder

HOST = "127.0.0.1"
PATIENCE = 25.0  # seconds a process gets to end by itself
LONGEST_START = 120.0  # seconds; a second or two is usual
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_UNHURRIED = "-c%20synchronous_commit%3Doff"  # a power cut while tables are made costs nothing but another start
Process = subprocess.Popen[bytes]


class Died(Exception):
    """The web server or the worker ended by itself. `log` says why."""

    def __init__(self, log: Path) -> None:
        super().__init__(str(log))
        self.log = log


def run(folder: Folder, port: int, *, ready: Callable[[str], None]) -> None:
    """Run the demo on a folder that is held, until told to stop. `ready` is called once with its address.

    Raises Died. Whatever happens, nothing that was started here is left running.
    """
    site_log, worker_log = folder.log / "site.log", folder.log / "worker.log"
    with told_to_stop() as stop, embedded.running(folder.postgres) as url:
        os.environ.update(environment_of(folder, f"{url}&options={_UNHURRIED}"))
        theirs = os.environ | {
            "DATABASE_URL": url, "GREENLIST_DB_ROLE": ROLE, "GREENLIST_LOG_LEVEL": "INFO",
            "GREENLIST_URL": f"http://{HOST}:{port}",
        }  # fmt: skip
        # the site loads beside us while the tables are made, then waits for our word
        with _process(site_log, ["greenlist.ops.serving", f"{HOST}:{port}"], theirs) as site:
            if not settle(stop):
                return
            folder.completed()
            with _process(worker_log, ["greenlist", "worker"], theirs) as worker:
                processes = {site_log: site, worker_log: worker}
                _begin(site, site_log)
                _wait_for(f"http://{HOST}:{port}", processes, stop)
                if not stop.is_set():
                    ready(f"http://{HOST}:{port}")
                while not stop.wait(0.5):
                    _look_after(processes)


@contextmanager
def told_to_stop() -> Iterator[Event]:
    """Set when somebody asks to stop: Ctrl-C, TERM, or the terminal was closed. Meanwhile none of them ends us."""
    stop = Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def settle(stop: Event) -> bool:
    """Make the tables of a demo and what it holds. False: told to stop on the way."""
    import django  # noqa: PLC0415 - it reads the environment

    django.setup()
    from django.db import connections  # noqa: PLC0415 - settings and models exist from here on

    from greenlist.ops.migrating import migrate  # noqa: PLC0415

    from .jobs import resume  # noqa: PLC0415
    from .seeding import is_seeded, seed  # noqa: PLC0415

    if not stop.is_set():
        migrate(ROLE)
    if not stop.is_set() and not is_seeded():
        seed()
    if not stop.is_set():
        resume()
    connections.close_all()
    return not stop.is_set()


def environment_of(folder: Folder, url: str) -> dict[str, str]:
    """Every setting of a demo. Settings in the environment of its user, for a site of theirs, do not count."""
    for name in list(os.environ):
        if name.startswith(("GREENLIST_", "DATABASE_URL", "CLAMD_URL", "DJANGO_")):
            del os.environ[name]
    return {
        "DJANGO_SETTINGS_MODULE": "greenlist.ops.settings",
        "GREENLIST_DEMO": "1",
        "GREENLIST_SECRET_KEY": folder.secret_key(),
        "GREENLIST_DATA": str(folder.path),
        "GREENLIST_SECOND_FACTOR": "optional",
        "GREENLIST_LOG_FORMAT": "plain",
        "GREENLIST_LOG_LEVEL": "WARNING",
        "DATABASE_URL": url,
    }


@contextmanager
def _process(log: Path, module: list[str], environment: dict[str, str]) -> Iterator[Process]:
    """A Python process of ours, its lines in a file; told to stop when the block ends, and waited for."""
    with log.open("ab") as lines:
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            env=environment, bufsize=0, stdin=subprocess.PIPE, stdout=lines, stderr=lines,
            start_new_session=True,  # Ctrl-C reaches it through us
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - we have no threads
        )  # fmt: skip
    try:
        yield process
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _end_with_parent() -> None:
    """Have the kernel send TERM when the command is gone, even where nobody could tidy up (KILL, out of memory)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _begin(site: Process, log: Path) -> None:
    """Let the site serve. Raises Died where it could not even load."""
    try:
        if site.stdin is not None:
            site.stdin.write(b"begin\n")
    except BrokenPipeError:
        raise Died(log) from None


def _wait_for(address: str, processes: dict[Path, Process], stop: Event) -> None:
    """Until the site says that it is ready. Raises Died where it does not get there."""
    latest = time.monotonic() + LONGEST_START
    while not stop.wait(0.1) and not answers(f"{address}/healthz"):
        _look_after(processes)
        if time.monotonic() > latest:
            raise Died(next(iter(processes)))


def _look_after(processes: dict[Path, Process]) -> None:
    for log, process in processes.items():
        if process.poll() is not None:
            raise Died(log)


def answers(url: str) -> bool:
    """Whether a page of our own answers with 200."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy between us and ourselves
    try:
        with direct.open(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
