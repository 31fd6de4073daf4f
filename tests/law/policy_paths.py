"""Walking a policy by the path an official would write: exclusion.conditions.NEG-1.cleared_by."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from greenlist.engine.facts import AnyFact, Fact
from greenlist.engine.lawbook.schema import Policy


def at(policy: Policy, path: str) -> Any:
    """What stands at a path; list entries are named by their id. Raises KeyError where nothing does."""
    here: Any = policy
    for key in path.split("."):
        here = _step(here, key)
    return here


def _step(here: Any, key: str) -> Any:
    if isinstance(here, dict):
        return here[key]
    if isinstance(here, list):
        for entry in here:
            if getattr(entry, "id", None) == key:
                return entry
        raise KeyError(key)
    if key not in type(here).model_fields:
        raise KeyError(key)
    return getattr(here, key)


def facts_of(value: Any) -> Iterator[AnyFact]:
    """Every fact below a value."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from facts_of(getattr(value, name))
    elif isinstance(value, dict):
        for entry in value.values():
            yield from facts_of(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from facts_of(entry)
