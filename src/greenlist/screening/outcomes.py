"""What a screening says: a ruling per record, an answer per condition, per unit, and the whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from greenlist.engine.messages import Message

from .records import Record
from .snapshots import Snapshot
from .subjects import Subject

How = Literal["uscc", "org_code", "name", "former_name", "head_office", "fuzzy", "by_hand"]
Verdict = Literal["same", "other", "counts", "does_not_count"]


class Outcome(StrEnum):
    """hit > candidate > undetermined > clear: the gravest decides. Only clear passes."""

    HIT = "hit"
    CANDIDATE = "candidate"
    UNDETERMINED = "undetermined"
    CLEAR = "clear"

    @property
    def gravity(self) -> int:
        """Higher is graver."""
        return {"hit": 3, "candidate": 2, "undetermined": 1, "clear": 0}[self.value]


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may be about a subject, and how they met."""

    subject: str  # key
    record: Record
    how: How
    on: str  # the value that met: the code, the name key
    score: float | None = None  # fuzzy only, 0 to 100
    snapshot: Snapshot | None = None  # the file the record was read from


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word about one subject, one record and one condition.

    same / other: the record is, is not, about this unit. counts / does_not_count: what it means for the condition.
    It holds while the record is as it was (`digest`) and until it is withdrawn.
    """

    subject: str  # Subject.identity
    record: str  # Record.id
    digest: str
    condition: str  # fine id, NEG-2b
    verdict: Verdict
    by: str  # name and hat
    on: date
    reason: str
    document: str = ""  # name of the file or number of the paper


@dataclass(frozen=True, slots=True)
class Ruling:
    """One record against one condition. `history`: it does not count (any more), and is shown all the same."""

    match: Match
    outcome: Outcome
    reason: Message
    history: bool = False
    window: tuple[date, date] | None = None  # both ends included; None for states and where open anchors disagree
    decision: Decision | None = None
    lapsed: Decision | None = None  # decided before, but the record has changed since


@dataclass(frozen=True, slots=True)
class ConditionAnswer:
    """One condition for one subject. `reasons` says why it is undetermined beside the rulings (a source is missing)."""

    id: str  # NEG-1a
    condition: str  # NEG-1, of the policy
    outcome: Outcome
    rulings: tuple[Ruling, ...]
    reasons: tuple[Message, ...]
    sources: tuple[str, ...]  # ids asked
    clause: str


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """A unit over all screened conditions; a park's own conditions already hold what its tenants bring."""

    subject: Subject
    outcome: Outcome
    conditions: tuple[ConditionAnswer, ...]
    tenants: tuple[UnitAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source that was asked: the snapshots used, or why it cannot make anything clear."""

    source: str
    snapshots: tuple[Snapshot, ...]
    trouble: Message | None  # missing, too old, incomplete


@dataclass(frozen=True, slots=True)
class NotScreened:
    """A condition of the policy that no list can answer: a person does."""

    id: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Screening:
    """The whole: what was asked on which day under which policy, and the answers in the order of the subjects."""

    as_of: date
    policy: str
    policy_hash: str
    lists_hash: str  # of the law that says how lists are read
    sources: tuple[SourceState, ...]
    units: tuple[UnitAnswer, ...]
    not_screened: tuple[NotScreened, ...] = field(default=())
