"""Runs of a round."""

from __future__ import annotations

from django.db.models import QuerySet

from greenlist.rounds.models import Round
from greenlist.screenings.models import Run


def runs_of(visible: QuerySet[Run], round_: Round) -> QuerySet[Run]:
    """The runs of a round, newest first, with place and person."""
    return visible.filter(round=round_).select_related("authority", "by", "because", "application__unit")


def newest_run(visible: QuerySet[Run], round_: Round) -> Run | None:
    """The newest run over all that an authority has of a round: no self-check, none of single units."""
    whole = runs_of(visible, round_).filter(state=Run.State.DONE, whole=True)
    return whole.exclude(purpose__in=(Run.Purpose.SELF_CHECK, Run.Purpose.LISTED)).first()
