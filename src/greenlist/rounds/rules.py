"""Who may see a round and what they may do to it."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no

from .models import Round


class RoundAccess:
    """The one answer about rounds: everyone sees those of the places they belong to; the province acts on its own."""

    def visible(self, hat: Hat | None) -> QuerySet[Round]:
        """The rounds a hat may see: of its place and of the places above it; officials also of those below."""
        if hat is None or hat.jurisdiction is None:
            return Round.objects.none()
        path = hat.jurisdiction.path
        mine = Round.objects.alias(mine=Value(path)).filter(mine__startswith=F("jurisdiction__path"))
        if not hat.among(roles.OFFICIALS):
            return mine
        below = Q(jurisdiction__path__startswith=path)
        return Round.objects.alias(mine=Value(path)).filter(below | Q(mine__startswith=F("jurisdiction__path")))

    def may(self, hat: Hat | None, act: str, row: Round) -> Ruling:
        """Acts: see, close, extend (a deadline)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这一轮次。"))
        if act == "see":
            return YES
        if act not in {"close", "extend"}:
            return no(_("没有这项操作。"))
        if not hat.among(roles.PROVINCE) or hat.jurisdiction is None or row.jurisdiction_id != hat.jurisdiction.pk:
            return no(_("由开展本轮推荐的省厅办理。"))
        return YES if row.state == Round.State.OPEN else no(_("这一轮次已经结束。"))

    def may_open(self, hat: Hat | None) -> Ruling:
        """Whether this hat opens rounds at all, in its own place."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_("轮次由省厅开启。"))


rounds = RoundAccess()
