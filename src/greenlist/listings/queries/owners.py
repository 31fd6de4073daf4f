"""Who a line of a list belongs to, by the code."""

from __future__ import annotations

from django.db.models import QuerySet

from greenlist.listings.models import Entry
from greenlist.parties.models import Organisation


def owner_of(uscc: str, seen: QuerySet[Organisation]) -> Organisation | None:
    """The confirmed unit registered under a code, None without one or outside those `seen`. One query at most."""
    return seen.filter(uscc=uscc, status=Organisation.Status.CONFIRMED).first() if uscc else None


def newest_first(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Lines of one unit, national lists first, the newest first."""
    return entries.order_by("green_list__level", "-green_list__announced_on", "-pk")
