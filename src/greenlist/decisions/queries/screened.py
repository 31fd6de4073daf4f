"""What screening says of the units of a list."""

from __future__ import annotations

from collections.abc import Sequence

from greenlist.applications.models import Application
from greenlist.parties.models import Jurisdiction
from greenlist.parties.queries import province_of
from greenlist.screenings.queries import in_use, newest_results


def outcomes_of(applications: Sequence[Application]) -> dict[int, str]:
    """By application what the newest screening found; without an entry where it was never screened. One query."""
    rows = newest_results(Application.objects.filter(pk__in=[one.pk for one in applications]))
    return {pk: outcome for pk, outcome in rows.values_list("application", "outcome") if pk is not None}


def lists_there(place: Jurisdiction) -> bool:
    """Whether there is any list to screen against. Two queries."""
    return in_use(province_of(place)).exists()
