"""New rows by plain SQL: the state an application moves to with its passage, and a version handed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from greenlist.applications.models import Application, Passage, Submission


def _columns(model: type[Model]) -> list[Field[Any, Any]]:
    """Those of a new row: all but the number that the database gives."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's way


def _insert(model: type[Model]) -> str:
    """INSERT of one row, column by column, that gives its number back."""
    names = [str(field.column) for field in _columns(model)]
    values = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) VALUES ({values}) RETURNING id"  # noqa: S608, SLF001


_VERSION = _insert(Submission)
_MOVE = f"""
WITH moved AS (UPDATE applications_application SET state = %s, state_since = %s, version = %s WHERE id = %s)
{_insert(Passage)}
"""  # noqa: S608 - the names are those of the model


def add_version(made: Submission, written: Mapping[str, str]) -> None:
    """Add a version handed in, its documents `written` as JSON text already. One query."""
    _add(_VERSION, [], made, written)


def move(application: Application, passage: Passage) -> None:
    """Write state and version of the application as they are now, and add the passage. One query."""
    _add(_MOVE, [application.state, application.state_since, application.version, application.pk], passage)


def _add(sql: str, before: list[Any], row: Model, written: Mapping[str, str] | None = None) -> None:
    """Run it, the columns of the row after what stands before them, and leave the row as `save` does."""
    texts = written or {}
    values = [
        texts.get(field.attname) or field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in _columns(type(row))
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*before, *values])
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001
