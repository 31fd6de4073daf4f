"""Tables of the law: CSV files with one entry each in tables/index.yaml."""

from __future__ import annotations

from typing import Literal

from .base import LawFile, Strict


class Column(Strict):
    """One column: what it holds, whether it may be empty, and in which words it is explained."""

    type: Literal["text", "number", "date", "integer", "list", "bool"] = "text"
    required: bool = False
    values: list[str] | None = None
    note: str = ""


class TableInfo(Strict):
    """One CSV file. Rows carry their own mark in column `mark` and a unique `id`."""

    title: str
    file: str
    source: str  # cited by every row unless the row has a column `source`
    clause: str = ""
    columns: dict[str, Column]
    note: str = ""


class TableIndex(LawFile):
    """tables/index.yaml: every table of the law."""

    tables: dict[str, TableInfo]

    @property
    def id(self) -> str:
        """Its name in messages."""
        return "tables"
