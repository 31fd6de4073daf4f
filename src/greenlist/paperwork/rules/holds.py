"""Who may switch the batches of a round off: its province, and the person who keeps the machine running."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.paperwork.models import BatchHold
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds


class HoldAccess:
    """Holds go with their round; those who ask for batches read why they wait."""

    def visible(self, hat: Hat | None) -> QuerySet[BatchHold]:
        """The holds of the rounds that an office or the system administrator sees."""
        if not self.concerns(hat):
            return BatchHold.objects.none()
        return BatchHold.objects.filter(round__in=rounds.visible(hat))

    def concerns(self, hat: Hat | None) -> bool:
        """Whether batches are any business of this hat."""
        return hat is not None and (hat.among(roles.CITY | roles.PROVINCE) or hat.role == Role.SYSTEM_ADMIN)

    def may(self, hat: Hat | None, act: str, row: Round) -> Ruling:
        """Acts on a round: see; hold, lift."""
        if hat is None or not self.concerns(hat) or not rounds.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这一轮次。"))
        if act == "see":
            return YES
        return self.ruling(hat, row) if act in {"hold", "lift"} else no(_("没有这项操作。"))

    def ruling(self, hat: Hat | None, row: Round) -> Ruling:
        """Whether this hat, which sees the round, holds and lifts. No query."""
        if hat is not None and hat.role == Role.SYSTEM_ADMIN:
            return YES
        own = hat is not None and hat.jurisdiction is not None and row.jurisdiction_id == hat.jurisdiction.pk
        if hat is None or not hat.among(roles.PROVINCE) or not own:
            return no(_("由开展本轮推荐的省厅或系统管理员办理。"))
        return YES


holds = HoldAccess()
