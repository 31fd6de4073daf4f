"""Text from a writer here to a reader of a named pipe, such as DuckDB, with a few pieces waiting in between."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Full, Queue
from typing import Any

AHEAD = 4  # pieces that wait while the reader is busy with something else
_WAIT = 0.01  # seconds
_PATIENCE = 1.0
_CAPACITY = 1024 * 1024  # bytes in the pipe itself, where the system grants it

Write = Callable[[str], object]


def hand_over(path: Path, reading: Future[Any], fill: Callable[[Write], None]) -> None:
    """Let `fill` write to the pipe at `path`, which `reading` reads at the same time; done when everything is in.

    Whatever goes wrong on one side ends the other: a fault of the reader is raised here, a fault of `fill` closes the
    pipe.
    """
    queue: Queue[bytes | None] = Queue(AHEAD)
    with ThreadPoolExecutor(1) as thread:
        feeding = thread.submit(_feed, path, reading, queue)
        try:
            fill(lambda text: _put(queue, text.encode(), feeding))
        finally:
            _put(queue, None, feeding)
        feeding.result()


def _put(queue: Queue[bytes | None], piece: bytes | None, feeding: Future[None]) -> None:
    while True:
        try:
            queue.put(piece, timeout=_PATIENCE)
        except Full:
            if not feeding.done():
                continue
            feeding.result()
        else:
            if feeding.done() and piece is not None:
                feeding.result()
        return


def _feed(path: Path, reading: Future[Any], queue: Queue[bytes | None]) -> None:
    try:
        with os.fdopen(_opened(path, reading), "wb") as stream:
            while (piece := queue.get()) is not None:
                stream.write(piece)
    except BrokenPipeError:
        reading.result()  # why nobody reads any more
        raise


def _opened(path: Path, reading: Future[Any]) -> int:
    """The writing end, as soon as somebody holds the reading end."""
    while True:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            if reading.done():
                reading.result()
                raise
            time.sleep(_WAIT)
        else:
            os.set_blocking(handle, True)
            with suppress(AttributeError, OSError):  # only Linux can, and may refuse
                fcntl.fcntl(handle, fcntl.F_SETPIPE_SZ, _CAPACITY)
            return handle
