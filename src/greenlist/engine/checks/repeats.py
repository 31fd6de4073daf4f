"""Nothing counted twice, nothing counted that is not in the whole list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from greenlist.engine.case import Row

from .catalogue import Check, Strike
from .context import CheckContext
from .registry import named


def _plain(text: Any) -> str:
    return "".join(str(text).split()).upper()


def _entries(context: CheckContext, field_id: str) -> tuple[str, ...] | None:
    given = context.case.deciding(field_id)
    return given.value if given is not None and isinstance(given.value, tuple) else None


@named("list_twice")
def list_twice(context: CheckContext, check: Check) -> Iterator[Strike]:
    """No entry of the list field `place` stands twice."""
    counted = Counter(_plain(entry) for entry in _entries(context, check.place) or ())
    twice = [entry for entry, times in counted.items() if times > 1]
    if twice:
        yield Strike(check.place, {"entries": twice})


@named("list_within")
def list_within(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Every entry of the list field `place` stands in the list field named in params."""
    part, whole = _entries(context, check.place), _entries(context, check.params[0])
    if part is None or whole is None:
        return
    known = {_plain(entry) for entry in whole}
    strange = [entry for entry in part if _plain(entry) not in known]
    if strange:
        yield Strike(check.place, {"entries": strange})


@named("list_known")
def list_known(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Every entry of the list field `place` is one of the values of the data dictionary."""
    field = context.fields.by_id.get(check.place)
    known = {_plain(value) for value in field.values} if field else set()
    strange = [entry for entry in _entries(context, check.place) or () if _plain(entry) not in known]
    if known and strange:
        yield Strike(check.place, {"entries": strange})


@named("technology_twice")
def technology_twice(context: CheckContext, check: Check) -> Iterator[Strike]:
    """No entry of a catalogue is counted twice; rows that name no entry are compared by name."""
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(context.case.tables.get("technologies", ()), start=1):
        key = _technology_key(row)
        if key and key in seen:
            values = {"name": _cell(row, "name"), "row": str(number), "other": str(seen[key])}
            yield Strike(f"{check.place}[{number}]", values)
        seen.setdefault(key, number)


def _technology_key(row: Row) -> tuple[str, ...]:
    entry = tuple(_plain(_cell(row, column)) for column in ("catalogue", "edition", "item_no"))
    if entry[0] and entry[2]:
        return entry
    name = _plain(_cell(row, "name"))
    return (name,) if name else ()


def _cell(row: Row, column: str) -> str:
    given = row.get(column)
    return str(given.value) if given is not None else ""


@named("projects_window")
def projects_window(context: CheckContext, check: Check) -> Iterator[Strike]:
    """Completion dates of projects lie in the three report years."""
    first, last = context.years[-1], context.years[0]
    for number, row in enumerate(context.case.tables.get("projects", ()), start=1):
        given = row.get("done_on")
        year = getattr(given.value, "year", None) if given is not None else None
        if given is not None and year is not None and not first <= year <= last:
            values = {"name": _cell(row, "name"), "done": given.value, "first": str(first), "last": str(last)}
            yield Strike(f"{check.place}[{number}]", values)
