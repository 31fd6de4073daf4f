"""Engagements as pages and guards read them: the live one of an application, and the agencies to choose among."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import Engagement, Filing, Sanction
from greenlist.agencies.rules.engagements import live, with_both
from greenlist.agency.facts import CapStanding, Relation
from greenlist.applications.models import Application, Kind
from greenlist.engine import clock
from greenlist.parties.access import Text
from greenlist.parties.models import Organisation
from greenlist.parties.queries import province_of

from . import bars
from .caps import standings
from .filings import active_filing, in_force
from .relations import relations_with


@dataclass(frozen=True, slots=True)
class Choice:
    """An agency with a filing in force, its places left, how it is related to the unit, and why it cannot be asked."""

    agency: Organisation
    filing: Filing
    standing: CapStanding
    relations: tuple[Relation, ...]
    obstacles: tuple[Text, ...]

    @property
    def open(self) -> bool:
        """Whether it may be asked."""
        return not self.obstacles


def engagement_of(application: Application) -> Engagement | None:
    """The live engagement of an application - asked, accepted or contracted. One query."""
    return with_both(Engagement.objects.filter(live(application))).first()


def filing_for(engagement: Engagement) -> Filing | None:
    """The filing that is in force on the day on which an evaluation begins; today where no day is set."""
    province = province_of(engagement.application.round.jurisdiction)
    return active_filing(engagement.agency, province, engagement.starts_on or clock.today())


def history_of(application: Application) -> QuerySet[Engagement]:
    """Every engagement of an application, the newest first."""
    return with_both(Engagement.objects.filter(application=application))


def choices(application: Application) -> list[Choice]:
    """The agencies that have filed for the place and the day, by name. As many queries for one as for a hundred."""
    today, province = clock.today(), province_of(application.round.jurisdiction)
    rows = Filing.objects.filter(in_force(today), jurisdiction=province)
    filings = rows.select_related("agency__jurisdiction").prefetch_related("staff")
    by_agency = {one.agency_id: one for one in filings.order_by("accepted_on", "pk")}  # the newest stands
    agencies = [one.agency for one in by_agency.values()]
    barred = {one.agency_id: one for one in bars.in_force(province, today)}
    places = standings(agencies, application.round)
    related = relations_with(agencies, application.unit, application.round, filings=by_agency)
    found = [
        Choice(
            one, by_agency[one.pk], places[one.pk], related[one.pk],
            tuple(_obstacles(application, by_agency[one.pk], places[one.pk], related[one.pk], barred.get(one.pk))),
        )
        for one in agencies
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.open, one.agency.name))


def _obstacles(
    application: Application, filing: Filing, standing: CapStanding, related: tuple[Relation, ...], bar: Sanction | None
) -> list[Text]:
    against: list[Text] = []
    if bar is not None:
        day = bar.bar_until.isoformat()
        against.append(_("评价结果不予采信，到%(day)s为止（含当日）。") % {"day": day})
    if application.kind not in filing.kinds:
        kind = Kind(application.kind).label
        against.append(_("备案的范围不包括%(kind)s。") % {"kind": kind})
    if standing.full:
        against.append(_("今年的名额已满。"))
    against += [_("有不得委托的关系：%(what)s") % {"what": one.detail} for one in related if one.effect == "forbid"]
    return against
