"""The office that writes a letter."""

from __future__ import annotations

from greenlist.parties.models import Jurisdiction, Organisation


def office_of(city: Jurisdiction) -> str:
    """The name of a city's authority; the city's own where none is entered. One query."""
    kind = Organisation.Kind.AUTHORITY
    names = Organisation.objects.filter(kind=kind, jurisdiction=city).values_list("name", flat=True)
    return names.first() or city.name
