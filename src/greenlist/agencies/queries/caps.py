"""How many places an agency has left in a round (办法 第二十条): the counted engagements and who counts together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from greenlist.agencies.law import third_party
from greenlist.agencies.models import Affiliation, AgencyReport, Engagement, Filing
from greenlist.agency import caps
from greenlist.agency.facts import Body, CapRule, CapStanding, Counted
from greenlist.applications.process import process_of
from greenlist.parties.models import Organisation
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round

RECOMMENDED = "recommended"  # the state of the process table from which on a project is recommended


def cap_rule(round_: Round) -> CapRule:
    """The cap as the policy of a round sets it."""
    law = third_party(round_)
    return CapRule(law.cap, law.cap_unit, law.cap_scope)


def standing_of(agency: Organisation, round_: Round) -> CapStanding:
    """The places of one agency in a round. Four queries."""
    return standings([agency], round_)[agency.pk]


def standings(agencies: Iterable[Organisation], round_: Round) -> dict[int, CapStanding]:
    """The places of several agencies in a round, by id. Four queries whatever their number."""
    wanted = list(agencies)
    every = {str(one.pk): one for one in wanted} | {str(one.pk): one for one in _bodies()}
    known = bodies(every.values())
    rule, counted, links = cap_rule(round_), counted_in(round_), _links()
    province = province_of(round_.jurisdiction).code
    return {
        one.pk: caps.standing(
            known[str(one.pk)], list(known.values()), links, counted, rule, year=round_.year, batch=str(round_.pk),
            province=province,
        )
        for one in wanted
    }  # fmt: skip


def hold(round_: Round) -> None:
    """Wait until nobody else counts the places of the same year; released with the transaction.

    Whoever signs a contract holds it before counting, so that two never take the last place together. By year: that
    is the widest scope a policy sets, and the narrower ones lie within it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"agencies cap {round_.year}"])


def counted_in(round_: Round) -> list[Counted]:
    """The projects of the year that the policy counts, each as it was when its contract was signed. One query."""
    rows = _counting(round_).filter(year=round_.year).select_related("application", "province")
    return [
        Counted(
            agency=str(one.agency_id), legal_rep=one.legal_rep, kind=one.application.kind, year=one.year or 0,
            batch=str(one.application.round_id), province=one.province.code if one.province else "",
        )
        for one in rows
    ]  # fmt: skip


def _counting(round_: Round) -> QuerySet[Engagement]:
    """Contracts in force that the event of the policy has reached; an ended engagement counts no more."""
    signed = Engagement.objects.filter(state=Engagement.State.CONTRACTED)
    event = third_party(round_).cap_counts.value
    if event == "report":
        return signed.filter(Exists(AgencyReport.objects.filter(engagement=OuterRef("pk"))))
    return signed.filter(application__state__in=_recommended(round_)) if event == "recommendation" else signed


def _recommended(round_: Round) -> list[str]:
    """The states from the recommendation on, in the order of the process table."""
    states = [one.id for one in process_of(round_).states]
    after = states[states.index(RECOMMENDED) :] if RECOMMENDED in states else []
    return [one for one in after if one not in {"rejected", "blocked"}]


def _bodies() -> QuerySet[Organisation]:
    """Every agency, and whoever is affiliated with one."""
    joined = Affiliation.objects.filter(withdrawn_at=None)
    return Organisation.objects.filter(
        Q(kind=Organisation.Kind.AGENCY) | Q(pk__in=joined.values("other")) | Q(pk__in=joined.values("agency"))
    )


def bodies(organisations: Iterable[Organisation], filings: Mapping[int, Filing] | None = None) -> dict[str, Body]:
    """Organisations as the rules see them, by key; an agency with address, telephone and mail of its newest filing.

    One query, none where the filings are given (by agency).
    """
    every = list(organisations)
    filed = filings if filings is not None else _newest_filings(every)
    return {str(one.pk): _body(one, filed.get(one.pk)) for one in every}


def _newest_filings(agencies: Iterable[Organisation]) -> dict[int, Filing]:
    rows = Filing.objects.filter(agency__in=[one.pk for one in agencies]).order_by("year", "pk")
    return {one.agency_id: one for one in rows}


def _body(one: Organisation, filing: Filing | None) -> Body:
    return Body(
        key=str(one.pk), name=one.name, uscc=one.uscc, legal_rep=one.legal_rep,
        address=(filing.office_address if filing else "") or one.address,
        phone=filing.phone if filing else "", email=filing.email if filing else "",
    )  # fmt: skip


def _links() -> list[tuple[str, str]]:
    rows = Affiliation.objects.filter(withdrawn_at=None).values_list("agency", "other")
    return [(str(agency), str(other)) for agency, other in rows]
