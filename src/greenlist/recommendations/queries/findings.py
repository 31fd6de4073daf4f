"""What the checks say of versions now, as the intake keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from greenlist.applications.models import Application, Submission
from greenlist.reviews.queries.checking import findings_of


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is wrong or must be looked at."""

    id: str
    group: str
    severity: str  # error, warning, info
    text: str
    place: str


def findings_now(applications: Sequence[Application]) -> dict[int, tuple[Found, ...]]:
    """What the city's own checks say now of each application, by id; what is fine is left out."""
    newest = Submission.objects.filter(application__in=applications).order_by("application_id", "-number")
    versions = {one.application_id: one for one in newest.distinct("application_id")}
    found = {}
    for one in applications:
        version = versions.get(one.pk)
        rows = findings_of(one, version) if version is not None else []
        found[one.pk] = tuple(Found(row.id, row.group, row.severity, row.text, row.place) for row in rows)
    return found
