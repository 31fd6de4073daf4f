"""Who stands behind what a result was made of: the statements at its places, as they held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from greenlist.applications.data import Data
from greenlist.applications.models import Application, Evidence, Statement
from greenlist.engine.case import WITNESS_ORDER

_ORDER = {witness.value: position for position, witness in enumerate(WITNESS_ORDER)}


@dataclass(frozen=True, slots=True)
class Word:
    """What one witness said at a place: value and unit as typed, why, on what evidence, who and when."""

    witness: str
    value: Any
    unit: str = ""
    reason: str = ""
    evidence: str = ""  # as the data names it
    file: Evidence | None = None
    page: str = ""
    by: str = ""
    hat: str = ""
    at: datetime | None = None


def words_at(
    application: Application, data: Data, places: Iterable[str], until: datetime | None
) -> dict[str, list[Word]]:
    """What every witness said at each of the places, in their order; places where nobody said anything are left out.

    `until`: only what had been stated by then (a submitted version). One query.
    """
    wanted = {place: blocks for place in places if (blocks := blocks_at(data, place))}
    if not wanted:
        return {}
    stood = _stood(application.statements.filter(place__in=wanted), until)
    found = {place: [_as_word(row) for row in stood.get(place, ()) if row.content is not None] for place in wanted}
    return {place: _together(found[place], blocks) for place, blocks in wanted.items()}


def _together(words: list[Word], blocks: list[Data]) -> list[Word]:
    """What people stated, and what the data hold of witnesses that stated nothing here: the ledger of the lists."""
    known = {one.witness for one in words}
    others = [_from_data(block) for block in blocks if block.get("witness", "claimed") not in known]
    return sorted([*words, *others], key=lambda one: _ORDER[one.witness])


def _stood(rows: QuerySet[Statement], until: datetime | None) -> dict[str, list[Statement]]:
    """What held at each place at a time (None: now), a statement for each witness in their order.

    A statement held once if it is current or one that held follows it; what was only kept in a conflict never did.
    """
    every = {row.pk: row for row in rows.select_related("by", "hat__organisation", "evidence__blob")}
    found: dict[str, list[Statement]] = {}
    for row in every.values():
        held: Statement | None = row if row.current else None
        while held is not None and until is not None and held.at > until:
            held = every.get(held.follows_id or 0)
        if held is not None:
            found.setdefault(held.place, []).append(held)
    for group in found.values():
        group.sort(key=lambda row: _ORDER[row.witness])
    return found


def row_words(application: Application, table: str, column: str, until: datetime | None) -> list[Word]:
    """What stands in one column of a table, row by row. One query."""
    rows = application.statements.filter(place__startswith=f"{table}.", place__endswith=f".{column}")
    return [_as_word(row) for group in _stood(rows, until).values() for row in group if row.content is not None]


def blocks_at(data: Data, place: str) -> list[Data]:
    """The witnesses at a place of application data, each a block with `value` and `witness`."""
    found: Any = data
    section, _dot, rest = place.partition(".")
    for key in (section, *(rest.split(".", 1) if section == "years" else [rest] if rest else [])):
        found = _inside(found, key)
    if found is None:
        return []
    if isinstance(found, list) and found and all(isinstance(one, dict) and "value" in one for one in found):
        return found
    return [found] if isinstance(found, dict) and "value" in found else [{"value": found}]


def _inside(found: Any, key: str) -> Any:
    if not isinstance(found, dict):
        return None
    return found.get(key, found.get(int(key)) if key.isdecimal() else None)


def _from_data(block: Data) -> Word:
    word = Word(block.get("witness", "claimed"), block["value"], block.get("unit", ""), block.get("reason", ""))
    return replace(word, evidence=block.get("evidence", ""))


def _as_word(row: Statement) -> Word:
    return Word(
        row.witness,
        row.content,
        row.unit,
        row.reason,
        row.evidence.name if row.evidence else "",
        row.evidence,
        row.page,
        row.by.name,
        str(row.hat.organisation) if row.hat else "",
        row.at,
    )


def as_far_as(data: Data, witness: str, order: list[str]) -> Data:
    """The data with the words of this witness and those before it alone."""
    kept = set(order[: order.index(witness) + 1])
    return {key: _cut(value, kept) for key, value in data.items()}


def _cut(value: Any, kept: set[str]) -> Any:
    if isinstance(value, dict):
        cut = {key: _cut(one, kept) for key, one in value.items()}
        return {key: one for key, one in cut.items() if one is not None}
    if isinstance(value, list) and value and all(isinstance(one, dict) and "witness" in one for one in value):
        return [one for one in value if one["witness"] in kept] or None
    if isinstance(value, list):
        return [cut for one in value if (cut := _cut(one, kept)) is not None]
    return value
