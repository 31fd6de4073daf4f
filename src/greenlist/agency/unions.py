"""What belongs together because pairs do: a union-find."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Unions(Generic[T]):
    """Sets of things. Something not seen yet is a set of its own; the order of joining does not matter."""

    def __init__(self, members: Iterable[T] = ()) -> None:
        self._parent: dict[T, T] = {one: one for one in members}

    def find(self, one: T) -> T:
        """What stands for the set of `one`; equal for two that belong together."""
        self._parent.setdefault(one, one)
        root = one
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[one] != root:  # the next way to the root is short
            self._parent[one], one = root, self._parent[one]
        return root

    def join(self, one: T, other: T) -> None:
        """Put the sets of the two together."""
        self._parent[self.find(other)] = self.find(one)

    def together(self, one: T, other: T) -> bool:
        """Whether the two are in one set."""
        return self.find(one) == self.find(other)

    def sets(self) -> list[list[T]]:
        """Every set, in the order in which members were first seen."""
        found: dict[T, list[T]] = {}
        for one in self._parent:
            found.setdefault(self.find(one), []).append(one)
        return list(found.values())
