"""Who may work on applications handed in."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.applications.rules import applications
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no


class ReviewAccess:
    """The one answer about reviews: city and province see what was handed in, the city decides on it."""

    def visible(self, hat: Hat | None) -> QuerySet[Application]:
        """The applications on an office's desk; none for anybody else."""
        if hat is None or not hat.among(roles.CITY | roles.PROVINCE):
            return Application.objects.none()
        return applications.visible(hat)

    def may(self, hat: Hat | None, act: str, row: Application) -> Ruling:
        """Acts: see, decide (accept or send back)."""
        if not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份申报。"))
        if act == "see":
            return YES
        return applications.may(hat, "review", row) if act == "decide" else no(_("没有这项操作。"))

    def may_work(self, hat: Hat | None) -> Ruling:
        """Whether this hat has an inbox at all."""
        office = hat is not None and hat.among(roles.CITY | roles.PROVINCE)
        return YES if office else no(_("收件箱供市（州）和省厅使用。"))


reviews = ReviewAccess()
