"""What the interface gives of screening, as schemas."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema

from .schemas import KindName, PlaceOut

OutcomeName = Literal["hit", "candidate", "undetermined", "clear"]
PurposeName = Literal["self_check", "on_demand", "recommendation", "sending_up", "new_list", "listed"]


class RunOut(Schema):
    """One screening of units of a round on a day. Runs are kept and never change."""

    id: int
    round: int = Field(description="id of the round")
    authority: PlaceOut = Field(description="whose units: a city, or the province with all of its cities")
    purpose: PurposeName
    whole: bool = Field(description="all that the authority has of the round; false: single units")
    as_of: date = Field(description="the day the lists were asked about")
    at: datetime
    state: Literal["done", "failed"]
    policy: str = Field(description="id of the policy")
    policy_hash: str = Field(description="sha256 of the policy as it held")
    sources: list[dict[str, Any]] = Field(description="the lists asked, as in screening.json")
    not_screened: list[dict[str, Any]] = Field(description="conditions that no list answers, as in screening.json")
    counts: dict[str, int] | None = Field(
        description="outcome -> units; null for the self-check of a unit, whose answer is its own alone"
    )


class RunsOut(Schema):
    """One page of runs, newest first."""

    items: list[RunOut]
    page: int
    page_size: int
    total: int
    next_page: int | None = Field(description="null on the last page")


class ScreenedOut(Schema):
    """A unit in one run, as a list shows it."""

    id: int
    run: int = Field(description="id of the run")
    application: int | None = Field(description="id of its application; null for a unit of a green list")
    kind: KindName | None = Field(description="of the application")
    name: str
    uscc: str
    outcome: OutcomeName = Field(description="the gravest of its conditions; only clear passes")
    tenants: int = Field(description="enterprises of a park that were screened with it")
    hits: int = Field(description="records that count, of its tenants too")
    candidates: int = Field(description="records a person has to decide about")


class ScreenedPageOut(Schema):
    """One page of the units of a run."""

    items: list[ScreenedOut]
    page: int
    page_size: int
    total: int
    next_page: int | None = Field(description="null on the last page")


class FindingOut(Schema):
    """One record that bears on one condition of a unit or of a tenant of it."""

    id: int
    condition: str = Field(description="NEG-1a ... NEG-6")
    outcome: OutcomeName
    history: bool = Field(description="it does not count (any more), and is shown all the same")
    name: str = Field(description="the unit, or its tenant")
    tenant: bool
    ruling: dict[str, Any] = Field(description="as in screening.json: record, window, reason, decision")


class ScreenedDetailOut(ScreenedOut):
    """The record of one unit in one run."""

    as_of: date
    at: datetime
    conditions: list[dict[str, Any]] = Field(description="as in screening.json")
    findings: list[FindingOut] = Field(description="what was found, history last")
