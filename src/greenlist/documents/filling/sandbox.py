"""Where a template is evaluated: a sandbox that knows our rows and nothing of Python, and stops what takes too long."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = frozenset({"default", "trim", "length"})
TESTS = frozenset({"defined"})
LOOP_PARTS = frozenset({"index", "first", "last"})


class TooMuch(Exception):
    """A template makes more of its data than a document can hold, or takes too long."""


@dataclass(slots=True)
class Budget:
    """What one filling may cost: rounds of loops, characters written, seconds."""

    rounds: int = 200_000
    characters: int = 40_000_000
    seconds: float = 20.0
    _until: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._until = time.monotonic() + self.seconds

    def spend(self, *, rounds: int = 0, characters: int = 0) -> None:
        """Count. Raises TooMuch."""
        self.rounds -= rounds
        self.characters -= characters
        if self.rounds < 0 or self.characters < 0 or time.monotonic() > self._until:
            raise TooMuch


class Row:
    """Named values. It has no attribute that a template could reach: see `Sandbox.getattr`."""

    __slots__ = ("_cells",)

    def __init__(self, **cells: object) -> None:
        self._cells = cells

    def cell(self, name: object) -> object:
        """The value of a name. Raises KeyError."""
        return self._cells[str(name)]

    def names(self) -> dict[str, object]:
        """All of them, for the outermost row."""
        return dict(self._cells)


class Rows:
    """Rows to loop over; every round is paid for."""

    __slots__ = ("_budget", "_rows")

    def __init__(self, rows: Iterable[Row], budget: Budget) -> None:
        self._rows = tuple(rows)
        self._budget = budget

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self._budget.spend(rounds=1)
            yield row


class Sandbox(ImmutableSandboxedEnvironment):
    """Names lead to our rows alone; nothing is called, nothing is built in, a name that is missing is an error."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, optimized=False, cache_size=0)
        self.globals.clear()
        self.filters = {name: one for name, one in self.filters.items() if name in FILTERS}
        self.tests = {name: one for name, one in self.tests.items() if name in TESTS}
        self.budget = budget

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The cell of a row, or the number of a loop; never an attribute of Python."""
        return self._reach(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same."""
        return self._reach(obj, argument)

    def _reach(self, obj: Any, name: Any) -> Any:
        if isinstance(obj, LoopContext) and name in LOOP_PARTS:
            return getattr(obj, name)
        try:
            return obj.cell(name) if isinstance(obj, Row) else self.undefined(obj=obj, name=name)
        except KeyError:
            return self.undefined(obj=obj, name=name)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - Jinja's question
        """No attribute is."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - Jinja's question
        """Nothing is."""
        return False

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002 - Jinja's
        """Nothing is called."""
        raise SecurityError("call")


class Counted(Template):
    """A template that stops writing when the budget is spent."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text. Raises TooMuch, and what Jinja raises."""
        environment = self.environment
        assert isinstance(environment, Sandbox)  # noqa: S101 - it is made by one
        parts: list[str] = []
        for part in self.generate(*args, **kwargs):
            environment.budget.spend(characters=len(part))
            parts.append(part)
        return "".join(parts)


Sandbox.template_class = Counted
