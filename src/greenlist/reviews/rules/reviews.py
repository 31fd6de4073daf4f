"""Who may do what to an application on an office's desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.applications.process import hindrance, is_step_of, ways_from
from greenlist.applications.rules import CHECKED_IN as CORRECTED_IN
from greenlist.applications.rules import DECIDED_IN, applications
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

LOOKED_AT_IN = frozenset({"submitted", "formally_checked"})  # the city looks at the material, also when it came back
_CITYS = _("由所在市（州）办理。")
_NOTHING = _("没有这项操作。")


class ReviewAccess:
    """The one answer about reviews: city and province see what was handed in, the city decides on it."""

    def visible(self, hat: Hat | None) -> QuerySet[Application]:
        """The applications on an office's desk; none for anybody else."""
        if hat is None or not hat.among(roles.CITY | roles.PROVINCE):
            return Application.objects.none()
        return applications.visible(hat)

    def may(self, hat: Hat | None, act: str, row: Application) -> Ruling:
        """Acts: see; check (answer points); decide (accept); return; correct (state a checked value, or
        as the province a decided one); block, unblock.

        Whoever belongs to the unit or its agency does none of these but see.
        """
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份申报。"))
        if act == "see":
            return YES
        ruling = self._may(hat, act, row)
        own = hindrance(row, hat) if ruling else ""
        return no(own) if own else ruling

    def may_all(self, hat: Hat | None, acts: Iterable[str], row: Application) -> dict[str, Ruling]:
        """`may` for several acts on one page. Two queries whatever their number."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return {act: no(_("看不到这份申报。")) for act in acts}
        own = hindrance(row, hat)
        found = {act: self._may(hat, act, row) for act in acts}
        return {act: no(own) if own and ruling else ruling for act, ruling in found.items()}

    def _may(self, hat: Hat, act: str, row: Application) -> Ruling:
        if act in {"block", "unblock"}:
            return self._stop(hat, act, row)
        if act not in {"check", "decide", "return", "correct"}:
            return no(_NOTHING)
        if act == "correct" and hat.among(roles.PROVINCE):
            return YES if row.state in DECIDED_IN else no(_("审定值在市（州）推荐到省以后、审定会发布以前填写。"))
        if not hat.among(roles.CITY):
            return no(_CITYS)
        if act == "decide":
            return YES if row.state == "submitted" else no(_("只有已提交、待审查的申报可以受理。"))
        if act == "correct":
            return YES if row.state in CORRECTED_IN else no(_("遴选以后不再改核对值；确有错误请退回补正。"))
        return YES if row.state in LOOKED_AT_IN else no(_("只有待审查和刚受理的申报可以核对和退回。"))

    def _stop(self, hat: Hat, act: str, row: Application) -> Ruling:
        """Stopping is the office's whose step it is; letting go on again is an approver's, in writing."""
        if act == "unblock":
            if row.state != "blocked":
                return no(_("这份申报没有中止。"))
            if hat.role not in {Role.CITY_APPROVER, Role.PROVINCE_APPROVER}:
                return no(_("恢复办理要有书面认定，由审批人办理。"))
        wanted = "draft" if act == "unblock" else "blocked"
        ways = [one for one in ways_from(row) if one.to == wanted]
        if not ways:
            return no(_("从现在的状态不能中止。"))
        return YES if any(is_step_of(row, one, hat) for one in ways) else no(_("这一步由别的机关办理。"))

    def may_work(self, hat: Hat | None) -> Ruling:
        """Whether this hat has an inbox at all."""
        office = hat is not None and hat.among(roles.CITY | roles.PROVINCE)
        return YES if office else no(_("收件箱供市（州）和省厅使用。"))


reviews = ReviewAccess()
