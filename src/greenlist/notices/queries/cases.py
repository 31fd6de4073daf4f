"""Objections as lists and pages show them."""

from __future__ import annotations

from django.db.models import F, QuerySet

from greenlist.notices.models import Objection

S = Objection.State


def around(visible: QuerySet[Objection]) -> QuerySet[Objection]:
    """Each with all that its page names."""
    return visible.select_related(
        "notice__round__law", "notice__place", "unit__application__unit", "unit__application__city",
        "unit__application__round__law", "unit__application__agency", "answered_by", "handled_by", "decided_by",
    )  # fmt: skip


def case_rows(visible: QuerySet[Objection], state: str = "") -> QuerySet[Objection]:
    """The rows of the desk: unfinished ones by the day they are due, then the rest, the newest first.

    `state`: one state, 'open' for all that is unfinished, '' for all.
    """
    rows = visible.select_related("notice", "unit__application", "handled_by")
    if state == "open":
        rows = rows.filter(state__in=Objection.OPEN)
    elif state:
        rows = rows.filter(state=state)
    return rows.order_by(F("decided_at").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "-received_at", "-pk")


def heard_rows(visible: QuerySet[Objection]) -> QuerySet[Objection]:
    """What a unit was heard about: the newest first."""
    return visible.select_related("notice", "unit__application").order_by("-hearing_until", "-pk")


def unanswered_rows(visible: QuerySet[Objection]) -> QuerySet[Objection]:
    """What a unit is asked and has not answered: the first due first. One query."""
    rows = visible.filter(state=S.HEARING, answered_at=None).select_related("notice__place")
    return rows.order_by("hearing_until", "pk")
