"""Telling the province's own office."""

from __future__ import annotations

from collections.abc import Collection

from greenlist.parties import roles
from greenlist.parties.domain import notify
from greenlist.parties.models import Jurisdiction, Person


def office_people(province: Jurisdiction, group: Collection[str] = roles.PROVINCE) -> list[Person]:
    """Everyone in the authority of a province who wears one of these roles."""
    worn = {"memberships__organisation__jurisdiction": province, "memberships__organisation__kind": "authority",
            "memberships__role__in": group, "memberships__until": None}  # fmt: skip
    return list(Person.objects.filter(is_active=True, **worn).distinct())


def tell_province(*, province: Jurisdiction, code: str, params: dict[str, object], url: str = "") -> None:
    """A notice for everyone in it."""
    notify(people=office_people(province), code=code, params=params, url=url)
