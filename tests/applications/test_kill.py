"""A submitter killed at any moment, 200 times: every receipt it told of is there once, and nothing is half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Self

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from greenlist.applications.receipts import verify

pytestmark = pytest.mark.long

KILLS = 200
AT_ONCE = 3  # applications given to one submitter
APPLICATIONS = KILLS * AT_ONCE  # a fast machine must not run out of work
SPREAD = 1.6  # a submitter is killed within the time of so many submissions
PATIENCE = 60.0  # seconds
TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site with an empty database of its own on the server of this run."""
    uri, name = os.environ["DATABASE_URL"], f"kill_{os.getpid()}"
    with psycopg.connect(uri, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
    yield os.environ | {
        "DATABASE_URL": make_conninfo(uri, dbname=name), "DJANGO_SETTINGS_MODULE": "greenlist.ops.settings",
        "GREENLIST_SECRET_KEY": "tests only", "GREENLIST_DATA": str(tmp_path), "PYTHONPATH": str(TESTS),
    }  # fmt: skip
    with psycopg.connect(uri, autocommit=True) as database:
        database.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(site: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, *words], env=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_acknowledged_receipt_is_there_exactly_once(site: dict[str, str]) -> None:
    waiting = [int(word) for word in run(site, "-m", "applications.submitter", "prepare", str(APPLICATIONS)).split()]
    acknowledged, interrupted = kill_over_and_over(site, waiting)
    assert interrupted > KILLS / 4  # killed in the middle of work: something was told of, something was left
    with psycopg.connect(site["DATABASE_URL"], autocommit=True) as database:
        settle(database)
        check(database, acknowledged)
    run(site, "-m", "greenlist", "journal", "verify")  # leaves with 0 only where the chain is whole


def kill_over_and_over(site: dict[str, str], waiting: list[int]) -> tuple[dict[int, str], int]:
    """Let a submitter work, kill it after a random moment, start the next.

    What they told of, by application, and how many were killed between the first and the last of their submissions.
    The time one submission is thought to take follows what the last submitter got done, as machines are never even.
    """
    chance = random.Random(20240712)  # noqa: S311 - moments, no secrets
    told: dict[int, str] = {}
    interrupted = 0
    with Server(site) as server:
        pace = first_pace(server, waiting[0], told)
        for _ in range(KILLS - 1):
            given = chance.sample([pk for pk in waiting if pk not in told], AT_ONCE)
            child = server.fork(given)
            time.sleep(chance.uniform(0, SPREAD * pace))
            os.kill(child, signal.SIGKILL)
            done = take(server, told)
            interrupted += 0 < done < AT_ONCE
            pace *= {0: 1.1, AT_ONCE: 0.8}.get(done, 1)
    return told, interrupted


def first_pace(server: Server, application: int, told: dict[int, str]) -> float:
    """How long one submission takes here and now, in seconds; its submitter is killed once it has told of it."""
    child = server.fork([application])
    started = time.monotonic()
    _, pk, receipt = server.next_line("kept")
    pace = time.monotonic() - started
    told[int(pk)] = receipt
    os.kill(child, signal.SIGKILL)
    take(server, told)
    return pace


def take(server: Server, told: dict[int, str]) -> int:
    """Note what a submitter told of until it was gone; how many that were."""
    before = len(told)
    while (line := server.next_line())[0] != "gone":
        told[int(line[1])] = line[2]
    return len(told) - before


class Server:
    """The program that forks submitters, with what it and they say."""

    def __init__(self, site: dict[str, str]) -> None:
        program = [sys.executable, "-m", "applications.submitter", "serve"]
        self.program = subprocess.Popen(program, env=site, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lines: Queue[list[str]] = Queue()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.reader.join()
        for pipe in (self.program.stdin, self.program.stdout):
            if pipe is not None:
                pipe.close()
        self.program.wait()

    def read(self) -> None:
        assert self.program.stdout is not None
        for line in self.program.stdout:
            self.lines.put(line.split())

    def fork(self, ids: list[int]) -> int:
        """Start a submitter on some applications; its process id, once it is about to begin."""
        print(*ids, file=self.program.stdin, flush=True)
        child = int(self.next_line("pid")[1])
        self.next_line("ready")
        return child

    def next_line(self, word: str = "") -> list[str]:
        """The next thing that is said, in words; it begins with `word` where one is given."""
        line = self.lines.get(timeout=PATIENCE)
        assert word in ("", line[0]), line
        return line


def settle(database: psycopg.Connection) -> None:
    """Wait until the server has noticed that those it worked for are gone."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() "
        "AND datname = current_database()"
    )
    for _ in range(200):
        if (found := database.execute(others).fetchone()) and found[0] == 0:
            return
        time.sleep(0.05)
    raise AssertionError("connections of killed processes are still there")


SUBMISSION = """
    SELECT a.id, a.state, s.receipt_number, s.number, s.receipt,
           (SELECT count(*) FROM applications_passage p WHERE p.application_id = a.id AND p.to_state = 'submitted'),
           (SELECT count(*) FROM journal_entry e WHERE e.act = 'application.submitted' AND e.object_id = a.id::text),
           (SELECT count(*) FROM parties_notification n
             WHERE n.code = 'submitted' AND n.url = '/applications/' || a.id || '/review/')
    FROM applications_application a LEFT JOIN applications_submission s ON s.application_id = a.id
"""


def check(database: psycopg.Connection, acknowledged: dict[int, str]) -> None:
    """Each application is handed in with all that belongs to it, or not at all; and as it was acknowledged."""
    rows = database.execute(SUBMISSION).fetchall()
    assert len({row[0] for row in rows}) == len(rows) == APPLICATIONS  # never two versions
    kept = {}
    for pk, state, receipt_number, number, receipt, passages, entries, told in rows:
        if receipt_number is None:
            assert (state, passages, entries, told) == ("self_evaluated", 0, 0, 0)
            continue
        assert (state, number, passages, entries, told) == ("submitted", 1, 1, 1, 2)  # two people of the city
        assert verify(receipt).signature
        kept[pk] = receipt_number
    assert acknowledged.items() <= kept.items()
