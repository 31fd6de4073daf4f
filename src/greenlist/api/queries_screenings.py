"""Rows of screening as the interface gives them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.screenings.models import Finding, Run, UnitResult
from greenlist.screenings.queries import findings_of, units

from .schemas import PlaceOut
from .schemas_screenings import FindingOut, RunOut, RunsOut, ScreenedDetailOut, ScreenedOut, ScreenedPageOut

PAGE = 50


def page_of_runs(rows: QuerySet[Run], number: int, hat: Hat) -> RunsOut:
    """One page of runs. Two queries."""
    found, around = _cut(rows, number)
    return RunsOut(items=[_run(one, hat) for one in found], **around)


def page_of_units(rows: QuerySet[UnitResult], number: int, outcome: str) -> ScreenedPageOut:
    """One page of the units of a run. Two queries."""
    found, around = _cut(units(rows, outcome=outcome), number)
    return ScreenedPageOut(items=[ScreenedOut(**_head(one)) for one in found], **around)


def detail_of_unit(rows: QuerySet[UnitResult], unit: UnitResult) -> ScreenedDetailOut:
    """One unit with what was found. Two queries."""
    row = units(rows).defer(None).get(pk=unit.pk)
    return ScreenedDetailOut(
        **_head(row), as_of=row.run.as_of, at=row.run.at, conditions=row.answer["conditions"],
        findings=[_finding(one) for one in findings_of(row)],
    )  # fmt: skip


def _finding(one: Finding) -> FindingOut:
    plain = ("condition", "outcome", "history", "name", "tenant", "ruling")
    return FindingOut(id=one.pk, **{name: getattr(one, name) for name in plain})


def _cut(rows: QuerySet[Any], number: int) -> tuple[list[Any], dict[str, Any]]:
    total, first = rows.count(), (number - 1) * PAGE
    more = total > first + PAGE
    around = {"page": number, "page_size": PAGE, "total": total, "next_page": number + 1 if more else None}
    return list(rows[first : first + PAGE]), around


def _run(one: Run, hat: Hat) -> RunOut:
    hidden = one.purpose == Run.Purpose.SELF_CHECK and not hat.among(roles.APPLICANT)
    plain = ("purpose", "whole", "as_of", "at", "state", "policy_hash", "sources", "not_screened")
    return RunOut(
        id=one.pk, round=one.round_id, authority=PlaceOut(code=one.authority.code, name=one.authority.name),
        policy=one.policy_id, counts=None if hidden else one.counts, **{name: getattr(one, name) for name in plain},
    )  # fmt: skip


def _head(one: Any) -> dict[str, Any]:
    """`one` with the counts that `units` adds."""
    return {
        "id": one.pk, "run": one.run_id, "application": one.application_id,
        "kind": one.application.kind if one.application else None, "name": one.name, "uscc": one.uscc,
        "outcome": one.outcome, "tenants": one.tenants, "hits": one.hits, "candidates": one.candidates,
    }  # fmt: skip
