"""Lists of decisions for the pages that lead to them."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from greenlist.applications.models import Application
from greenlist.decisions.models import Batch, Line
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round

from .preparing import candidates

Outcome = Line.Outcome
_COUNTS = {"yes": Outcome.YES, "no": Outcome.NO, "back": Outcome.BACK, "undecided": Outcome.OPEN}


def with_counts(rows: QuerySet[Batch]) -> QuerySet[Batch]:
    """Lists for a table, the newest first, each with how many lines have which outcome. One query."""
    counts = {f"{name}_count": Count("lines", Q(lines__outcome=one)) for name, one in _COUNTS.items()}
    around = ("round", "place", "created_by", "proposed_by", "released_by")
    return rows.select_related(*around).annotate(lines_count=Count("lines"), **counts).order_by("-created_at", "-pk")


def openable(stage: str, place: Jurisdiction) -> list[tuple[Round, int]]:
    """The rounds in which something waits for a list of an office and none is open, with how much. A few queries."""
    here = {"city": place} if stage == "selection" else {"city__path__startswith": place.path}
    busy = Batch.objects.filter(round=OuterRef("pk"), place=place, stage=stage, state__in=Batch.OPEN)
    rounds = Round.objects.filter(~Exists(busy), applications__in=Application.objects.filter(**here)).distinct()
    found = [(one, candidates(one, stage, place).count()) for one in rounds.order_by("-pk")[:5]]
    return [pair for pair in found if pair[1]]
