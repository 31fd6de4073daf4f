"""Recommendations as lists: an office's own, those of the cities, the overview of intake by city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from greenlist.parties.models import Jurisdiction
from greenlist.recommendations.models import IntakeCheck, Recommendation
from greenlist.rounds.models import Deadline, Round

from .law import DUE

O = IntakeCheck.Outcome  # noqa: E741 - short for a table of outcomes
WENT = Q(units__went=True)


def with_counts(rows: QuerySet[Recommendation]) -> QuerySet[Any]:
    """Each with `chosen`, `gone`, and of what went `taken`, `returned`, `checked`."""
    counted = rows.select_related("round__law", "place", "created_by", "sent_by").annotate(
        chosen=Count("units", distinct=True),
        gone=Count("units", WENT, distinct=True),
        checked=Count("units", WENT & Q(units__intake__isnull=False), distinct=True),
        taken=Count("units", WENT & Q(units__intake__outcome=O.TAKEN), distinct=True),
        returned=Count("units", WENT & Q(units__intake__outcome=O.RETURNED), distinct=True),
    )
    return counted.order_by("-created_at", "-pk")


def deadlines_of(rounds: set[int]) -> dict[tuple[int, str], Deadline]:
    """The dates by round and level. One query."""
    rows = Deadline.objects.filter(round__in=rounds, kind__in=list(DUE.values()))
    levels = {str(kind): str(level) for level, kind in DUE.items()}
    return {(one.round_id, levels[one.kind]): one for one in rows}


@dataclass(frozen=True, slots=True)
class CityLine:
    """How a city stands in the intake of a round."""

    city: Jurisdiction
    letters: int
    units: int
    checked: int
    taken: int
    returned: int

    @property
    def open(self) -> int:
        """Units nobody has decided about."""
        return self.units - self.taken - self.returned


def overview(round_: Round, province: Jurisdiction) -> list[CityLine]:
    """Every city of a province, those that sent nothing too. Two queries."""
    cities = Jurisdiction.objects.filter(parent=province, level=Jurisdiction.Level.CITY).order_by("code")
    sent = Recommendation.objects.filter(
        round=round_,
        level=Recommendation.Level.CITY,
        state=Recommendation.State.SENT,
        place__path__startswith=province.path,
    )
    rows = with_counts(sent)
    by_city: dict[int, list[Any]] = {}
    for one in rows:
        by_city.setdefault(one.place_id, []).append(one)
    return [_line(city, by_city.get(city.pk, [])) for city in cities]


def _line(city: Jurisdiction, rows: list[Any]) -> CityLine:
    counts = [sum(getattr(one, name) for one in rows) for name in ("gone", "checked", "taken", "returned")]
    return CityLine(city, len(rows), *counts)
