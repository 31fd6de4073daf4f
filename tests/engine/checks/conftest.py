"""What the tests of the checks share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from checks_context import context_of

from greenlist.engine.checks import find
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import Finding

Examine = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def examine(book: LawBook) -> Examine:
    """`examine(kind, data, recomputed={}, policy={}, law={}, pack=None)` -> findings on one application."""

    def run(kind: str, data: dict[str, Any], **more: Any) -> list[Finding]:
        return find(context_of(book, kind, data, **more))

    return run
