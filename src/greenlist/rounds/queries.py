"""What is read of rounds: lists, the calendar, the people concerned."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from greenlist.parties import roles
from greenlist.parties.models import Jurisdiction, Membership, Person

from .models import Deadline, DeadlineExtension, Round


def listed(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """Rounds for a list page, each with place and calendar. Two queries."""
    return rounds.select_related("jurisdiction").prefetch_related("deadlines")


def with_counts(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """The same with `handed_in`: how many applications were handed in."""
    handed_in = Count("applications", filter=Q(applications__submissions__number=1), distinct=True)
    return rounds.annotate(handed_in=handed_in)


def calendar(round_: Round) -> list[Deadline]:
    """The dates of a round in their order, each with its extensions and who made them. Three queries."""
    extensions = DeadlineExtension.objects.select_related("by")
    return list(round_.deadlines.prefetch_related(Prefetch("extensions", extensions)))


def deadline_of(round_: Round, kind: str) -> Deadline | None:
    """One date of a round."""
    return Deadline.objects.filter(round=round_, kind=kind).first()


def people_of_place(place: Jurisdiction) -> list[Person]:
    """Who should know that a round opens there: cities and applicants of confirmed units, of the place and below."""
    below = Q(organisation__jurisdiction__path__startswith=place.path, organisation__status="confirmed")
    return _people(below & Q(role__in=roles.CITY | roles.APPLICANT))


def people_of_round(round_: Round) -> list[Person]:
    """Who works on a round: applicants of units that apply in it, and the cities of its place."""
    cities = Q(role__in=roles.CITY, organisation__jurisdiction__path__startswith=round_.jurisdiction.path)
    applicants = Q(role__in=roles.APPLICANT, organisation__applications__round=round_)
    return _people(cities | applicants)


def _people(which: Q) -> list[Person]:
    found = Membership.objects.filter(which, until=None, person__is_active=True)
    return list(Person.objects.filter(pk__in=found.values("person")))


def not_handed_in(round_: Round) -> int:
    """How many applications of a round were started and never handed in."""
    counted = Round.objects.filter(pk=round_.pk).aggregate(
        open=Count("applications", filter=Q(applications__submissions=None), distinct=True)
    )
    return int(counted["open"])
