"""Telling people something."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from greenlist.engine import clock
from greenlist.parties.models import Jurisdiction, Notification, Person
from greenlist.parties.queries import TELL_OFFICE
from greenlist.parties.roles import CITY


def notify(*, people: list[Person], code: str, params: dict[str, object], url: str = "") -> None:
    """Put a notice on the home page of each person; mail goes out by a job. Call it inside the act's transaction.

    `code` is a sentence of `parties/notifications.py`, `params` (plain JSON values) fill it.
    """
    at = clock.now()
    Notification.objects.bulk_create(
        Notification(person=one, code=code, params=params, url=url, at=at) for one in people
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """What some people (by id) are told, for `notify_many`."""

    people: Collection[int]
    code: str
    params: Mapping[str, object]
    url: str = ""


def notify_many(notices: Iterable[Notice]) -> None:
    """The same as `notify` for an act that tells many people different things: a statement for each 500 of them."""
    at = clock.now()
    Notification.objects.bulk_create(
        (
            Notification(person_id=person, code=one.code, params=one.params, url=one.url, at=at)
            for one in notices
            for person in one.people
        ),
        batch_size=500,
    )


def notify_office(*, city: Jurisdiction, code: str, params: dict[str, object], url: str = "") -> None:
    """The same for everyone in the authority of a city. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            TELL_OFFICE, [code, json.dumps(params), url, clock.now(), city.pk, [role.value for role in CITY]]
        )


@transaction.atomic
def mark_all_read(*, person: Person) -> int:
    """Nothing is new to this person any more. Returns how many notices were. No act worth a journal entry."""
    return Notification.objects.filter(person=person, read_at=None).update(read_at=clock.now())
