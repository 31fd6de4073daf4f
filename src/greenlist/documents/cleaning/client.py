"""The near side: one child process for many files, ended and started anew where a file is too much for it."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

SECONDS = 30.0  # for a file, and
BYTES_A_SECOND = 1_000_000  # one more for each million bytes of it
ALLOWED = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "COVERAGE_PROCESS_START")  # what the child gets to know


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A PDF made fit: its pages, its bookmarks (title, page from 0, depth from 0), what was taken out of it.

    `archival` is '' where it says it is PDF/A and nothing was found against it, else the reason (`archival.py`).
    """

    pages: int
    bookmarks: tuple[tuple[str, int, int], ...]
    removed: tuple[str, ...]
    archival: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made fit: pixels across and down, as it is to be looked at."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file cannot be pages: encrypted, unreadable, too_many_pages, too_much (memory or time), dynamic_form."""

    code: str


class Cleaner:
    """Cleans one file after another. A context manager: the child ends with it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def pdf(self, source: Path, target: Path) -> Cleaned | Fault:
        """Write the PDF `source` cleaned to `target`."""
        told = self._ask("pdf", source, target)
        if "fault" in told:
            return Fault(told["fault"])
        marks = tuple((str(title), int(page), int(depth)) for title, page, depth in told["bookmarks"])
        return Cleaned(told["pages"], marks, tuple(told["removed"]), told["archival"])

    def picture(self, source: Path, target: Path, longest: int) -> Picture | Fault:
        """Write the picture `source` upright to `target`, its longer side at most `longest` pixels."""
        told = self._ask("picture", source, target, longest=longest)
        return Fault(told["fault"]) if "fault" in told else Picture(told["width"], told["height"])

    def _ask(self, what: str, source: Path, target: Path, **more: int) -> dict[str, Any]:
        question = {"what": what, "source": str(source), "target": str(target), **more}
        child = self._started()
        assert child.stdin is not None  # noqa: S101 - opened with pipes
        try:
            child.stdin.write(json.dumps(question).encode() + b"\n")
            child.stdin.flush()
            answer = self._answer(child, self._seconds + source.stat().st_size / BYTES_A_SECOND)
        except BrokenPipeError:
            answer = b""
        if not answer:  # died, or took too long
            self._end()
            return {"fault": "too_much"}
        told: dict[str, Any] = json.loads(answer)
        return told

    def _answer(self, child: subprocess.Popen[bytes], seconds: float) -> bytes:
        """The next line of the child; b'' where none comes in time. A line is written at once and is short."""
        assert child.stdout is not None  # noqa: S101
        with selectors.DefaultSelector() as waiting:
            waiting.register(child.stdout, selectors.EVENT_READ)
            return child.stdout.readline() if waiting.select(seconds) else b""

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            known = {name: os.environ[name] for name in ALLOWED if name in os.environ}
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-m", "greenlist.documents.cleaning.worker"], env=known, bufsize=0,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        child.wait()
