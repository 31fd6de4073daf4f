"""What an application consists of now: statements, rows of its tables, files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from greenlist.applications.models import Application, Blob, Evidence, Statement, TableRow

from .plain import columns, whole

_STATED = f"""
SELECT {columns(Statement, "stated")} FROM applications_statement stated
WHERE application_id = %s AND current ORDER BY id
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


def statements_now(application: Application) -> list[Statement]:
    """The statements that hold, of every witness. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_STATED, [application.pk])
        return [_statement(row) for row in cursor.fetchall()]


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


def _statement(row: tuple[Any, ...]) -> Statement:
    one = whole(Statement, iter(row))
    one.content = None if one.content is None else json.loads(one.content)
    return one


def _file(row: tuple[Any, ...]) -> File:
    values = iter(row)
    evidence, evidence.blob = whole(Evidence, values), whole(Blob, values)
    (uses,) = values
    return File(evidence, uses or [])
