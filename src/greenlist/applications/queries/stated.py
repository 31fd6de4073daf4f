"""What an application consists of now: statements, rows of its tables, files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from greenlist.applications.models import Application, Blob, Evidence, Statement, TableRow

from .plain import columns, part, whole

_STATEMENT = ("id", "place", "witness", "content", "unit", "reason", "evidence_id", "page", "at")
# As JSON: one value is read in less time than some hundred.
_STATED = f"""
SELECT
    (SELECT json_agg(json_build_array({", ".join(_STATEMENT)}) ORDER BY id)
     FROM applications_statement WHERE application_id = %s AND current),
    (SELECT json_agg(json_build_array("table", key) ORDER BY "table", position, id)
     FROM applications_tablerow WHERE application_id = %s AND removed_at IS NULL)
"""  # noqa: S608 - here and below the names are those of the models
_ROWS = f"""
SELECT {columns(TableRow, "line")} FROM applications_tablerow line
WHERE application_id = %s AND removed_at IS NULL ORDER BY "table", position, id
"""  # noqa: S608
_FILES = f"""
SELECT {columns(Evidence, "evidence")}, {columns(Blob, "blob")},
    (SELECT array_agg(ARRAY[place, page]) FROM applications_evidenceuse WHERE evidence_id = evidence.id)
FROM applications_evidence evidence JOIN applications_blob blob ON blob.sha256 = evidence.blob_id
WHERE evidence.application_id = %s ORDER BY evidence.name, evidence.id
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class File:
    """A file with its blob, and what it proves: place and page."""

    evidence: Evidence
    uses: list[list[str]]


@dataclass(frozen=True, slots=True)
class Stated:
    """The statements that hold, of every witness, and the rows of the tables in their order."""

    statements: list[Statement]
    rows: list[TableRow]


def stated_now(application: Application) -> Stated:
    """What is stated, without who said it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_STATED, [application.pk, application.pk])
        statements, rows = cursor.fetchone()
    return Stated(
        [_statement(application, one) for one in statements or ()],
        [part(TableRow, application_id=application.pk, table=table, key=key) for table, key in rows or ()],
    )


def rows_now(application: Application) -> list[TableRow]:
    """The rows of the tables, in their order. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [application.pk])
        return [whole(TableRow, iter(row)) for row in cursor.fetchall()]


def every_file(application: Application) -> list[File]:
    """The files, replaced and removed ones too. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_FILES, [application.pk])
        return [_file(row) for row in cursor.fetchall()]


def _statement(application: Application, values: list[Any]) -> Statement:
    known = dict(zip(_STATEMENT, values, strict=True))
    at = datetime.fromisoformat(known.pop("at"))
    return part(Statement, application_id=application.pk, current=True, at=at, **known)


def _file(row: tuple[Any, ...]) -> File:
    values = iter(row)
    evidence, evidence.blob = whole(Evidence, values), whole(Blob, values)
    (uses,) = values
    return File(evidence, uses or [])
