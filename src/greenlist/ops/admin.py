"""The first security administrator: the one whom nobody inside the system could have appointed."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from greenlist.engine import clock
from greenlist.journal.context import PROGRAM
from greenlist.journal.domain import record
from greenlist.parties.domain.accounts import create_person
from greenlist.parties.models import Duty, Jurisdiction, Membership, Organisation, Person, Role

from .places import PROVINCE


def exists() -> bool:
    """Whether there is a security administrator; more are appointed on the site."""
    return Membership.objects.filter(role=Role.SECURITY_ADMIN, until=None).exists()


@transaction.atomic
def create_first_administrator(*, login: str, name: str, organisation: str, password: str) -> Membership:
    """Make the account and its hat in the organisation that runs the server (made where it is missing).

    Raises:
        ValueError: there is one already.
        ValidationError: the password does not meet the profile in force.
        parties.domain.Refused: the login is taken.
    """
    if exists():
        raise ValueError("there is a security administrator")
    validate_password(password, Person(login=login, name=name))
    person = create_person(login=login, name=name, password=password, duty=Duty.SECURITY)
    membership = Membership.objects.create(
        person=person, organisation=_operator(organisation), role=Role.SECURITY_ADMIN, duty=Duty.SECURITY,
        since=clock.now(),
    )  # fmt: skip
    after = {"person": login, "organisation": organisation, "role": str(Role.SECURITY_ADMIN)}
    record("membership.granted", membership, by=PROGRAM, after=after)
    return membership


def _operator(name: str) -> Organisation:
    held, _ = Organisation.objects.get_or_create(
        kind=Organisation.Kind.OPERATOR, name=name,
        defaults={"jurisdiction": Jurisdiction.objects.get(code=PROVINCE), "created_at": clock.now()},
    )  # fmt: skip
    return held
