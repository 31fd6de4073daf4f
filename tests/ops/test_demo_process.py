"""The demo as its user meets it: a command in a terminal, a page in a browser, Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil
import psycopg
import pytest

pytestmark = pytest.mark.long

PATIENCE = 90.0  # seconds; an idle machine of two cores needs about ten


@dataclass
class Demo:
    """One running demo."""

    process: subprocess.Popen[str]
    port: int
    folder: Path
    said: Path  # what the command printed so far

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return str(answer.read().decode())

    def wait(self) -> None:
        """Until the command has told its address; from then on the site is ready."""
        latest = time.monotonic() + PATIENCE
        while f"http://127.0.0.1:{self.port}" not in self.said.read_text():
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < latest, "the demo did not get ready"
            time.sleep(0.2)
        self.page("/healthz")

    def everything(self) -> list[psutil.Process]:
        """The command, the database server, and all they started."""
        heads = [psutil.Process(self.process.pid), psutil.Process(self.postmaster)]
        return [one for head in heads for one in (head, *head.children(recursive=True))]

    @property
    def postmaster(self) -> int:
        return int((self.folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])

    def rounds(self) -> list[tuple[object, ...]]:
        host = (self.folder / "postgres" / "postmaster.pid").read_text().splitlines()[4]
        with psycopg.connect(host=host, user="postgres", dbname="postgres") as connection:
            return connection.execute("SELECT policy_id, opened_at FROM rounds_round ORDER BY id").fetchall()

    def stop(self, number: signal.Signals) -> None:
        """Tell it to stop. It must end well."""
        self.process.send_signal(number)
        _out, err = self.process.communicate(timeout=PATIENCE)
        assert self.process.returncode == 0, err


@contextmanager
def demo(folder: Path, *more: str) -> Iterator[Demo]:
    port, said = free_port(), folder.with_name(f"{folder.name}-said.txt")
    with said.open("w") as out, started("--port", str(port), "--data", str(folder), *more, out=out) as process:
        yield Demo(process, port, folder, said)


@contextmanager
def started(*arguments: str, out: IO[str] | int = subprocess.PIPE) -> Iterator[subprocess.Popen[str]]:
    ours = ("GREENLIST_", "DJANGO_", "DATABASE_", "COV_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    process = subprocess.Popen(
        [sys.executable, "-m", "greenlist", "demo", "--lang", "en", *arguments], env=environment,
        stdout=out, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def alive(processes: list[psutil.Process], *, within: float = 5) -> list[psutil.Process]:
    """Those still there; one that only waits to be reaped by its parent is gone."""
    _gone, there = psutil.wait_procs(processes, timeout=within)
    return [one for one in there if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def test_it_starts_serves_stops_and_finds_its_data_again(tmp_path: Path) -> None:
    with demo(tmp_path / "demo") as first:
        first.wait()
        assert "signatory" in first.page("/accounts/login/")
        assert "--tblr-" in first.page("/static/vendor/tabler/tabler.min.css")
        processes, rounds = first.everything(), first.rounds()
        assert len(rounds) == 2
        assert len(processes) >= 6  # the command, server and worker, processes of the server, PostgreSQL
        first.stop(signal.SIGTERM)
    assert alive(processes) == []

    with demo(tmp_path / "demo") as second:
        second.wait()
        assert second.rounds() == rounds
        processes = second.everything()
        second.stop(signal.SIGINT)
    assert alive(processes) == []


def test_told_to_stop_while_it_starts_it_leaves_nothing_running(tmp_path: Path) -> None:
    with demo(tmp_path / "demo") as early:
        register = tmp_path / "demo" / "postgres" / "postmaster.pid"
        latest = time.monotonic() + PATIENCE
        while not (register.exists() and "ready" in register.read_text()) and time.monotonic() < latest:
            assert early.process.poll() is None, early.process.communicate()
            time.sleep(0.05)
        processes = early.everything()
        early.stop(signal.SIGTERM)
    assert alive(processes) == []


def test_a_port_in_use_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with started("--port", str(taken.getsockname()[1]), "--data", str(tmp_path / "demo")) as process:
            _out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert "taken by another program" in err
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("more", [(), ("--reset",)])
def test_somebody_elses_folder_is_told_and_left_alone(tmp_path: Path, more: tuple[str, ...]) -> None:
    (tmp_path / "thesis.txt").touch()
    with started("--port", str(free_port()), "--data", str(tmp_path), *more) as process:
        _out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert "nothing was touched" in err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
def test_what_it_started_ends_even_when_it_is_killed_and_the_next_start_tidies_up(tmp_path: Path) -> None:
    with demo(tmp_path / "demo") as killed:
        killed.wait()
        ours = psutil.Process(killed.process.pid).children(recursive=True)
        killed.process.kill()
        killed.process.communicate()
    assert alive([one for one in ours if one.pid != killed.postmaster], within=PATIENCE) == []
    with demo(tmp_path / "demo") as heir:
        heir.wait()
        processes = heir.everything()
        heir.stop(signal.SIGTERM)
    assert alive(processes) == []
