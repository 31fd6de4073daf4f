"""What an office sees of the agency behind an application."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.agencies.law import has_agencies
from greenlist.agencies.models import AgencyReport, Engagement, Sanction
from greenlist.agencies.rules.engagements import with_both
from greenlist.agency.facts import CapRule, CapStanding, Relation
from greenlist.applications.models import Application, Route
from greenlist.engine import clock
from greenlist.parties.queries import province_of
from greenlist.screening.names import read_name

from .bars import bar_of, barred_names
from .caps import cap_rule, standing_of
from .relations import relations_of
from .reports import open_revision_of


@dataclass(frozen=True, slots=True)
class Panel:
    """The engagement that stands, how the two are related, places, bar, reports. Without one: who is named."""

    engagement: Engagement | None
    named: str  # the agency that the application names, where the evaluation took place elsewhere
    bar: Sanction | None
    standing: CapStanding | None = None
    rule: CapRule | None = None
    later: tuple[Relation, ...] = ()  # relations that were not there when the contract was signed
    reports: tuple[AgencyReport, ...] = ()
    revising: bool = False


def panel_of(application: Application, named: str = "") -> Panel | None:
    """The panel of an application; None where its round knows no agencies, or no agency evaluates it."""
    if application.route != Route.AGENCY or not has_agencies(application.round):
        return None
    rows = Engagement.objects.filter(application=application, state=Engagement.State.CONTRACTED)
    engaged = with_both(rows).first()
    province, today = province_of(application.round.jurisdiction), clock.today()
    if engaged is None:
        barred = barred_names(province, today)
        keys = read_name(named)
        return Panel(None, named, barred.get(keys.key) or barred.get(keys.former_key))
    reports = tuple(engaged.reports.select_related("signed_by").order_by("-number").defer("content"))
    return Panel(
        engaged, "", bar_of(engaged.agency, province, today), standing_of(engaged.agency, application.round),
        cap_rule(application.round), _later(engaged), reports, open_revision_of(engaged) is not None,
    )  # fmt: skip


def _later(engaged: Engagement) -> tuple[Relation, ...]:
    then = {one["detail"] for one in engaged.relations}
    now = relations_of(engaged.agency, engaged.application.unit, engaged.application.round)
    return tuple(one for one in now if one.detail not in then)
