"""Reviews that end because of a conflict: whoever has one leaves the case, and the province is told."""

from __future__ import annotations

from collections.abc import Iterable

from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.panels.models import Assignment, Expert, Panel
from greenlist.panels.queries.conflicts import conflicts_of
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.domain import notify
from greenlist.parties.models import Jurisdiction, Person


def end(rows: Iterable[Assignment], reason: str, by: Hat, *, removed: bool = False) -> None:
    """End assignments that hold; what was signed on them is kept and no longer counts.

    `removed`: a person takes the expert off the case, and no plan gives it to them again.
    """
    for one in rows:
        one.ended_at, one.ended_by, one.ended_reason, one.removed = clock.now(), by.person, reason, removed
        one.save(update_fields=["ended_at", "ended_by", "ended_reason", "removed"])


def end_conflicted(expert: Expert, by: Hat) -> list[int]:
    """End what an expert now has a conflict with; the province is told once. Returns the cases."""
    live = Assignment.objects.filter(expert=expert, ended_at=None).exclude(panel__state=Panel.State.CLOSED)
    held = {one.application_id: one for one in live.select_for_update(of=("self",))}
    if not held:
        return []
    found = conflicts_of([expert], Application.objects.filter(pk__in=held))
    for (_expert, case), reasons in sorted(found.items()):
        end([held[case]], "；".join(render(one.message) for one in reasons), by)
    if found:
        params: dict[str, object] = {"expert": expert.person.name, "count": len(found)}
        tell_province(expert.pool.jurisdiction, "panel_conflicted", params, f"/experts/{expert.pk}/")
    return sorted(case for _expert, case in found)


def tell_province(province: Jurisdiction, code: str, params: dict[str, object], url: str) -> None:
    """A notice for the handlers and approvers of a province."""
    worn = {"memberships__organisation__jurisdiction": province, "memberships__organisation__kind": "authority",
            "memberships__role__in": roles.PROVINCE, "memberships__until": None}  # fmt: skip
    notify(people=list(Person.objects.filter(is_active=True, **worn).distinct()), code=code, params=params, url=url)
