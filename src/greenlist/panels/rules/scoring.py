"""Who works on a score sheet, who reads those of others and when, who looks at what came out."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.panels.models import Assignment, Panel, ScoreSheet
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

from .assignments import own_cases

UNDER_REVIEW = "recommended"  # the state of the process in which experts review


class DeskAccess:
    """An expert's own assignments; nobody else's, and never one with a conflict (rules.assignments)."""

    def visible(self, hat: Hat | None) -> QuerySet[Assignment]:
        """What is on this expert's desk."""
        if hat is None or hat.role != Role.EXPERT:
            return Assignment.objects.none()
        return own_cases(hat)

    def may(self, hat: Hat | None, act: str, row: Assignment) -> Ruling:
        """Acts: see, write (save and sign the sheet), step_back (declare a conflict)."""
        if not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("这份申报不由您评审。"))
        return self.ruling(act, row)

    def ruling(self, act: str, row: Assignment) -> Ruling:
        """The same of an assignment that is known to be visible."""
        if act == "see":
            return YES
        if act not in {"write", "step_back"}:
            return no(_("没有这项操作。"))
        if ScoreSheet.objects.filter(assignment=row, signed_at__isnull=False).exists():
            return no(_("评分表已签字，不能再改。"))
        if row.panel.state != Panel.State.SCORING:
            return no(_("评审组已结束评审，不能再打分。"))
        if act == "write" and row.application.state != UNDER_REVIEW:
            return no(_("这份申报现在不在专家评审环节，不能打分；重新推荐后再评。"))
        return YES

    def may_work(self, hat: Hat | None) -> Ruling:
        """Whether this hat has such a desk."""
        return YES if hat is not None and hat.role == Role.EXPERT else no(_("评审工作台供评审专家使用。"))


class SheetAccess:
    """Signed sheets: the province reads all of its own; experts those of cases they review, once they may.

    While the phase is blind an expert reads the sheets of others only when every sheet of the case is signed or the
    panel is closed (policy.expert_review.first_phase).
    """

    def visible(self, hat: Hat | None) -> QuerySet[ScoreSheet]:
        """The signed sheets a hat may read; an expert's own draft is on their desk, not here."""
        rows = ScoreSheet.objects.filter(signed_at__isnull=False, assignment__ended_at=None)
        if hat is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.PROVINCE):
            return rows.filter(assignment__panel__place=hat.jurisdiction)
        if hat.role != Role.EXPERT:
            return rows.none()
        mine = desk.visible(hat)
        shared = mine.filter(application=OuterRef("assignment__application"), panel=OuterRef("assignment__panel"))
        return rows.filter(Q(assignment__in=mine) | Q(Exists(shared)) & self._open())

    @staticmethod
    def _open() -> Q:
        waiting = Assignment.objects.filter(
            application=OuterRef("assignment__application"), panel=OuterRef("assignment__panel"), ended_at=None
        ).exclude(sheet__signed_at__isnull=False)
        named, closed = Q(assignment__panel__phase=Panel.Phase.NAMED), Q(assignment__panel__state=Panel.State.CLOSED)
        return named | closed | Q(~Exists(waiting))

    def may(self, hat: Hat | None, act: str, row: ScoreSheet) -> Ruling:
        """Acts: see."""
        if act != "see":
            return no(_("没有这项操作。"))
        return YES if self.visible(hat).filter(pk=row.pk).exists() else no(_("评分表还不能看。"))


class ResultsAccess:
    """What came out of a panel: the province whose panel it is."""

    def visible(self, hat: Hat | None) -> QuerySet[Panel]:
        """The panels whose results a hat may see."""
        if hat is None or hat.jurisdiction is None or not hat.among(roles.PROVINCE):
            return Panel.objects.none()
        return Panel.objects.filter(place=hat.jurisdiction)

    def may(self, hat: Hat | None, act: str, row: Panel) -> Ruling:
        """Acts: see, named (open the named phase), second (ask further experts)."""
        if not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这个评审组。"))
        if act == "see":
            return YES
        if act not in {"named", "second"}:
            return no(_("没有这项操作。"))
        if hat is None or hat.role != Role.PROVINCE_HANDLER:
            return no(_("由省级经办办理。"))
        if row.state != Panel.State.SCORING:
            return no(_("评审组不在评审中。"))
        if act == "named" and row.phase == Panel.Phase.NAMED:
            return no(_("已经是公开阶段。"))
        return YES

    def may_look(self, hat: Hat | None) -> Ruling:
        """Whether this hat looks at results at all."""
        office = hat is not None and hat.among(roles.PROVINCE)
        return YES if office else no(_("评审结果供省厅使用。"))


desk = DeskAccess()
sheets = SheetAccess()
results = ResultsAccess()
