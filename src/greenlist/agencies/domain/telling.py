"""Telling a province and the people of an agency."""

from __future__ import annotations

from collections.abc import Collection

from greenlist.parties import roles
from greenlist.parties.domain import notify
from greenlist.parties.models import Jurisdiction, Organisation, Person
from greenlist.parties.queries import people_of


def tell_province(*, province: Jurisdiction, code: str, params: dict[str, object], url: str = "") -> None:
    """A notice for everyone in the authority of a province."""
    worn = {"memberships__organisation__jurisdiction": province, "memberships__organisation__kind": "authority",
            "memberships__role__in": roles.PROVINCE, "memberships__until": None}  # fmt: skip
    notify(people=list(Person.objects.filter(is_active=True, **worn).distinct()), code=code, params=params, url=url)


def tell_agency(
    *, agency: Organisation, code: str, params: dict[str, object], url: str = "", group: Collection[str] = roles.AGENCY
) -> None:
    """A notice for the people of an agency who wear one of these roles."""
    notify(people=people_of(agency, group), code=code, params=params, url=url)
