"""What the offices have on their desks: a list with what stands open, its filters, its counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Func
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.reviews.models import FormalCheck
from greenlist.rounds.models import Round
from greenlist.screenings.queries import newest_results

WAITING = "submitted"


def inbox(visible: QuerySet[Application], *, round_id: str = "", kind: str = "", state: str = WAITING) -> QuerySet[Any]:
    """Applications on a desk, those that wait longest first; '' leaves a filter out.

    Each with `handed_in`, the number of its newest version; `files`, `verdict` and `score` of that; `left`,
    how many points were open when it was last checked (None: nobody has begun).
    """
    newest = Submission.objects.filter(application=OuterRef("pk")).order_by("-number")
    open_check = FormalCheck.objects.filter(application=OuterRef("pk"), outcome="").order_by("-pk")
    size = Func(F("evidence"), function="jsonb_array_length", output_field=IntegerField())
    rows = visible.select_related("unit", "round", "city").annotate(
        handed_in=Subquery(newest.values("number")[:1]),
        files=Subquery(newest.annotate(size=size).values("size")[:1]),
        verdict=Subquery(newest.annotate(said=KeyTextTransform("verdict", "result")).values("said")[:1]),
        score=Subquery(newest.annotate(
            said=KeyTextTransform("value", KeyTransform("ranking_score", "result"))).values("said")[:1]),
        left=Subquery(open_check.values("left")[:1]),
    )  # fmt: skip
    if round_id.isdigit():
        rows = rows.filter(round=int(round_id))
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("state_since", "pk")


def rounds_of(visible: QuerySet[Application]) -> QuerySet[Round]:
    """The rounds that have something on a desk."""
    return Round.objects.filter(pk__in=visible.values("round"))


def state_counts(visible: QuerySet[Application]) -> dict[str, int]:
    """How many applications a desk has in each state. One query."""
    return dict(visible.order_by().values_list("state").annotate(Count("pk")))


def outcomes(rows: Iterable[Application]) -> dict[int, tuple[str, Any]]:
    """By application the newest screening outcome with the day it is of. One query."""
    found = newest_results(Application.objects.filter(pk__in=[one.pk for one in rows]))
    return {pk: (outcome, day) for pk, outcome, day in found.values_list("application_id", "outcome", "run__as_of")}


def days_waiting(application: Application) -> int:
    """Whole days since the application came to where it stands, by dates in Asia/Shanghai."""
    return (clock.today() - application.state_since.astimezone(clock.SHANGHAI).date()).days
