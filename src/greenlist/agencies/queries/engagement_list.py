"""The list of an agency: what it was asked, the places it has in each round, whom it counts with."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from greenlist.agencies.law import has_agencies, third_party
from greenlist.agencies.models import Affiliation, Engagement
from greenlist.agencies.rules.engagements import with_sides
from greenlist.agency.facts import CapRule, CapStanding
from greenlist.engine.facts import AnyFact
from greenlist.parties.models import Organisation
from greenlist.rounds.models import Round

from .caps import cap_rule, standing_of

S = Engagement.State


@dataclass(frozen=True, slots=True)
class Places:
    """The places of an agency in one open round."""

    round: Round
    standing: CapStanding
    rule: CapRule
    counts: AnyFact  # the event that makes a project count


def asked_of(visible: QuerySet[Engagement], *, state: str = "") -> QuerySet[Engagement]:
    """Engagements, those that wait for an answer first, the newest first among each; '' leaves the filter out."""
    rows = visible.filter(state=state) if state else visible
    first = Case(
        When(state=S.ASKED, then=Value(0)), When(state__in=(S.ACCEPTED, S.CONTRACTED), then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    return with_sides(rows).order_by(first, "-asked_at", "-pk")


def places_of(agency: Organisation) -> list[Places]:
    """The open rounds in which the agency has filed or is engaged, with its places in each."""
    engaged = Engagement.objects.filter(agency=agency).values("application__round")
    filed = Round.objects.filter(agency_filings__agency=agency)
    rounds = (filed | Round.objects.filter(pk__in=engaged)).filter(state=Round.State.OPEN).distinct()
    found = [one for one in rounds.select_related("jurisdiction") if has_agencies(one)]
    return [Places(one, standing_of(agency, one), cap_rule(one), third_party(one).cap_counts) for one in found]


def affiliations_of(visible: QuerySet[Affiliation]) -> QuerySet[Affiliation]:
    """Those declared and not taken back."""
    return visible.filter(withdrawn_at=None).select_related("other", "by", "hat__organisation")


def agency_by_code(uscc: str) -> Organisation | None:
    """The agency of a code, None where none is registered."""
    code = uscc.strip().upper()
    rows = Organisation.objects.filter(kind=Organisation.Kind.AGENCY, uscc=code)
    return rows.exclude(uscc="").exclude(status=Organisation.Status.REFUSED).first()
