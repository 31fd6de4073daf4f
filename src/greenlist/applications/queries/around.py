"""What stands around an application when it is handed in, read together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from greenlist.applications.models import Application

_AROUND = """
SELECT
    (SELECT name FROM parties_organisation WHERE jurisdiction_id = %s AND kind = 'authority'),
    (SELECT "on" FROM rounds_deadline WHERE round_id = %s AND kind = 'apply'),
    (SELECT json_agg(json_build_object(
            'level', list.level, 'kind', entry.kind, 'label', list.label, 'year', list.year, 'document', list.document
        ) ORDER BY list.announced_on DESC NULLS LAST, list.id DESC)
     FROM listings_entry entry
     JOIN listings_greenlist list ON list.id = entry.green_list_id
     JOIN parties_jurisdiction place ON place.id = list.authority_id
     WHERE entry.uscc = %s AND entry.uscc <> '' AND entry.status IN ('published', 'renamed')
       AND list.stage = 'final' AND list.withdrawn_at IS NULL AND starts_with(%s, place.path)),
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
class Listed:
    """A published green list of the province on which the unit stands now, by its very code."""

    level: str
    kind: str
    label: str
    year: int | None
    document: str


@dataclass(frozen=True, slots=True)
class Around:
    """The authority that recommends ('' where its place has none), the last day to apply, the newest version.

    `listed`: what the ledger of the lists knows for certain, the newest first.
    """

    authority: str
    listed: tuple[Listed, ...]
    deadline: date | None
    last: Version | None


def around(application: Application) -> Around:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, _asked(application))
        authority, deadline, listed, number, digest, at = cursor.fetchone()
    lists = tuple(Listed(**one) for one in listed or ())
    return Around(authority or "", lists, deadline, Version(number, digest, at) if number else None)


def _asked(application: Application) -> list[Any]:
    unit, city = application.unit.uscc, application.city
    return [application.city_id, application.round_id, unit, city.path, application.pk]
