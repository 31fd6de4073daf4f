"""Which applications a notice can show."""

from __future__ import annotations

from django.db.models import QuerySet

from greenlist.applications.models import Application
from greenlist.notices.models import Notice, NoticedUnit
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round

REVIEWED = "province_reviewed"
LIVE = (Notice.State.DRAFT, Notice.State.OPEN)


def candidates(round_: Round, place: Jurisdiction, *, but: Notice | None = None) -> QuerySet[Application]:
    """What stands reviewed and in no other live notice, in the order of the list: city, then name."""
    taken = NoticedUnit.objects.filter(notice__state__in=LIVE)
    if but is not None:
        taken = taken.exclude(notice=but)
    rows = Application.objects.filter(round=round_, state=REVIEWED, city__path__startswith=place.path)
    rows = rows.exclude(pk__in=taken.values("application"))
    return rows.select_related("unit", "city", "round").order_by("kind", "city__path", "unit__name", "pk")
