"""Who is screened: applications handed in, units that are listed; and who is told."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, F, OuterRef, QuerySet, Value

from greenlist.applications.models import Application, Submission
from greenlist.parties import roles
from greenlist.parties.models import Jurisdiction, Membership, Person
from greenlist.rounds.models import Round

ENDED = frozenset({"listed", "not_listed", "rejected"})  # states in which nothing is pending any more
LISTED = "listed"


def in_round(round_: Round, authority: Jurisdiction) -> QuerySet[Application]:
    """What an authority screens of a round: everything handed in by units of its place."""
    handed_in = Exists(Submission.objects.filter(application=OuterRef("pk")))
    rows = Application.objects.filter(handed_in, round=round_)
    return rows.filter(city__path__startswith=authority.path).order_by("pk")


def pending(round_: Round, authority: Jurisdiction) -> QuerySet[Application]:
    """The same without those that have come to their end."""
    return in_round(round_, authority).exclude(state__in=ENDED)


def listed(authority: Jurisdiction) -> QuerySet[Application]:
    """The applications of a place that made it onto the list, of every round."""
    return Application.objects.filter(state=LISTED, city__path__startswith=authority.path).order_by("pk")


def open_rounds(authority: Jurisdiction) -> QuerySet[Round]:
    """The open rounds that units of a place apply in."""
    rows = Round.objects.alias(mine=Value(authority.path)).filter(mine__startswith=F("jurisdiction__path"))
    return rows.filter(state=Round.State.OPEN).select_related("jurisdiction").order_by("pk")


def round_for_listed(authority: Jurisdiction) -> Round | None:
    """By whose law units of the lists are screened: the newest round of the place."""
    rows = Round.objects.alias(mine=Value(authority.path)).filter(mine__startswith=F("jurisdiction__path"))
    return rows.exclude(state=Round.State.PREPARED).select_related("jurisdiction").first()


def cities_of(applications: Collection[int]) -> dict[int, Jurisdiction]:
    """The city of each application. One query."""
    rows = Application.objects.filter(pk__in=applications).select_related("city")
    return {one.pk: one.city for one in rows}


def people_of_offices(places: Collection[int]) -> list[Person]:
    """Everyone who works in the authorities of these places. One query."""
    worn = Membership.objects.filter(
        organisation__jurisdiction__in=places, organisation__kind="authority", role__in=roles.CITY | roles.PROVINCE,
        until=None,
    )  # fmt: skip
    return list(Person.objects.filter(pk__in=worn.values("person"), is_active=True))
