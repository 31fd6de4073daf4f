"""Who records a look-up, sees it and takes it back: as with decisions, the offices, each about its own units."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no

from .models import Lookup, UnitResult
from .rules import unit_results


class LookupAccess:
    """The province sees its own and its cities'; a city those it recorded and those about its own units."""

    def visible(self, hat: Hat | None) -> QuerySet[Lookup]:
        """The look-ups a hat may see, withdrawn ones included."""
        if hat is None or hat.jurisdiction is None:
            return Lookup.objects.none()
        if hat.among(roles.PROVINCE):
            return Lookup.objects.filter(authority=hat.jurisdiction)
        if not hat.among(roles.CITY):
            return Lookup.objects.none()
        return Lookup.objects.filter(Q(city=hat.jurisdiction) | Q(application__city=hat.jurisdiction))

    def may(self, hat: Hat | None, act: str, row: Lookup) -> Ruling:
        """Acts: see, withdraw (a city its own, the province every one)."""
        if hat is None or hat.jurisdiction is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这条人工核实。"))
        if act == "see":
            return YES
        if act != "withdraw":
            return no(_("没有这项操作。"))
        if row.withdrawn_at is not None:
            return no(_("这条人工核实已经撤回。"))
        if hat.jurisdiction.pk not in {row.authority_id, row.city_id}:
            return no(_("人工核实由记录它的机关或省厅撤回。"))
        return YES

    def may_record(self, hat: Hat | None, unit: UnitResult) -> Ruling:
        """Whether this hat records about the unit of an answer: who decides about it does."""
        return unit_results.may(hat, "decide", unit)


lookups = LookupAccess()
