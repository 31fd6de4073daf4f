"""Who may have the reports of a round made as one file: the offices, each for what was handed in to it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.paperwork.models import ReportRun
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds


class RunAccess:
    """The batches of the hat's own office."""

    def visible(self, hat: Hat | None) -> QuerySet[ReportRun]:
        """Those that the office asked for."""
        if hat is None or hat.jurisdiction is None or not hat.among(roles.CITY | roles.PROVINCE):
            return ReportRun.objects.none()
        return ReportRun.objects.filter(place=hat.jurisdiction, round__in=rounds.visible(hat))

    def may_ask(self, hat: Hat | None, round_: Round) -> Ruling:
        """Whether this hat asks for the reports of a round."""
        if hat is None or not hat.among(roles.CITY | roles.PROVINCE):
            return no(_("由市（州）和省厅办理。"))
        return YES if rounds.visible(hat).filter(pk=round_.pk).exists() else no(_("看不到这一轮次。"))

    def may(self, hat: Hat | None, act: str, row: ReportRun) -> Ruling:
        """Acts: see (its progress and its file)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这一批文件。"))
        return YES if act == "see" else no(_("没有这项操作。"))


runs = RunAccess()
