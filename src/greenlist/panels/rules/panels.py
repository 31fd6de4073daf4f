"""Who sees a panel and who runs it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.panels.models import Panel
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role
from greenlist.rounds.models import Round

_S = Panel.State
OVER = _("这个评审组已经结束，不能再改。")


class PanelAccess:
    """The province whose panel it is; experts see their own cases (rules.assignments), never the panel as such."""

    def visible(self, hat: Hat | None) -> QuerySet[Panel]:
        """The panels a hat may see."""
        rows = Panel.objects.all()
        if hat is None or hat.jurisdiction is None or not hat.among(roles.PROVINCE):
            return rows.none()
        return rows.filter(place=hat.jurisdiction)

    def may(self, hat: Hat | None, act: str, row: Panel) -> Ruling:
        """Acts: see; edit (name, industries, members, who reviews what) until it is closed; start; close."""
        if hat is None or not self._sees(hat, row):
            return no(_("看不到这个评审组。"))
        if act == "see":
            return YES
        if act not in {"edit", "start", "close"}:
            return no(_("没有这项操作。"))
        if hat.role != Role.PROVINCE_HANDLER:
            return no(_("评审组由省级经办办理。"))
        if row.state == _S.CLOSED:
            return no(OVER)
        if act == "start" and row.state != _S.FORMING:
            return no(_("评审已经开始。"))
        if act == "close" and row.state != _S.SCORING:
            return no(_("评审还没有开始。"))
        return YES

    def may_work(self, hat: Hat | None) -> Ruling:
        """Whether this hat looks at panels at all."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_("评审组由省厅组建。"))

    def may_form(self, hat: Hat | None) -> Ruling:
        """Whether this hat forms panels."""
        handler = hat is not None and hat.role == Role.PROVINCE_HANDLER
        return YES if handler else no(_("评审组由省级经办办理。"))

    def rounds(self, hat: Hat | None) -> QuerySet[Round]:
        """The rounds for which a hat may form panels."""
        rows = Round.objects.all()
        if hat is None or hat.jurisdiction is None or not hat.among(roles.PROVINCE):
            return rows.none()
        return rows.filter(jurisdiction=hat.jurisdiction)

    def _sees(self, hat: Hat, row: Panel) -> bool:
        place = hat.jurisdiction
        return hat.among(roles.PROVINCE) and place is not None and row.place_id == place.pk


panels = PanelAccess()
