"""The checks that no formula can say, by the name under which the catalogue calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .catalogue import Check, Strike
from .context import CheckContext

Function = Callable[[CheckContext, Check], Iterable[Strike]]

FUNCTIONS: dict[str, Function] = {}


def named(name: str) -> Callable[[Function], Function]:
    """Enter a function under a name of the catalogue."""

    def enter(function: Function) -> Function:
        FUNCTIONS[name] = function
        return function

    return enter
