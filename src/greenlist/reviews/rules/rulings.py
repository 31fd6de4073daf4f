"""Who may decide in writing on what screening found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.applications.process import hindrance
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role
from greenlist.reviews.models import ScreeningRuling

from .reviews import reviews

POINTS = ScreeningRuling.Point
APPROVER = {POINTS.RS_2: Role.CITY_APPROVER, POINTS.RS_3: Role.PROVINCE_APPROVER}
WHILE: dict[str, frozenset[str]] = {
    POINTS.RS_2: frozenset({"submitted", "formally_checked", "consulted", "selected"}),
    POINTS.RS_3: frozenset({"recommended", "province_reviewed", "province_noticed"}),
}


class RulingAccess:
    """Written words go with the application; an approver of the office whose point it is makes them."""

    def visible(self, hat: Hat | None) -> QuerySet[ScreeningRuling]:
        """The written words a hat may see, those taken back included."""
        return ScreeningRuling.objects.filter(application__in=reviews.visible(hat))

    def may(self, hat: Hat | None, act: str, row: ScreeningRuling) -> Ruling:
        """Acts: see, withdraw."""
        if not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这项认定。"))
        if act == "see":
            return YES
        if act != "withdraw":
            return no(_("没有这项操作。"))
        if row.withdrawn_at is not None:
            return no(_("这项认定已经撤销。"))
        return self.may_rule(hat, row.application, row.point)

    def may_rule(self, hat: Hat | None, application: Application, point: str) -> Ruling:
        """Whether a hat decides at a point (RS-2, RS-3) of an application."""
        if hat is None or not reviews.visible(hat).filter(pk=application.pk).exists():
            return no(_("看不到这份申报。"))
        if point not in APPROVER:
            return no(_("没有这项操作。"))
        if hat.role != APPROVER[POINTS(point)]:
            city = point == POINTS.RS_2
            return no(_("推荐前的认定由市（州）审批人作出。") if city else _("报部前的认定由省厅审批人作出。"))
        if application.state not in WHILE[point]:
            return no(_("现在不在这一步，不能认定。"))
        own = hindrance(application, hat)
        return no(own) if own else YES

    def point_of(self, application: Application) -> str:
        """The point that lies ahead of an application, '' where none does."""
        return next((point for point, states in WHILE.items() if application.state in states), "")


rulings = RulingAccess()
