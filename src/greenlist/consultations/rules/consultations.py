"""Who sees a batch, and who prepares, sends and ends it.

A batch is its city's; the province of the city reads it once it was sent. Nobody else sees any: departments see their
letters, applicants nothing but that it takes place.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.consultations.models import Consultation
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role
from greenlist.rounds.models import Round

S = Consultation.State
OFFICES = roles.CITY | roles.PROVINCE
ANSWERABLE = frozenset({"consulted", "selected"})  # where a unit stands while departments may still answer about it
_CITY_ONLY = _("征求意见由市（州）工业和信息化主管部门办理。")
WHEN: dict[str, frozenset[str]] = {  # act -> the states in which it is possible
    "edit": frozenset({S.DRAFT}),
    "drop": frozenset({S.DRAFT}),
    "send": frozenset({S.DRAFT}),
    "manage": frozenset({S.SENT}),  # links, reminders, answers on paper
    "rule": frozenset({S.SENT}),
    "close": frozenset({S.SENT}),
    "extend": frozenset({S.SENT}),
    "number": frozenset({S.DRAFT, S.SENT}),  # number and date of a letter
}
APPROVER_ONLY = frozenset({"send", "rule", "extend"})


class ConsultationAccess:
    """Batches of a city."""

    def visible(self, hat: Hat | None) -> QuerySet[Consultation]:
        """The batches a hat may see."""
        rows = Consultation.objects.all()
        if hat is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.CITY):
            return rows.filter(city=hat.jurisdiction)
        if hat.among(roles.PROVINCE):
            return rows.filter(city__path__startswith=hat.jurisdiction.path).exclude(state=S.DRAFT)
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: Consultation) -> Ruling:
        """Acts: see; edit, drop, number, manage, close (the city); send, rule, extend (its approver)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这次征求意见。"))
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: Consultation) -> Ruling:
        """The same of a batch that the hat is known to see. No query."""
        if act == "see":
            return YES
        if act not in WHEN:
            return no(_("没有这项操作。"))
        if not hat.among(roles.CITY):
            return no(_CITY_ONLY)
        if act in APPROVER_ONLY and hat.role != Role.CITY_APPROVER:
            words = {"send": _("发函由市级审批人办理。"), "rule": _("异议是否成立由市级审批人认定。"),
                     "extend": _("延长答复期限由市级审批人办理。")}  # fmt: skip
            return no(words[act])
        if row.state not in WHEN[act]:
            return no(_("这次征求意见现在是“%(state)s”，不能这样办。") % {"state": row.get_state_display()})
        return YES

    def may_work(self, hat: Hat | None) -> Ruling:
        """Whether this hat has a desk of consultations at all."""
        return YES if hat is not None and hat.among(OFFICES) else no(_("征求意见供市（州）和省厅使用。"))

    def may_open(self, hat: Hat | None, round_: Round | None = None) -> Ruling:
        """Whether this hat may begin a batch, in a round of its province."""
        if hat is None or not hat.among(roles.CITY) or hat.jurisdiction is None:
            return no(_CITY_ONLY)
        if round_ is not None and not hat.jurisdiction.path.startswith(round_.jurisdiction.path):
            return no(_("看不到这个轮次。"))
        return YES


consultations = ConsultationAccess()
