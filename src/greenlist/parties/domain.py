"""The verbs of people and organisations."""

from __future__ import annotations

from django.db import transaction

from greenlist.engine import clock
from greenlist.journal.domain import record

from .access import Hat
from .models import Membership, Notification, Organisation, Person
from .roles import duty_of


@transaction.atomic
def grant_role(*, person: Person, organisation: Organisation, role: str, by: Hat) -> Membership:
    """Give a person a hat. The database refuses a role whose duty is not the person's."""
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=role, duty=duty_of(role), since=clock.now(),
        granted_by=by.person,
    )  # fmt: skip
    after = {"person": person.login, "organisation": organisation.name, "role": role}
    record("membership.granted", membership, by=by.actor, after=after)
    return membership


def notify(*, people: list[Person], code: str, params: dict[str, object], url: str = "") -> None:
    """Put a notice on the home page of each person; mail goes out by a job. Call it inside the act's transaction."""
    at = clock.now()
    Notification.objects.bulk_create(
        Notification(person=one, code=code, params=params, url=url, at=at) for one in people
    )
