"""Whether a source can make anything clear: read, whole, and new enough on the day of screening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.engine.messages import Message, say

from .database import database
from .outcomes import SourceState
from .rules import Rules
from .snapshots import Snapshot


def source_states(
    rules: Rules,
    snapshots: Sequence[Snapshot],
    damaged: Mapping[str, Message],
    troubles: Mapping[str, Message],
    as_of: date,
) -> tuple[SourceState, ...]:
    """One state per source that is asked. `damaged` and `troubles`: source -> why a file of it could not be used."""
    states: list[SourceState] = []
    for source_id, source in rules.sources.items():
        mine = tuple(one for one in snapshots if one.source == source_id)
        reason = troubles.get(source_id) or damaged.get(source_id)
        if source.optional and not mine and reason is None:
            continue
        trouble = _unreadable(source, reason) or _trouble(source, mine, rules.max_age_days, as_of)
        states.append(SourceState(source_id, mine, trouble))
    return tuple(states)


def usable(snapshots: Sequence[Snapshot]) -> tuple[list[Snapshot], dict[str, Message]]:
    """The snapshots whose Parquet file is there and whole, and by source which one is not."""
    good: list[Snapshot] = []
    damaged: dict[str, Message] = {}
    with database() as connection:
        for snapshot in snapshots:
            if _is_whole(connection, snapshot):
                good.append(snapshot)
            else:
                damaged[snapshot.source] = say("screening.store_damaged", file=snapshot.file)
    return good, damaged


def _is_whole(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> bool:
    """Whether the file's own footer can be read and counts the rows that were kept."""
    query = "SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata($file)"
    try:
        counted = connection.execute(query, {"file": str(snapshot.path)}).fetchone()
    except duckdb.Error:
        return False
    return counted is not None and counted[0] == snapshot.rows


def coded_sources(snapshots: Sequence[Snapshot]) -> frozenset[str]:
    """The sources whose records carry codes: there a unit without a code has not been looked for."""
    with database() as connection:
        return frozenset(one.source for one in snapshots if _has_codes(connection, one))


def _has_codes(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> bool:
    query = "SELECT 1 FROM read_parquet($file) WHERE uscc <> '' OR org_code <> '' LIMIT 1"
    return connection.execute(query, {"file": str(snapshot.path)}).fetchone() is not None


def _unreadable(source: ListSource, reason: Message | None) -> Message | None:
    return None if reason is None else say("screening.source_unreadable", source=source.name, reason=reason)


def _trouble(source: ListSource, mine: tuple[Snapshot, ...], days: int | None, as_of: date) -> Message | None:
    if not mine:
        return say("screening.source_missing", source=source.name)
    partial = next((one for one in mine if not one.complete), None)
    if partial is not None:
        reason = partial.trouble or say("screening.no_reason_given")
        return say("screening.source_incomplete", source=source.name, file=partial.file, reason=reason)
    if not any(one.rows or one.nil for one in mine):
        return say("screening.source_empty", source=source.name, file=mine[-1].file)
    return _too_old(source, mine, days, as_of)


def _too_old(source: ListSource, mine: tuple[Snapshot, ...], days: int | None, as_of: date) -> Message | None:
    """The age of a source is that of its newest snapshot."""
    if days is None:
        return None
    dated = [one.as_of for one in mine if one.as_of is not None]
    if not dated:
        return say("screening.source_undated", source=source.name, days=days)
    if (as_of - max(dated)).days > days:
        return say("screening.source_old", source=source.name, as_of=max(dated), day=as_of, days=days)
    return None
