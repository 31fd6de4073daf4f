"""The batches of an office, and what goes into one."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from greenlist.applications.models import Application, Submission
from greenlist.paperwork.models import ReportRun
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round


def handed_in(round_: Round, place: Jurisdiction) -> QuerySet[Application]:
    """The applications of a round that were handed in to an office or below it, in the order of their units."""
    rows = Application.objects.filter(round=round_, city__path__startswith=place.path, submissions__number=1)
    return rows.order_by("city__path", "unit__name", "pk")


def with_versions(rows: QuerySet[Application]) -> QuerySet[Application]:
    """The same with what a report is made of; `submissions` newest first."""
    newest = Prefetch("submissions", Submission.objects.order_by("-number"))
    return rows.select_related("round__law", "unit", "city").prefetch_related(newest)


def runs_of(rows: QuerySet[ReportRun], round_: Round) -> QuerySet[ReportRun]:
    """The batches of a round, newest first."""
    return rows.filter(round=round_).select_related("by")
