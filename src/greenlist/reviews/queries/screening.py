"""What was found about a unit, and the written words about it."""

from __future__ import annotations

from django.db.models import QuerySet

from greenlist.applications.models import Application
from greenlist.reviews.models import ScreeningRuling
from greenlist.reviews.rescreening import Screened
from greenlist.screening.outcomes import Outcome
from greenlist.screenings.models import Finding


def found_about(found: Screened) -> list[Finding]:
    """The records that count in an answer. One query."""
    rows = Finding.objects.filter(unit=found.result, history=False).exclude(outcome=Outcome.CLEAR)
    return list(rows.order_by("condition", "pk"))


def rulings_of(visible: QuerySet[ScreeningRuling], application: Application) -> list[ScreeningRuling]:
    """Every written word about an application, the newest first. One query."""
    return list(visible.filter(application=application).select_related("by", "withdrawn_by", "blob"))
