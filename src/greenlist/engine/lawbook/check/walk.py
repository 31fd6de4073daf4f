"""Every part of a document with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from greenlist.engine.facts import Fact
from greenlist.engine.formula import Ref

Path = tuple[str | int, ...]
UnitOf = Callable[[Ref], str | None]


def nodes(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every model, fact, list and mapping of a document with its path (positions in lists)."""
    yield path, value
    if isinstance(value, Fact):
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from nodes(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from nodes(entry, (*path, key))
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            yield from nodes(entry, (*path, position))
