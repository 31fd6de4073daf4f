"""Exact matching as Ibis expressions: the same rows from DuckDB on one machine and from Spark on a cluster.

For the lists and units of a whole country (docs/operations.md). Needs the extra `scale`. The meaning is that of
`matching.exact_matches`; a test holds both equal. What differs is where the work is done: here every step, the last
one included, stays with the engine, so that no machine needs to hold the lists or what met in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ibis
from ibis import BaseBackend, Table, _

from .keys import ORDER, Keys, keys_of
from .matching import in_order
from .outcomes import How
from .snapshots import Snapshot
from .subjects import Subject

Met = tuple[str, str, str, How]  # subject key, source, record id, how
_FORMER, _HEAD_OFFICE = ORDER.index("former_name"), ORDER.index("head_office")
_UNITS = {"unit": "int64", "unit_uscc": "string", "unit_org_code": "string"}
_ROW = ("unit", "unit_uscc", "unit_org_code", "source", "place", "id", "line", "uscc", "org_code", "rank")


def where_it_lies(snapshot: Snapshot) -> str:
    """The path of a snapshot's Parquet file, for engines that see the folders this process sees."""
    return str(snapshot.path)


def exact_matches_ibis(
    connection: BaseBackend,
    subjects: Sequence[Subject],
    snapshots: Sequence[Snapshot],
    *,
    locate: Callable[[Snapshot], str] = where_it_lies,
) -> list[Met]:
    """Which records meet which subjects and how, ascending; each pair once, in the strongest way they meet.

    `connection` is an Ibis backend: `ibis.duckdb.connect()`, `ibis.pyspark.connect(session)`. `locate` says under
    which path or URL the engine reads the Parquet file of a snapshot.
    """
    if not subjects or not snapshots:
        return []
    found = connection.to_pyarrow(_matches(_rows(connection, snapshots, locate), [keys_of(one) for one in subjects]))
    columns = (found[name].to_pylist() for name in ("unit", "source", "id", "rank"))
    return sorted(
        (subjects[unit].key, source, id_, ORDER[rank]) for unit, source, id_, rank in zip(*columns, strict=True)
    )


def _rows(connection: BaseBackend, snapshots: Sequence[Snapshot], locate: Callable[[Snapshot], str]) -> Table:
    """What is compared of every row of every list, with the place of its list from the oldest to the newest."""
    read: Any = connection  # each backend has it, the class they share does not
    columns = ("id", "line", "uscc", "org_code", "name_key", "former_key")
    tables = [
        read.read_parquet(locate(snapshot)).select(*columns).mutate(source=ibis.literal(snapshot.source), place=place)
        for place, snapshot in enumerate(in_order(snapshots))
    ]
    return tables[0] if len(tables) == 1 else ibis.union(*tables)


def _matches(rows: Table, keys: Sequence[Keys]) -> Table:
    """The rows that meet a unit, without those that its code rules out or a later row has replaced."""
    met = _meetings(rows, _codes(keys), _names(keys))
    strongest = met.group_by([name for name in _ROW if name != "rank"]).agg(rank=_.rank.min())
    return _held(strongest.filter(~_other_firm()), rows)


def _held(met: Table, rows: Table) -> Table:
    """What holds now: in the newest list that has the record, whatever it says there, and of one list the last line."""
    lists = rows.semi_join(met, ["source", "id"]).group_by(["source", "id"]).agg(place=_.place.max())
    newest = met.semi_join(lists, ["source", "id", "place"])
    lines = newest.group_by(["source", "id"]).agg(line=_.line.max())
    return newest.semi_join(lines, ["source", "id", "line"])


def _meetings(rows: Table, codes: Table, names: Table) -> Table:
    """Every way in which a row meets a unit."""
    by_former = names.mutate(rank=ibis.greatest(names["rank"], _FORMER))
    ways = (
        rows.join(codes.mutate(rank=ibis.literal(ORDER.index("uscc"))), rows["uscc"] == codes["unit_uscc"]),
        rows.join(codes.mutate(rank=ibis.literal(ORDER.index("org_code"))), rows["org_code"] == codes["unit_org_code"]),
        rows.join(names, rows["name_key"] == names["key"]),
        rows.join(by_former, rows["former_key"] == by_former["key"]),
    )
    return ibis.union(*(way.select(*_ROW[:-1], rank=way["rank"].cast("int64")) for way in ways))


def _other_firm() -> Any:
    """Whether the codes say that unit and record are two firms (`keys.contradicts`)."""
    record_differs = ibis.ifelse(
        _.uscc != "", _.uscc != _.unit_uscc, (_.org_code != "") & (_.org_code != _.unit_org_code)
    )
    return (_["rank"] != _HEAD_OFFICE) & (_.unit_uscc != "") & record_differs


def _codes(keys: Sequence[Keys]) -> Table:
    return _table([(unit, one.uscc, one.org_code) for unit, one in enumerate(keys) if one.uscc], _UNITS)


def _names(keys: Sequence[Keys]) -> Table:
    return _table(
        [
            (unit, one.uscc, one.org_code, name, ORDER.index(how))
            for unit, one in enumerate(keys)
            for name, how in one.names.items()
        ],
        _UNITS | {"key": "string", "rank": "int64"},
    )


def _table(rows: list[tuple[Any, ...]], columns: dict[str, str]) -> Table:
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    return ibis.memtable(dict(zip(columns, map(list, values), strict=True)), schema=ibis.schema(columns))
