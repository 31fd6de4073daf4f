"""What a formula sees: plain values by field, rows by table, values of earlier years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from greenlist.engine.messages import Message

Rows = list[dict[str, Any]]


@dataclass(slots=True)
class Scope:
    """Plain values (Decimal, str, bool, date, tuple). A field that was not handed in is absent.

    `previous` is keyed as the formula writes it ("park_co2[-1]"); `row` binds table.column to one row.
    """

    values: dict[str, Any]
    tables: dict[str, Rows] = field(default_factory=dict)
    previous: dict[str, Any] = field(default_factory=dict)
    row: dict[str, dict[str, Any]] = field(default_factory=dict)


class Undetermined(Exception):
    """A formula that has no answer: an input is missing, or the arithmetic has no result."""

    def __init__(self, message: Message, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message.code)
        self.message = message
        self.missing = missing
