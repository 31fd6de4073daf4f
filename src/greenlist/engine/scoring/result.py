"""What scoring answers: one result per item, one score per case."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from greenlist.engine.facts import AnyFact
from greenlist.engine.messages import Message
from greenlist.engine.outcome import FactLog
from greenlist.engine.trace import Trace


class State(StrEnum):
    """How an item stands."""

    DONE = "done"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHOSEN = "not_chosen"


@dataclass(slots=True)
class ItemResult:
    """One item: its value in the item's unit, its points of `max`, and the way there.

    `value` None under DONE: a judged item, or one weighted over several products (see the trace).
    `points` None: not scored here (`report_only`), or not determined - then `reason` says why.
    """

    id: str
    name: str
    block: str
    clause: str
    unit: str
    state: State
    value: Decimal | None = None
    points: Decimal | None = None
    max: Decimal | None = None
    origin: str = ""  # computed | declared | judged
    reason: Message | None = None
    trace: Trace | None = None
    facts: tuple[AnyFact, ...] = ()


@dataclass(slots=True)
class Score:
    """The figure of a case under its pack. `total` None: `reason` says what is missing.

    `level1` holds the points per first-level block (None where one of its items is open); `by_year` the yearly
    figures of parks; `shown` is the total rounded as the pack declares.
    """

    total: Decimal | None = None
    shown: str = ""
    name: str = ""
    max: Decimal | None = None
    level1: dict[str, Decimal | None] = field(default_factory=dict)
    reason: Message | None = None
    by_year: dict[int, Decimal | None] = field(default_factory=dict)
    stars: int | None = None
    bonus: Decimal | None = None
    log: FactLog = field(default_factory=FactLog)

    @property
    def facts(self) -> tuple[AnyFact, ...]:
        """The law facts the figure rests on."""
        return self.log.all()
