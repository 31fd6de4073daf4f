"""The shape of screening.json, version 1 (docs/screening.md says what each key means)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Number, Out, Sha256

Outcome = Literal["hit", "candidate", "undetermined", "clear"]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class PolicyScreened(Out):
    """The policy in the version that was used."""

    id: str
    hash: Sha256
    lists: Sha256


class SourceOut(Out):
    """One file of a source; a source without any file has nulls and says in `trouble` what that means."""

    id: str
    file: str | None
    sha256: Sha256 | None
    snapshot: date | None
    rows: int | None
    trouble: str | None


class NotScreenedOut(Out):
    """A condition of the policy that no list can answer."""

    id: str
    reason: str


class WindowOut(Out):
    """The look-back window, both ends included."""

    start: date = Field(alias="from")
    end: date = Field(alias="to")


class RecordOut(Out):
    """A record of a list, brought to the shape that all sources share, and the row it came from."""

    id: Digest
    digest: Digest
    line: int
    name: str
    uscc: str
    doc_no: str
    dated_on: date | None
    ended_on: date | None
    status: str
    category: str
    reason: str
    authority: str
    amount: Number | None
    original: dict[str, str]


class DecisionOut(Out):
    """What a person decided."""

    verdict: Literal["same", "other", "counts", "does_not_count"]
    by: str
    on: date
    reason: str
    document: str


class DifferenceOut(Out):
    """A piece of two similar names laid side by side, and which of them holds it."""

    text: str
    where: Literal["both", "unit", "record"]


class RulingOut(Out):
    """One record against one condition."""

    outcome: Outcome
    history: bool
    reason: str
    how: Literal["uscc", "org_code", "name", "former_name", "head_office", "fuzzy", "by_hand"]
    on: str
    score: Number | None
    differences: list[DifferenceOut]
    source: str
    snapshot: date | None
    record: RecordOut
    window: WindowOut | None
    decision: DecisionOut | None
    lapsed: DecisionOut | None


class ConditionScreened(Out):
    """One condition for one unit; record, window and reason are those of the gravest ruling."""

    id: str
    outcome: Outcome
    source: str | None
    record: RecordOut | None
    clause: str
    window: WindowOut | None
    reason: str
    rulings: list[RulingOut]


class UnitScreened(Out):
    """A unit over all conditions; a park's tenants in the same shape."""

    name: str
    uscc: str
    outcome: Outcome
    conditions: list[ConditionScreened]
    tenants: list[UnitScreened]


class ScreeningFile(Out):
    """screening.json: what was asked of which lists, and every answer."""

    as_of: date
    policy: PolicyScreened
    sources: list[SourceOut]
    not_screened: list[NotScreenedOut]
    units: list[UnitScreened]
