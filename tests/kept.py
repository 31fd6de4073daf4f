"""What many tests begin with, built once by the code that makes it and written again for each of them.

Building a small world asks the database sixty questions; writing the same rows again takes one. The rows are those the
code wrote, by the statements it wrote them with, under the same numbers; only its time is replaced by the time now.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from greenlist.engine import clock

T = TypeVar("T")
_WRITES = re.compile(r"(INSERT|UPDATE|DELETE)\b")
_NUMBERS = """
    SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value), last_value IS NOT NULL
    FROM pg_sequences
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was built, as bytes; the statements that wrote it; the time it was built under."""

    thing: bytes
    writes: str
    at: datetime


_KEPT: dict[str, Kept] = {}


def kept(name: str, build: Callable[[], T], dated: Callable[[T], Iterable[Any]]) -> T:
    """What `build` makes in an empty database, as if it were made now. `dated` yields its rows that bear the time."""
    if name not in _KEPT:
        made, _KEPT[name] = _first(build)
        return made
    return _again(_KEPT[name], dated)


def _first(build: Callable[[], T]) -> tuple[T, Kept]:
    at, before = clock.now(), _numbers()
    with CaptureQueriesContext(connection) as asked, patch.object(clock, "now", lambda: at):
        made = build()
    writes = [one["sql"] for one in asked.captured_queries if _WRITES.match(one["sql"])]
    return made, Kept(pickle.dumps(made), ";\n".join([*_set(before), *writes]), at)


def _numbers() -> dict[str, tuple[int, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS.replace("%", "%%"), ())
        return {name: (last, called) for name, last, called in cursor.fetchall()}


def _set(before: dict[str, tuple[int, bool]]) -> Iterator[str]:
    """Statements that put the numbers the build used back to where they were."""
    for name, now in _numbers().items():
        if now != before[name]:
            last, called = before[name]
            yield f"SELECT setval('{name}', {last}, {str(called).lower()})"


def _again(one: Kept, dated: Callable[[T], Iterable[Any]]) -> T:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(one.writes.replace(str(one.at), str(now)))
    made: T = pickle.loads(one.thing)  # noqa: S301 - written above
    for row in dated(made):
        for name, value in vars(row).items():
            if value == one.at:
                setattr(row, name, now)
    return made
