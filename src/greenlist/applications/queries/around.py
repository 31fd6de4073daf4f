"""What stands around an application when it is handed in, read together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from greenlist.applications.models import Application

_AROUND = """
SELECT authority.name, deadline."on", last.number, last.digest, last.at
FROM applications_application application
LEFT JOIN parties_organisation authority
    ON authority.jurisdiction_id = application.city_id AND authority.kind = 'authority'
LEFT JOIN rounds_deadline deadline ON deadline.round_id = application.round_id AND deadline.kind = 'apply'
LEFT JOIN LATERAL (
    SELECT number, digest, at FROM applications_submission
    WHERE application_id = application.id ORDER BY number DESC LIMIT 1
) last ON TRUE
WHERE application.id = %s
"""


@dataclass(frozen=True, slots=True)
class Version:
    """A version handed in: which one, its digest, when."""

    number: int
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """The authority that recommends ('' where its place has none), the last day to apply, the newest version."""

    authority: str
    deadline: date | None
    last: Version | None


def around(application: Application) -> Around:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [application.pk])
        authority, deadline, number, digest, at = cursor.fetchone()
    return Around(authority or "", deadline, Version(number, digest, at) if number else None)
