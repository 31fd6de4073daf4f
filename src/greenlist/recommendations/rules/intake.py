"""Intake: the province takes in or returns what its cities sent, as long as it stands where the city put it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit

_UNSEEN = _("看不到这家单位的推荐。")
_OFFICE = _("受理核对由省厅办理。")
RECOMMENDED = "recommended"


class IntakeAccess:
    """The one answer about intake."""

    def visible(self, hat: Hat | None) -> QuerySet[RecommendedUnit]:
        """The units that cities of the province sent."""
        if hat is None or hat.jurisdiction is None or not hat.among(roles.PROVINCE):
            return RecommendedUnit.objects.none()
        return RecommendedUnit.objects.filter(
            went=True, recommendation__state=Recommendation.State.SENT, recommendation__level=Recommendation.Level.CITY,
            recommendation__place__path__startswith=hat.jurisdiction.path,
        )  # fmt: skip

    def sent(self, hat: Hat | None) -> QuerySet[Recommendation]:
        """The recommendations that cities of the province sent."""
        if hat is None or hat.jurisdiction is None or not hat.among(roles.PROVINCE):
            return Recommendation.objects.none()
        return Recommendation.objects.filter(
            state=Recommendation.State.SENT, level=Recommendation.Level.CITY,
            place__path__startswith=hat.jurisdiction.path,
        )  # fmt: skip

    def may(self, hat: Hat | None, act: str, row: RecommendedUnit) -> Ruling:
        """Acts: see, check, take, return."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_UNSEEN)
        return self.ruling(act, row, getattr(row, "intake", None))

    def ruling(self, act: str, row: RecommendedUnit, check: IntakeCheck | None) -> Ruling:
        """The same of a unit that the province is known to see. No query."""
        if act in {"see", "check"}:
            return YES
        if act not in {"take", "return"}:
            return no(_("没有这项操作。"))
        if row.application.state != RECOMMENDED:
            return no(_("这份申报已经不在“已推荐到省”，不能再受理或退回。"))
        if check is None:
            return no(_("请先核对，再受理或退回。"))
        if act == "take" and check.outcome == IntakeCheck.Outcome.TAKEN:
            return no(_("已经受理。"))
        return YES

    def may_work(self, hat: Hat | None) -> Ruling:
        """Whether this hat takes in at all."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_OFFICE)


intake = IntakeAccess()
