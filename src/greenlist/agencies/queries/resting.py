"""Which applications of a province rest on the results of an agency."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from greenlist.agencies.models import AgencyReport, Engagement
from greenlist.applications.models import Application, Route, Statement
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.screening.names import name_key, read_name

OVER = ("listed", "not_listed", "rejected")  # what is decided for good is not opened again by a bar


@dataclass(frozen=True, slots=True)
class Resting:
    """An application, its contract with the agency in this program and the newest report of it, where there are any."""

    application: Application
    engagement: Engagement | None
    report: AgencyReport | None


def resting_on(agency: Organisation, province: Jurisdiction) -> list[Resting]:
    """Those under contract with the agency, and those that name it for an evaluation that took place elsewhere.

    In the order of their ids, so that whoever locks them does so in one order. Five queries.
    """
    rows = Application.objects.filter(city__path__startswith=province.path).exclude(state__in=OVER)
    named = _naming(agency, province)
    chosen = rows.filter(Q(agency=agency) | Q(pk__in=named)).select_related("unit", "city", "round__law").order_by("pk")
    contracts = {
        one.application_id: one
        for one in Engagement.objects.filter(agency=agency, state=Engagement.State.CONTRACTED).select_related("agency")
    }
    reports = {
        one.engagement.application_id: one
        for one in AgencyReport.objects.filter(engagement__in=contracts.values())
        .select_related("engagement")
        .order_by("number")
    }
    return [Resting(one, contracts.get(one.pk), reports.get(one.pk)) for one in chosen]


def _naming(agency: Organisation, province: Jurisdiction) -> set[int]:
    """Applications without an agency here whose statement names this one, under a name of today or before."""
    keys = {name_key(agency.name), *(name_key(one.name) for one in agency.former_names.all())}
    said = Statement.objects.filter(
        place="unit.agency", current=True, content__isnull=False, application__agency=None,
        application__route=Route.AGENCY, application__city__path__startswith=province.path,
    )  # fmt: skip
    named = ((one, read_name(str(content))) for one, content in said.values_list("application", "content"))
    return {one for one, name in named if {name.key, name.former_key} & keys}
