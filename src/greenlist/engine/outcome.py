"""What evaluation answers: conditions, findings, energy level - each with its reason and its law facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from greenlist.engine.facts import AnyFact
from greenlist.engine.messages import Message


class Met(StrEnum):
    """The three answers. An unreachable source or a rule that fails is never `met`."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"


class Severity(StrEnum):
    """How much a finding weighs: an error must be mended, a warning explained, an info known."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class FactLog:
    """The law facts a result used, by id, in order of first use.

    Groups of facts are kept as they come and sorted out when asked for: results log by the thousand and
    are asked once.
    """

    __slots__ = ("_groups", "_seen")

    def __init__(self) -> None:
        self._groups: list[Iterable[AnyFact]] = []
        self._seen: set[int] = set()

    def use(self, fact: AnyFact) -> Any:
        """Record that `fact` was used and return its value."""
        self._groups.append((fact,))
        return fact.value

    def add(self, facts: Iterable[AnyFact]) -> None:
        """Record several facts (a tuple that is kept elsewhere is recorded once)."""
        if isinstance(facts, tuple):
            if id(facts) in self._seen:
                return
            self._seen.add(id(facts))
        else:
            facts = tuple(facts)
        self._groups.append(facts)

    def all(self) -> tuple[AnyFact, ...]:
        """Every fact used."""
        found: dict[str, AnyFact] = {}
        for group in self._groups:
            for fact in group:
                found.setdefault(fact.id, fact)
        return tuple(found.values())

    def unsettled(self) -> tuple[AnyFact, ...]:
        """The facts that keep a result a trial: open, or neither published nor confirmed."""
        return tuple(fact for fact in self.all() if not fact.settled)


@dataclass(slots=True)  # not frozen: made for every condition of every unit
class ConditionResult:
    """The answer to one condition. `gate` False: shown, but never blocks (advice, reviewers' judgement)."""

    id: str
    group: str  # exclusion | prerequisite | basic | eligibility | required_item
    name: str | Message  # as the law names it, or a message where the law has no name of its own
    answer: Met
    reason: Message
    clause: str
    facts: tuple[AnyFact, ...] = ()
    proof: tuple[str, ...] = ()
    queried_on: date | None = None
    gate: bool = True
    subjects: tuple[str, ...] = ()  # tenants hit or not answered for
    trace: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One consistency check that struck: id of the catalogue, where, what, and the way out."""

    check: str
    severity: Severity
    place: str  # field, item or document the finding is about
    message: Message
    way_out: Message | None = None
    values: dict[str, str] = field(default_factory=dict)
    fact: AnyFact | None = None


class EnergyOutcome(StrEnum):
    """Outcomes of the energy level procedure (energy.md 7.2)."""

    MEETS = "MEETS"
    FAILS = "FAILS"
    INCOMPLETE = "INCOMPLETE"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NO_STANDARD = "NO_STANDARD"


class Tier(StrEnum):
    """Priority in recommendation; it costs rank, never eligibility (REQ-22, REQ-23)."""

    PRIORITY = "priority"
    ORDINARY = "ordinary"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LevelResult:
    """One product row against one row of a benchmark or quota table."""

    product: str
    path: str  # benchmark | quota | none
    outcome: EnergyOutcome
    reason: Message
    standard: str = ""
    row: str = ""
    indicator: str = ""
    unit: str = ""
    value: Decimal | None = None
    claimed: Decimal | None = None
    recomputed: Decimal | None = None
    limits: dict[str, Decimal] = field(default_factory=dict)  # corrected
    printed_limits: dict[str, Decimal] = field(default_factory=dict)
    reached: tuple[str, ...] = ()  # levels reached: benchmark, baseline, level1, level2, level3
    flags: tuple[str, ...] = ()  # CLAIMED_ONLY DISCREPANCY BELOW_BASELINE UNVERIFIED_ROW
    facts: tuple[AnyFact, ...] = ()


@dataclass(frozen=True, slots=True)
class EnergyLevel:
    """The unit's answer over all products, by the aggregation rule of the policy."""

    outcome: EnergyOutcome
    tier: Tier
    reason: Message
    rows: tuple[LevelResult, ...] = ()
    facts: tuple[AnyFact, ...] = ()
