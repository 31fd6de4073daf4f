"""Who may be sent up now, in which order."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet

from greenlist.applications.models import Application, Kind
from greenlist.decisions.models import Batch, Line, Stage
from greenlist.engine.decimals import parse_decimal
from greenlist.parties.models import Jurisdiction
from greenlist.recommendations.models import Recommendation
from greenlist.reviews.queries.results import deciding_results
from greenlist.rounds.models import Round

from .law import FROM

STAGES = {Recommendation.Level.CITY: Stage.SELECTION, Recommendation.Level.PROVINCE: Stage.MEETING}
KINDS = list(Kind.values)
LAST = 1_000_000


def candidates(round_: Round, place: Jurisdiction, level: str) -> QuerySet[Application]:
    """The applications that stand where they can be sent up from, of a place. One query."""
    rows = Application.objects.filter(round=round_, state=FROM[level])  # type: ignore[index]
    rows = rows.filter(city=place) if level == Recommendation.Level.CITY else rows.filter(
        city__path__startswith=place.path)  # fmt: skip
    return rows.select_related("unit__jurisdiction", "city", "round__law", "agency")


def ordered(applications: Iterable[Application], level: str) -> list[Application]:
    """By kind, then as the office decided the order, then by score. Three queries."""
    rows = list(applications)
    places = _decided([one.pk for one in rows], level)
    results = deciding_results(rows, only=("ranking_score",))

    def key(one: Application) -> tuple[int, int, Decimal, str, int]:
        score = ((results.get(one.pk) or {}).get("ranking_score") or {}).get("value")
        number = parse_decimal(str(score)) if score else None
        return (
            KINDS.index(one.kind), places.get(one.pk, LAST), -(number if number is not None else Decimal(-1)),
            one.unit.name, one.pk,
        )  # fmt: skip

    return sorted(rows, key=key)


def _decided(applications: list[int], level: str) -> dict[int, int]:
    """Where each stood on the newest list that decided it."""
    lines = Line.objects.filter(
        application__in=applications, batch__stage=STAGES[level], batch__state=Batch.State.RELEASED,  # type: ignore[index]
        outcome=Line.Outcome.YES,
    )  # fmt: skip
    newest = lines.order_by("application_id", "-batch__released_at", "-pk").distinct("application_id")
    return dict(newest.values_list("application", "position"))


def rounds_to_open(visible: QuerySet[Round], place: Jurisdiction, level: str) -> list[tuple[Round, int]]:
    """The open rounds in which an office has nothing on its desk yet, with how many units wait. Three queries."""
    opened = Recommendation.objects.filter(place=place, level=level, state__in=Recommendation.OPEN)
    free = visible.filter(state=Round.State.OPEN).exclude(pk__in=opened.values("round"))
    rounds = list(free.select_related("law"))
    rows = candidates_in(rounds, place, level)
    return [(one, rows.get(one.pk, 0)) for one in rounds]


def candidates_in(rounds: Iterable[Round], place: Jurisdiction, level: str) -> dict[int, int]:
    """How many units wait in each round. One query."""
    counted: dict[int, int] = {}
    rows = Application.objects.filter(round__in=list(rounds), state=FROM[level],  # type: ignore[index]
                                      city__path__startswith=place.path)  # fmt: skip
    for pk in rows.order_by().values_list("round", flat=True):
        counted[pk] = counted.get(pk, 0) + 1
    return counted
