"""Reads mutated files, one after another, under limits of memory and time; tells what broke. Run as a process.

`python -m documents.fuzz_worker FOLDER FIRST COUNT`: FOLDER holds the good files, named after the door that reads them.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from documents.mutants import mutated
from greenlist.documents.form_reader import read_form, read_roster
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.report_reader import Asked, asked_by, draft_of, read_report, unit_file
from greenlist.documents.sheets import read_tables
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import render
from greenlist.listings.reading import NoList, read_list
from greenlist.recommendations.received import NoTable, compare, read_table, tables_in

MEMORY = 1_500 * 1024 * 1024  # bytes of address space for a process that has the law open
SECONDS = 2.0
REFUSALS = (UnreadableFile, NoList, NoTable)


class TooSlow(BaseException):
    """A file took longer than a person waits; no reader may swallow it."""


def main(folder: Path, first: int, count: int) -> dict[str, Any]:
    """Read `count` mutants from the seed `first` on. Gives what broke, the longest time and how many were read."""
    book = LawBook()
    doors = _doors(book)
    sources = sorted(folder.iterdir())
    for source in sources:
        doors[source.name.partition("-")[0]](source)  # caches filled, so that only the file counts
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _late)
    found: dict[str, Any] = {"broken": [], "slow": [], "longest": 0.0, "read": 0, "refused": 0}
    with tempfile.TemporaryDirectory() as room:
        for seed in range(first, first + count):
            source = sources[seed % len(sources)]
            path = Path(room) / f"{seed}{source.suffix}"
            path.write_bytes(mutated(source.read_bytes(), seed))
            _read(doors[source.name.partition("-")[0]], path, source.name, seed, found)
            path.unlink()
    return found


def _read(door: Callable[[Path], None], path: Path, name: str, seed: int, found: dict[str, Any]) -> None:
    started = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, 60)
    try:
        door(path)
        found["read"] += 1
    except REFUSALS as refused:
        render(refused.message)  # a refusal can be told
        found["refused"] += 1
    except (Exception, TooSlow) as fault:  # noqa: BLE001 - whatever else is what this looks for
        where = traceback.extract_tb(fault.__traceback__)[-1]
        found["broken"].append(
            [seed, name, f"{type(fault).__name__}: {str(fault)[:200]} {where.filename}:{where.lineno}"]
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    took = time.process_time() - started
    found["longest"] = max(found["longest"], took)
    if took > SECONDS:
        found["slow"].append([seed, name, round(took, 2)])


def _late(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow


def _doors(book: LawBook) -> dict[str, Callable[[Path], None]]:
    packs = {Kind.FACTORY: "factory-2025", Kind.PARK: "park-2023", Kind.SUPPLY_CHAIN: "supply-chain"}
    asks = {kind: asked_by(book, "jilin-2024", pack, 2023) for kind, pack in packs.items()}
    policy = book.policy("jilin-2024")

    def table(path: Path) -> None:
        compare(read_table(tables_in(path), policy), [])

    def listing(path: Path) -> None:
        read_list(read_tables(path))

    return {
        "report": lambda path: _report(path, asks),
        "form": lambda path: _told(read_form(path, book).problems),
        "roster": lambda path: _told(read_roster(path, {"NEG-1": "失信"}).problems),
        "table": table,
        "list": listing,
    }


def _report(path: Path, asks: dict[Kind, Asked]) -> None:
    report = read_report(path)
    asked = asks[report.kind or Kind.FACTORY]
    draft = draft_of(report, asked, path.name)
    unit_file(draft, asked, agency=report.agency, source=path.name)
    for one in (*draft.left, *draft.tables, *draft.chapters):
        render(one.why)


def _told(problems: list[Any]) -> None:
    for one in problems:
        one.text("zh")


if __name__ == "__main__":
    warnings.simplefilter("error")
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])), ensure_ascii=False))
