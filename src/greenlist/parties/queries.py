"""What is read of people and organisations."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, F, Prefetch, Q, QuerySet, Value

from greenlist.engine import clock

from .models import Invitation, Jurisdiction, Mail, Membership, Notification, Organisation, Person

_KEEP_LISTS = (Jurisdiction.Level.PROVINCE, Jurisdiction.Level.MINISTRY)


def province_of(place: Jurisdiction) -> Jurisdiction:
    """The authority whose lists and decisions hold in a place: itself, or the province above it. One query at most."""
    if place.level in _KEEP_LISTS:
        return place
    mine = Jurisdiction.objects.alias(mine=Value(place.path))
    return mine.filter(mine__startswith=F("path"), level__in=_KEEP_LISTS).order_by("-path")[0]


def hats_of(person: Person) -> list[Membership]:
    """The hats a person may wear now, in one query."""
    rows = Membership.objects.filter(person=person, until=None, organisation__status__in=("confirmed", "pending"))
    return list(rows.select_related("organisation__jurisdiction", "person"))


def people_of(organisation: Organisation, group: Collection[str]) -> list[Person]:
    """Everyone who wears one of these roles in an organisation and can sign in."""
    worn = Membership.objects.filter(organisation=organisation, role__in=group, until=None)
    return list(Person.objects.filter(pk__in=worn.values("person"), is_active=True))


# One notice for each of the people of a city's authority: code, params, url, at; the city, the roles.
TELL_OFFICE = """
INSERT INTO parties_notification (person_id, code, params, url, at)
SELECT person.id, %s, %s::jsonb, %s, %s::timestamptz FROM parties_person person
WHERE person.is_active AND person.id IN (
    SELECT worn.person_id FROM parties_membership worn
    JOIN parties_organisation office ON office.id = worn.organisation_id
    WHERE office.jurisdiction_id = %s AND office.kind = 'authority' AND worn.role = ANY(%s) AND worn.until IS NULL
)
"""


def colleagues(
    memberships: QuerySet[Membership], *, text: str = "", role: str = "", active: str = ""
) -> QuerySet[Person]:
    """People of the memberships given, each with those of them (`shown`), filtered; two queries whatever the number.

    `text` is looked for in login, name, phone and organisation; `active` is 'yes', 'no' or ''.
    """
    rows = memberships.filter(role=role) if role else memberships
    people = Person.objects.filter(pk__in=rows.values("person"))
    if text:
        named = rows.filter(organisation__name__icontains=text).values("person")
        people = people.filter(
            Q(login__icontains=text) | Q(name__icontains=text) | Q(phone__icontains=text) | Q(pk__in=named)
        )
    if active in {"yes", "no"}:
        people = people.filter(is_active=active == "yes")
    shown = memberships.select_related("organisation__jurisdiction").order_by("until", "pk")
    return people.order_by("name", "pk").prefetch_related(Prefetch("memberships", shown, to_attr="shown"))


def open_invitations(visible: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """The ones still waiting for somebody."""
    rows = visible.filter(accepted_at=None, revoked_at=None, expires_at__gt=clock.now())
    return rows.select_related("organisation__jurisdiction", "invited_by")


def without_signatory(units: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The units nobody can sign for yet."""
    signed = Membership.objects.filter(role="applicant_signatory", until=None, person__is_active=True)
    return units.exclude(pk__in=signed.values("organisation"))


def unread(person: Person) -> int:
    """How many notices are new to a person."""
    return Notification.objects.filter(person=person, read_at=None).count()


def mails_by(rows: QuerySet[Mail], *, text: str = "", outcome: str = "") -> QuerySet[Mail]:
    """Mails, the newest first, each with its person and how many notices it held (`held`). One query.

    `text` is looked for in address, login and name.
    """
    if outcome:
        rows = rows.filter(outcome=outcome)
    if text:
        rows = rows.filter(
            Q(address__icontains=text) | Q(person__login__icontains=text) | Q(person__name__icontains=text)
        )
    return rows.select_related("person").annotate(held=Count("notices")).order_by("-at", "-pk")
