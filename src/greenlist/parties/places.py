"""Places: which city a place belongs to."""

from __future__ import annotations

from .models import Jurisdiction


def city_of(place: Jurisdiction) -> Jurisdiction:
    """The city a place belongs to: itself, or the city above a county."""
    while place.level == Jurisdiction.Level.COUNTY and place.parent is not None:
        place = place.parent
    return place
