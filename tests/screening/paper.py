"""Made-up units and complete sets of lists for the tests of screening."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from greenlist.engine.codes import check_character
from greenlist.screening.outcomes import ConditionAnswer, Decision, UnitAnswer
from greenlist.screening.records import Record
from greenlist.screening.rules import Rules
from greenlist.screening.snapshots import Snapshot
from greenlist.screening.subjects import Subject

from .kept_lists import keep, listed

DAY = date(2024, 7, 20)  # of screening
DRAWN = date(2024, 7, 15)  # of the lists
NAME = "示例甲机械有限公司"


def code(number: int) -> str:
    """A valid code of a made-up unit."""
    first = f"91220101MA{number:07d}"
    return first + check_character(first)


UNIT = Subject("u1", NAME, code(1))


def full_set(
    folder: Path,
    rules: Rules,
    rows: Mapping[str, Sequence[Record]] = {},
    *,
    as_of: date | None = DRAWN,
    without: Sequence[str] = (),
) -> list[Snapshot]:
    """A list of every source, each with a record of somebody else and the rows given.

    Lists without rows of their own are one file on disk, made once: only a list with rows may be damaged by a test.
    """
    return [
        keep(folder / source / "list.parquet", [_SOMEBODY, *rows[source]], source=source, as_of=as_of)
        if rows.get(source)
        else replace(_nothing_found(), source=source, file=source, as_of=as_of, path=_linked(folder / source))
        for source in rules.sources
        if source not in without
    ]


_SOMEBODY = listed("示例无关有限公司", uscc=code(999), dated_on=date(2022, 1, 1))


@cache
def _nothing_found() -> Snapshot:
    folder = Path(tempfile.mkdtemp(prefix="greenlist-lists-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return keep(folder / "list.parquet", [_SOMEBODY])


def _linked(folder: Path) -> Path:
    """The file of no findings under a path of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "nothing.parquet"
    if not path.exists():
        path.symlink_to(_nothing_found().path)
    return path


def penalty(on: date | None = date(2023, 5, 6), **changes: Any) -> Record:
    """A penalty of the unit, found by its code unless changed."""
    whole = {"uscc": code(1), "dated_on": on, "doc_no": "示罚〔2023〕1号", "id_": "penalty"} | changes
    return listed(whole.pop("name", NAME), **whole)


def decision(record: Record, verdict: Any, condition: str = "NEG-2b", **changes: Any) -> Decision:
    """A decision about the unit and a record as it stands."""
    whole = {"subject": code(1), "record": record.id, "digest": record.digest, "condition": condition}
    whole |= {"verdict": verdict, "by": "示例市工信局经办人", "on": date(2024, 7, 18), "reason": "核对登记档案"}
    return Decision(**(whole | changes))


def outcomes(answer: UnitAnswer) -> dict[str, str]:
    """Condition -> outcome of those that are not clear."""
    return {one.id: one.outcome.value for one in answer.conditions if one.outcome.value != "clear"}


def condition(answer: UnitAnswer, wanted: str) -> ConditionAnswer:
    """One condition of a unit."""
    (one,) = [one for one in answer.conditions if one.id == wanted]
    return one


def original(**cells: str) -> str:
    """A row as it came."""
    return json.dumps(cells, ensure_ascii=False)
