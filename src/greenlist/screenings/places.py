"""Whose lists count where: a province keeps them, its cities and their units are screened against them."""

from __future__ import annotations

from django.db.models import F, Value

from greenlist.parties.models import Jurisdiction

_KEEPS = (Jurisdiction.Level.PROVINCE, Jurisdiction.Level.MINISTRY)


def province_of(place: Jurisdiction) -> Jurisdiction:
    """The authority whose lists and decisions hold in a place: itself, or the province above it. One query at most."""
    if place.level in _KEEPS:
        return place
    above = Jurisdiction.objects.alias(mine=Value(place.path)).filter(mine__startswith=F("path"), level__in=_KEEPS)
    return above.order_by("-path")[0]
