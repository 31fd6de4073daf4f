"""Rows of plain SQL as models: for queries that every submission asks, where building them costs more than running."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def columns(model: type[Model], alias: str) -> str:
    """All columns of a model, for SELECT."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)  # noqa: SLF001 - Django's way


def whole(model: type[Row], values: Iterator[Any]) -> Row:
    """The next row of a model, from the values of its `columns`. Not for JSON: the database gives it as text."""
    names = _names(model)
    return model.from_db(connection.alias, names, list(islice(values, len(names))))


def part(model: type[Row], **known: Any) -> Row:
    """A row of which some columns are known; Django reads the others when somebody asks for them."""
    return model.from_db(connection.alias, list(known), list(known.values()))


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - Django's way to them
