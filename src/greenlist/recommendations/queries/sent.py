"""What was sent, for the other rooms: units of a round by place, a unit's row, the letters it went with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from greenlist.applications.models import Application, Kind
from greenlist.documents.summary import SummaryRow
from greenlist.engine.case import Kind as EngineKind
from greenlist.parties.models import Jurisdiction
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit
from greenlist.rounds.models import Round

from .rows import cells_of, policy_of

SENT = Recommendation.State.SENT
KIND_ORDER = Case(
    *(When(application__kind=kind, then=Value(number)) for number, kind in enumerate(Kind.values)),
    default=Value(9), output_field=IntegerField(),
)  # fmt: skip


def recommended_in(round_: Round, place: Jurisdiction) -> QuerySet[RecommendedUnit]:
    """The units that an office sent up in a round - a city to the province, a province to the ministry - by kind and
    position; what the province returned is not among them. Each with its application and unit. One query.
    """
    rows = RecommendedUnit.objects.filter(
        recommendation__round=round_, recommendation__place=place, recommendation__state=SENT, went=True
    )
    around = ("application__unit", "application__city", "recommendation")
    rows = rows.exclude(intake__outcome=IntakeCheck.Outcome.RETURNED)
    return rows.select_related(*around).order_by(KIND_ORDER, "recommendation__sent_at", "position", "pk")


def row_of(application: Application) -> SummaryRow | None:
    """The row of the summary table as it was last sent (the province's before the city's), None before that."""
    one = _newest(application)
    if one is None:
        return None
    return cells_of(one.row, policy_of(application.round), EngineKind(application.kind))


def _newest(application: Application) -> RecommendedUnit | None:
    rows = RecommendedUnit.objects.filter(application=application, went=True, recommendation__state=SENT)
    return rows.select_related("recommendation").order_by("-recommendation__sent_at", "-pk").first()


def letters_of(application: Application) -> QuerySet[RecommendedUnit]:
    """The letters an application went with, the newest first. One query."""
    rows = RecommendedUnit.objects.filter(application=application, went=True, recommendation__state=SENT)
    return rows.select_related("recommendation__place", "recommendation__round").order_by("-recommendation__sent_at")


def taken_in(applications: Iterable[Application]) -> set[int]:
    """Which of these applications the province has taken in since their city sent them last. One query."""
    newest = _newest_of_cities(applications).values_list("application", "intake__outcome")
    return {application for application, outcome in newest if outcome == IntakeCheck.Outcome.TAKEN}


def newest_rows(applications: Iterable[Application]) -> dict[int, dict[str, Any]]:
    """The rows of the summary table as last sent by cities, as kept, by id. One query."""
    return dict(_newest_of_cities(applications).values_list("application", "row"))


def _newest_of_cities(applications: Iterable[Application]) -> QuerySet[RecommendedUnit]:
    """Of each application the line with which its city sent it last."""
    rows = RecommendedUnit.objects.filter(
        application__in=[one.pk for one in applications], went=True, recommendation__state=SENT,
        recommendation__level=Recommendation.Level.CITY,
    )  # fmt: skip
    return rows.order_by("application_id", "-recommendation__sent_at", "-pk").distinct("application_id")
