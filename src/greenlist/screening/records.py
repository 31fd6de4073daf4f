"""A record of a credit list as it is kept: what every source is brought to, and the row it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a list. Text is '' where the list says nothing, a date or amount None.

    `id` is the same for the same record in every file and on every day (hash over the identity columns of its
    source); `digest` changes when anything in it changes, and a person's decision lapses with it.
    """

    source: str
    id: str  # 32 hex digits
    digest: str  # 32 hex digits
    line: int  # of the file, the header is line 1
    name: str  # as printed
    name_key: str  # names.name_key(name)
    former_key: str  # key of a former name printed in brackets, '' without one
    uscc: str  # 18 characters, '' where missing, wrong or masked
    org_code: str  # 9 characters without hyphen; '' where missing, wrong or masked
    region: str
    doc_no: str
    dated_on: date | None
    ended_on: date | None
    status: str  # by the status rules of the source; '' where none spoke
    category: str
    grade: str
    reason: str
    authority: str
    amount: Decimal | None  # 元
    batch: str
    listed_kind: str
    original: str  # the whole row as JSON, header -> cell, without dropped columns


# The columns of a snapshot's Parquet file, in this order, with their DuckDB types.
PARQUET: dict[str, str] = {
    "id": "VARCHAR",
    "digest": "VARCHAR",
    "line": "BIGINT",
    "name": "VARCHAR",
    "name_key": "VARCHAR",
    "former_key": "VARCHAR",
    "uscc": "VARCHAR",
    "org_code": "VARCHAR",
    "region": "VARCHAR",
    "doc_no": "VARCHAR",
    "dated_on": "DATE",
    "ended_on": "DATE",
    "status": "VARCHAR",
    "category": "VARCHAR",
    "grade": "VARCHAR",
    "reason": "VARCHAR",
    "authority": "VARCHAR",
    "amount": "DECIMAL(18,2)",
    "batch": "VARCHAR",
    "listed_kind": "VARCHAR",
    "original": "VARCHAR",
}
