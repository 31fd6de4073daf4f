"""The units of a recommendation as pages and verbs read them."""

from __future__ import annotations

from django.db.models import QuerySet

from greenlist.recommendations.models import Recommendation, RecommendedUnit

from .sent import KIND_ORDER

AROUND = ("application__unit__jurisdiction", "application__city", "application__round__law", "application__agency")


def units_of(recommendation: Recommendation) -> QuerySet[RecommendedUnit]:
    """By kind and position. One query."""
    return recommendation.units.select_related(*AROUND).order_by(KIND_ORDER, "position", "pk")


def listed(recommendation: Recommendation) -> list[RecommendedUnit]:
    """The units that the letter and the table name: of a sent one those that went, else those that nothing stops."""
    sent = recommendation.state == Recommendation.State.SENT
    return [one for one in units_of(recommendation) if (one.went if sent else not one.stopped)]
