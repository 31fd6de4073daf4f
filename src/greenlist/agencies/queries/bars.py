"""Bars in force: whose results are not accepted on a day (不予采信, 196号 四, REQ-55)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from greenlist.agencies.models import Sanction
from greenlist.parties.models import FormerName, Jurisdiction, Organisation
from greenlist.screening.names import name_key


def in_force(province: Jurisdiction, on: date) -> QuerySet[Sanction]:
    """The bars of a province that hold on a day: first and last day included, the day of lifting no more."""
    lifted = Q(lifted_on=None) | Q(lifted_on__gt=on)
    return Sanction.objects.filter(lifted, province=province, bar_from__lte=on, bar_until__gte=on)


def bar_of(agency: Organisation, province: Jurisdiction, on: date) -> Sanction | None:
    """The bar that holds for an agency in a province on a day; the longest where there are several. One query."""
    rows = in_force(province, on).filter(agency=agency)
    return rows.select_related("agency", "case").order_by("-bar_until", "-pk").first()


def barred_names(province: Jurisdiction, on: date) -> dict[str, Sanction]:
    """The bars in force by name key (`screening.names.name_key`), names that the agencies bore before included.

    For an agency that an application names by text alone. Two queries.
    """
    bars = {one.agency_id: one for one in in_force(province, on).select_related("agency").order_by("bar_until", "pk")}
    named = {name_key(one.agency.name): one for one in bars.values()}
    former = FormerName.objects.filter(organisation__in=bars) if bars else []
    for one in former:
        named.setdefault(name_key(one.name), bars[one.organisation_id])
    named.pop("", None)
    return named
