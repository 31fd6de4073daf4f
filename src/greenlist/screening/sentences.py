"""How a ruling says what it rests on: how record and unit met, and the row in the list's own words."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import cast

from greenlist.engine.lawbook.schema.lists import Column, ListSource
from greenlist.engine.messages import Message, say

from .outcomes import Match
from .places import Places, other_province
from .records import Record
from .subjects import Subject

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SAID: tuple[Column, ...] = (
    "doc_no", "dated_on", "ended_on", "status", "category", "grade", "reason", "authority",
)  # fmt: skip
_LONG = 60  # characters of one cell in a sentence; the whole row stands beside it


def how_they_met(match: Match, subject: Subject, places: Places) -> Message:
    """Which value of the list met which of the unit; regions that differ are said, they decide nothing."""
    met = say(
        f"screening.met_{match.how}", on=match.on, listed=match.record.name, name=subject.name, score=_score(match)
    )
    if not other_province(match.record.region, subject.region, places):
        return met
    return say("screening.met_region", met=met, listed=match.record.region, own=subject.region)


def the_record(match: Match, source: ListSource) -> Message:
    """Source, file, line, date of the list, and what the row says."""
    facts = "，".join(_facts(match.record, source)) or say("screening.no_facts")
    if match.snapshot is None or match.snapshot.as_of is None:
        file = match.snapshot.file if match.snapshot else source.id
        return say("screening.record_undated", source=source.name, file=file, line=match.record.line, facts=facts)
    return say(
        "screening.record",
        source=source.name,
        file=match.snapshot.file,
        line=match.record.line,
        as_of=match.snapshot.as_of,
        facts=facts,
    )


def _score(match: Match) -> str:
    return "" if match.score is None else f"{match.score:.0f}"


def _facts(record: Record, source: ListSource) -> list[str]:
    row = cast("dict[str, object]", json.loads(record.original or "{}"))
    found = [(column, *_cell(column, record, source, row)) for column in _SAID]
    return [f"{label}{_short(value)}" for _, label, value in found if value]


def _cell(column: Column, record: Record, source: ListSource, row: dict[str, object]) -> tuple[str, str]:
    """Header and value of a column: the list's own words where it has Chinese headers, dates always as read."""
    headers = source.columns.get(column, [])
    filled = next((one for one in headers if str(row.get(one) or "").strip()), "")
    known = filled if _CHINESE.search(filled) else next((one for one in headers if _CHINESE.search(one)), filled)
    value = getattr(record, column)
    if column == "status":  # a status is a word of ours; the list's own is the evidence
        value = str(row.get(filled) or "").strip()
    return known, value.isoformat() if isinstance(value, date) else str(value or "")


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG] + "…"
