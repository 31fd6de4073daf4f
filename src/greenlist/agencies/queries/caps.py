"""How many places an agency has left in a round (办法 第二十条): the counted projects and who counts together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from greenlist.agencies.law import third_party
from greenlist.agencies.models import Affiliation, AgencyReport, Engagement, Filing
from greenlist.agency import caps
from greenlist.agency.facts import Body, CapRule, CapStanding, Counted
from greenlist.applications.models import Application
from greenlist.applications.process import process_of
from greenlist.parties.models import Organisation
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round

from .imported import imported_in

RECOMMENDED = "recommended"  # the state of the process table from which on a project is recommended


def cap_rule(round_: Round) -> CapRule:
    """The cap as the policy of a round sets it."""
    law = third_party(round_)
    return CapRule(law.cap, law.cap_unit, law.cap_scope)


def standing_of(
    agency: Organisation, round_: Round, *, but: Application | None = None, beside: Collection[int] = ()
) -> CapStanding:
    """The places of one agency in a round. Queries as `standings`.

    `but`: the project that asks for a place, which is not counted. `beside`: ids of applications that are recommended
    before it in the same act, and count as if they were already.
    """
    return _standings([agency], round_, but.pk if but else None, beside)[agency.pk]


def standings(agencies: Iterable[Organisation], round_: Round) -> dict[int, CapStanding]:
    """The places of several agencies in a round, by id.

    Five queries whatever their number, one more where projects came with bundles.
    """
    return _standings(agencies, round_)


def _standings(
    agencies: Iterable[Organisation], round_: Round, but: int | None = None, beside: Collection[int] = ()
) -> dict[int, CapStanding]:
    wanted = list(agencies)
    every = {str(one.pk): one for one in wanted} | {str(one.pk): one for one in _bodies()}
    known = bodies(every.values())
    rule, links = cap_rule(round_), _links()
    counted = [*_contracted(round_, but, beside), *_imported(round_, list(every.values()), but, beside)]
    province = province_of(round_.jurisdiction).code
    return {
        one.pk: caps.standing(
            known[str(one.pk)], list(known.values()), links, counted, rule, year=round_.year, batch=str(round_.pk),
            province=province,
        )
        for one in wanted
    }  # fmt: skip


def counts_at(round_: Round) -> str:
    """The event that makes a project count: contract, report or recommendation; the first where the law is silent."""
    return third_party(round_).cap_counts.value or "contract"


def hold(round_: Round) -> None:
    """Wait until nobody else counts the places of the same year; released with the transaction.

    Whoever takes a place holds it before counting, so that two never take the last place together; and before writing
    to the journal, so that they never wait for each other. By year: that is the widest scope a policy sets, and the
    narrower ones lie within it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"agencies cap {round_.year}"])


def _contracted(round_: Round, but: int | None, beside: Collection[int]) -> list[Counted]:
    """The contracts in force of the year, each as it was when it was signed. One query; ended ones count no more."""
    signed = Engagement.objects.filter(state=Engagement.State.CONTRACTED, year=round_.year)
    reported = Exists(AgencyReport.objects.filter(engagement=OuterRef("pk")))
    event = _Event.of(round_, beside)
    return [
        Counted(
            agency=str(one.agency_id), legal_rep=one.legal_rep, kind=one.application.kind, year=one.year or 0,
            batch=str(one.application.round_id), province=one.province.code if one.province else "",
            waits=not event.reached(one.application, reported=one.reported),
        )
        for one in signed.annotate(reported=reported).select_related("application", "province")
        if one.application_id != but and not event.lost(one.application)
    ]  # fmt: skip


def _imported(round_: Round, every: list[Organisation], but: int | None, beside: Collection[int]) -> list[Counted]:
    """Projects of the year that came with bundles, evaluated elsewhere: their reports are signed. At most two queries.

    Under whom the contract was signed did not come along: they count for the agency as it is now.
    """
    event, found = _Event.of(round_, beside), list(imported_in(round_.year, every))
    provinces = {place: province_of(place).code for place in {one.round.jurisdiction for one, _agency in found}}
    return [
        Counted(
            agency=str(agency.pk), legal_rep="", kind=one.kind, year=one.round.year, batch=str(one.round_id),
            province=provinces[one.round.jurisdiction], waits=not event.reached(one, reported=True),
        )
        for one, agency in found
        if one.pk != but and not event.lost(one)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Event:
    """What makes a project count, and the states in which it has been recommended."""

    name: str
    recommended: frozenset[str]
    beside: Collection[int]

    @classmethod
    def of(cls, round_: Round, beside: Collection[int]) -> _Event:
        states = [one.id for one in process_of(round_).states]
        after = states[states.index(RECOMMENDED) :] if RECOMMENDED in states else []
        return cls(counts_at(round_), frozenset(after) - {"rejected", "blocked"}, beside)

    def reached(self, application: Application, *, reported: bool) -> bool:
        """Whether a project under contract counts already."""
        if self.name == "report":
            return reported
        if self.name == "recommendation":
            return application.state in self.recommended or application.pk in self.beside
        return True

    def lost(self, application: Application) -> bool:
        """Whether a project does not count and never will."""
        return self.name == "recommendation" and application.state == "rejected"


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
