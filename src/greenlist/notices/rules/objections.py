"""Who sees an objection and who acts on it.

Who objects is known to the province alone. The unit sees, from the hearing on, what the office wrote for it, and what
it answered itself; cities, departments, other units and the public see nothing of an objection.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.applications.process import hindrance
from greenlist.notices.models import Objection, ObjectionFile
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

S = Objection.State
HEARD = Q(hearing_until__isnull=False)  # the unit was told of it
WHEN: dict[str, frozenset[str]] = {  # act -> the states in which it is possible
    "accept": frozenset({S.RECEIVED}),
    "refuse": frozenset({S.RECEIVED}),
    "hear": frozenset({S.ACCEPTED}),
    "propose": frozenset({S.ACCEPTED, S.HEARING}),
    "send_back": frozenset({S.PROPOSED}),
    "decide": frozenset({S.PROPOSED}),
    "answer": frozenset({S.HEARING}),
}


class ObjectionAccess:
    """Objections as cases of the province, and as a question to the unit."""

    def visible(self, hat: Hat | None) -> QuerySet[Objection]:
        """The objections a hat may see: all of its province, or those its own unit was heard about."""
        if hat is None or hat.jurisdiction is None:
            return Objection.objects.none()
        if hat.among(roles.PROVINCE):
            return Objection.objects.filter(notice__place=hat.jurisdiction)
        if hat.among(roles.APPLICANT):
            return Objection.objects.filter(HEARD, unit__application__unit=hat.organisation)
        return Objection.objects.none()

    def may(self, hat: Hat | None, act: str, row: Objection) -> Ruling:
        """Acts: see; accept, refuse, hear, propose (the office), send_back, decide (an approver); answer (the unit).

        Nobody handles the case of a unit to which they belong.
        """
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这件异议。"))
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: Objection, *, hindered: str | None = None) -> Ruling:
        """The same of an objection that the hat is known to see; `hindered` where that was asked already."""
        if act == "see":
            return YES
        if act not in WHEN:
            return no(_("没有这项操作。"))
        if act == "answer":
            if not hat.among(roles.APPLICANT):
                return no(_("由被反映的单位答复。"))
        elif not hat.among(roles.PROVINCE):
            return no(_("异议由省厅办理。"))
        if row.state not in WHEN[act]:
            return no(_("这件异议现在是“%(state)s”，不能这样办。") % {"state": row.get_state_display()})
        if act == "answer":
            return YES
        why = hindrance(row.unit.application, hat) if hindered is None else hindered
        return no(why) if why else self._second(hat, act, row)

    def may_handle(self, hat: Hat | None) -> Ruling:
        """Whether this hat has the desk of objections."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_("异议由省厅办理。"))

    def _second(self, hat: Hat, act: str, row: Objection) -> Ruling:
        """What two people must do: one proposes, another one who approves decides."""
        if act not in {"decide", "send_back"}:
            return YES
        if hat.role != Role.PROVINCE_APPROVER:
            return no(_("处理意见由省级审批人决定。"))
        if act == "decide" and hat.person.pk == row.handled_by_id:
            return no(_("拟定意见的人不能自己审批，请由另一位审批人决定。"))
        return YES


class ObjectionFileAccess:
    """Files: the province opens all, the unit those it handed in; proof may name who objects."""

    def visible(self, hat: Hat | None) -> QuerySet[ObjectionFile]:
        """The files a hat may open."""
        rows = ObjectionFile.objects.filter(objection__in=objections.visible(hat))
        return rows if hat is not None and hat.among(roles.PROVINCE) else rows.filter(of_unit=True)


objections = ObjectionAccess()
objection_files = ObjectionFileAccess()
