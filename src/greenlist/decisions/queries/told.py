"""Who will be told of a step of many applications, read together."""

from __future__ import annotations

from collections.abc import Sequence

from greenlist.applications.models import Application
from greenlist.parties import roles
from greenlist.parties.models import Membership, Person

People = dict[int, str]  # by id: the name


def people_told(applications: Sequence[Application]) -> dict[tuple[int, bool], People]:
    """By organisation (True: as an agency) everyone who gets its notices, as `process` tells them. One query."""
    bodies = {one.unit_id for one in applications} | {one.agency_id for one in applications if one.agency_id}
    rows = Membership.objects.filter(organisation__in=bodies, role__in=roles.APPLICANT | roles.AGENCY, until=None)
    worn = rows.filter(person__is_active=True).values_list("organisation", "role", "person", "person__name")
    found: dict[tuple[int, bool], People] = {}
    for organisation, role, person, name in worn.order_by("person"):
        found.setdefault((organisation, role in roles.AGENCY), {})[person] = name
    return found


def sides_of(person: Person) -> set[int]:
    """Every organisation somebody has a role in: only about its cases may he be held back. One query."""
    return set(Membership.objects.filter(person=person, until=None).values_list("organisation", flat=True))
