"""Who acts, from where, in which request: carried beside the call, so that every entry can name it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Context:
    """One request or command."""

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in words that outlive the account. `id` '' is the program itself."""

    id: str
    name: str
    hat: str = ""


PROGRAM = Actor("", "greenlist")
NOBODY = Actor("", "未登录者")  # somebody who is not signed in
_context: ContextVar[Context | None] = ContextVar("greenlist_context", default=None)


def current() -> Context:
    """The context of what runs now; a new one where none was opened."""
    return _context.get() or Context()


@contextmanager
def within(context: Context) -> Iterator[Context]:
    """Everything inside belongs to one context."""
    token = _context.set(context)
    try:
        yield context
    finally:
        _context.reset(token)
