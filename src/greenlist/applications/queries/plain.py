"""Rows of plain SQL as models: for queries that every submission asks, where building them costs more than running."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)


def columns(model: type[Model], alias: str) -> str:
    """All columns of a model, for SELECT."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)  # noqa: SLF001 - Django's way


def whole(model: type[Row], values: Iterator[Any]) -> Row:
    """The next row of a model, from the values of its `columns`. Not for JSON: the database gives it as text.

    Without `__init__`, which sets column by column and asks whether anybody listens: no model read here needs it.
    """
    return _row(model, zip(_names(model), values, strict=False))  # takes no more of the values than there are names


def part(model: type[Row], **known: Any) -> Row:
    """A row of which some columns are known; Django reads the others when somebody asks for them."""
    return _row(model, known.items())


def _row(model: type[Row], known: Iterable[tuple[str, Any]]) -> Row:
    row = model.__new__(model)
    row.__dict__.update(known)
    row._state = ModelState()  # noqa: SLF001 - as from_db() leaves it
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001
    return row


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - Django's way to them
