"""What people looked up, and whom it is about."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from greenlist.applications.models import Application
from greenlist.rounds.models import Round
from greenlist.screenings.models import Lookup, UnitResult

from .findings import AROUND, newest_of


def lookups_about(visible: QuerySet[Lookup], identity: str) -> list[Lookup]:
    """Every look-up about a unit or tenant that may be seen, withdrawn ones included, newest first. One query."""
    return list(visible.filter(identity=identity).select_related("by", "city", "document", "withdrawn_by"))


def asked_about(lookup: Lookup, rounds: Collection[int]) -> list[UnitResult]:
    """The newest answers about the unit, or about the parks it is in, with run and application. One query.

    Of open rounds, and of these ones: what was answered in a round long closed stands.
    """
    place = lookup.authority.path
    called = Q(unit__uscc=lookup.identity) | Q(unit__name=lookup.name)
    inside = Q(tenants__uscc=lookup.identity) | Q(tenants__name=lookup.name)
    theirs = Application.objects.filter(called | inside, city__path__startswith=place)
    listed = Q(application=None) & (Q(uscc=lookup.identity) | Q(name=lookup.name))
    now = Q(run__round__state=Round.State.OPEN) | Q(run__round__in=rounds)
    rows = UnitResult.objects.filter(
        now, listed | Q(application__in=theirs.values("pk")), run__authority__path__startswith=place
    )
    return list(newest_of(rows).select_related(*AROUND))
