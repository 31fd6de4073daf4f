"""What the assignment is asked with, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.engine.messages import Message


@dataclass(frozen=True, slots=True)
class Seat:
    """An expert as a reviewer: kinds and two-digit industries, how many cases there are, how many at most."""

    key: int
    kinds: frozenset[str]
    fields: frozenset[str] = frozenset()
    load: int = 0
    most: int = 0

    @property
    def room(self) -> int:
        """How many more."""
        return max(self.most - self.load, 0)


@dataclass(frozen=True, slots=True)
class Need:
    """A case that lacks `count` experts. `field`: its two-digit industry, '' without one; `label`: what people read."""

    key: int
    kind: str
    field: str
    count: int
    label: str = ""
    has: frozenset[int] = frozenset()  # experts who are on it already, or were


@dataclass(frozen=True, slots=True)
class Choice:
    """An expert for a case. `exact`: of its industry, or the case has none."""

    case: int
    expert: int
    exact: bool
    why: Message


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A case that does not get all it needs."""

    case: int
    missing: int
    why: Message


@dataclass(frozen=True, slots=True)
class Plan:
    """Who reviews what. `cost`: what the solver made least; compares plans over the same question."""

    choices: tuple[Choice, ...]
    shortfalls: tuple[Shortfall, ...]
    cost: int
