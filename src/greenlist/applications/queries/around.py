"""What stands around an application when it is handed in, read together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from greenlist.applications.models import Application

_AROUND = """
SELECT
    (SELECT name FROM parties_organisation WHERE jurisdiction_id = %s AND kind = 'authority'),
    (SELECT "on" FROM rounds_deadline WHERE round_id = %s AND kind = 'apply'),
    last.number, last.digest, last.at
FROM (SELECT) one LEFT JOIN (
    SELECT number, digest, at FROM applications_submission WHERE application_id = %s ORDER BY number DESC LIMIT 1
) last ON TRUE
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
        cursor.execute(_AROUND, [application.city_id, application.round_id, application.pk])
        authority, deadline, number, digest, at = cursor.fetchone()
    return Around(authority or "", deadline, Version(number, digest, at) if number else None)
