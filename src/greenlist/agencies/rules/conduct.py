"""Who sees a case, a bar, a lead, and who acts on them.

Cases are the province's. The agency sees its own from the hearing on, never who reported it. The circular goes to
every city of the province and to the applicants concerned. A competing agency sees none of it.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import AffectedApplication, CasePaper, ConductCase, LikenessPair, Sanction
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

S = ConductCase.State
_UNSEEN = _("看不到这件核查。")
_NOTHING = _("没有这项操作。")
_OFFICE = _("机构行为的核查由省厅办理。")
ENDED = frozenset({S.DECIDED, S.DROPPED})
HEARD = Q(hearing_until__isnull=False)  # the agency was told of it
WHEN: dict[str, frozenset[str]] = {  # act -> the states in which it is possible
    "hearing": frozenset({S.OPEN}),
    "propose": frozenset({S.HEARING}),
    "send_back": frozenset({S.PROPOSED}),
    "decide": frozenset({S.PROPOSED}),
    "drop": frozenset({S.OPEN, S.HEARING}),
    "paper": frozenset({S.OPEN, S.HEARING, S.PROPOSED, S.DECIDED}),
    "answer": frozenset({S.HEARING}),
}


class ConductAccess:
    """Cases about agencies."""

    def visible(self, hat: Hat | None) -> QuerySet[ConductCase]:
        """The cases a hat may see."""
        if hat is None or hat.jurisdiction is None:
            return ConductCase.objects.none()
        if hat.among(roles.PROVINCE):
            return ConductCase.objects.filter(province=hat.jurisdiction)
        if hat.among(roles.AGENCY):
            return ConductCase.objects.filter(HEARD, agency=hat.organisation)
        return ConductCase.objects.none()

    def may(self, hat: Hat | None, act: str, row: ConductCase) -> Ruling:
        """Acts: see; hearing, paper, propose, send_back, decide, drop (the province); answer (the agency's head)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_UNSEEN)
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: ConductCase) -> Ruling:
        """The same of a case that the hat is known to see. No query."""
        if act == "see":
            return YES
        if act not in WHEN:
            return no(_NOTHING)
        if act == "answer":
            if hat.role != Role.AGENCY_HEAD:
                return no(_("由机构负责人答复。"))
        elif not hat.among(roles.PROVINCE):
            return no(_OFFICE)
        if row.state not in WHEN[act]:
            return no(_("这件核查现在是“%(state)s”，不能这样办。") % {"state": row.get_state_display()})
        return self._second(hat, act, row)

    def may_open(self, hat: Hat | None) -> Ruling:
        """Whether this hat opens cases and works on leads."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_OFFICE)

    def _second(self, hat: Hat, act: str, row: ConductCase) -> Ruling:
        """What two people must do: one proposes, another one who approves decides."""
        if act not in {"decide", "send_back"}:
            return YES
        if hat.role != Role.PROVINCE_APPROVER:
            return no(_("处理意见由省级审批人决定。"))
        if act == "decide" and hat.person.pk == row.proposed_by_id:
            return no(_("拟定意见的人不能自己审批，请由另一人决定。"))
        return YES


class CircularAccess:
    """Decided cases of fraud, as the circular tells them."""

    def visible(self, hat: Hat | None) -> QuerySet[ConductCase]:
        """The decided ones a hat is told of."""
        rows = ConductCase.objects.filter(state=S.DECIDED, finding=ConductCase.Finding.FRAUD)
        if hat is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.PROVINCE):
            return rows.filter(province=hat.jurisdiction)
        if hat.among(roles.CITY):
            return rows.filter(province=hat.jurisdiction.parent_id)
        if hat.among(roles.AGENCY):
            return rows.filter(agency=hat.organisation)
        if hat.among(roles.APPLICANT):
            mine = AffectedApplication.objects.filter(application__unit=hat.organisation)
            return rows.filter(sanction__in=mine.values("sanction"))
        return rows.none()


class SanctionAccess:
    """Bars: the province lifts its own."""

    def visible(self, hat: Hat | None) -> QuerySet[Sanction]:
        """The bars of the circulars a hat is told of."""
        return Sanction.objects.filter(case__in=circulars.visible(hat))

    def may(self, hat: Hat | None, act: str, row: Sanction) -> Ruling:
        """Acts: see; lift (an approver of the province)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这项处理。"))
        if act == "see":
            return YES
        if act != "lift":
            return no(_NOTHING)
        if hat.role != Role.PROVINCE_APPROVER:
            return no(_("解除不予采信由省级审批人决定。"))
        return YES if row.lifted_on is None else no(_("这项处理已经解除。"))


class AffectedAccess:
    """Applications that rest on the results of a barred agency: the province decides, city and unit see their own."""

    def visible(self, hat: Hat | None) -> QuerySet[AffectedApplication]:
        """The ones a hat may see."""
        if hat is None or hat.jurisdiction is None:
            return AffectedApplication.objects.none()
        rows = AffectedApplication.objects.all()
        if hat.among(roles.PROVINCE):
            return rows.filter(sanction__province=hat.jurisdiction)
        if hat.among(roles.CITY):
            return rows.filter(application__city=hat.jurisdiction)
        if hat.among(roles.APPLICANT):
            return rows.filter(application__unit=hat.organisation)
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: AffectedApplication) -> Ruling:
        """Acts: see; decide (the province, what is marked and not decided yet)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份申报。"))
        if act == "see":
            return YES
        return self.open_to(hat, row) if act == "decide" else no(_NOTHING)

    def open_to(self, hat: Hat, row: AffectedApplication) -> Ruling:
        """Whether a hat decides about one that it is known to see. No query."""
        if not hat.among(roles.PROVINCE):
            return no(_OFFICE)
        return YES if waiting(row) else no(_("这份申报已经作了决定。"))


class CasePaperAccess:
    """Papers: the province sees all, the agency those it handed in: proof may name who reported."""

    def visible(self, hat: Hat | None) -> QuerySet[CasePaper]:
        """The papers a hat may open."""
        rows = CasePaper.objects.filter(case__in=conduct.visible(hat))
        return rows if hat is not None and hat.among(roles.PROVINCE) else rows.filter(of_agency=True)


class LikenessAccess:
    """Reports that share passages: a lead of the province alone."""

    def visible(self, hat: Hat | None) -> QuerySet[LikenessPair]:
        """The pairs whose two reports are about applications of the province."""
        if hat is None or hat.jurisdiction is None or not hat.among(roles.PROVINCE):
            return LikenessPair.objects.none()
        path = hat.jurisdiction.path
        return LikenessPair.objects.filter(
            report__engagement__application__city__path__startswith=path,
            other__engagement__application__city__path__startswith=path,
        )


def waiting(row: AffectedApplication) -> bool:
    """Whether nobody has decided yet what becomes of an application that is marked."""
    return row.effect == AffectedApplication.Effect.MARKED and row.decided_by_id is None


conduct = ConductAccess()
circulars = CircularAccess()
sanctions = SanctionAccess()
affected = AffectedAccess()
case_papers = CasePaperAccess()
likeness = LikenessAccess()
