"""Who may see lists, runs and answers, and who decides.

The province keeps the lists and sees everything of its own; a city sees and decides what is about its own units; a
unit sees its own self-checks. Nobody else sees any.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.applications.rules import applications
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Jurisdiction
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds

from .models import Finding, Judgement, ListFile, Run, UnitResult

OFFICES = roles.CITY | roles.PROVINCE
_SELF = Run.Purpose.SELF_CHECK
_NOTHING = _("没有这项操作。")
_PROVINCE_ONLY = _("名单由省厅导入、撤回和开放。")


class ListFileAccess:
    """Lists are the province's alone."""

    def visible(self, hat: Hat | None) -> QuerySet[ListFile]:
        """The files of one's own authority, withdrawn ones included."""
        if hat is None or not hat.among(roles.PROVINCE):
            return ListFile.objects.none()
        return ListFile.objects.filter(authority=hat.jurisdiction)

    def may(self, hat: Hat | None, act: str, row: ListFile) -> Ruling:
        """Acts: see, withdraw."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份名单。"))
        if act == "see":
            return YES
        if act != "withdraw":
            return no(_NOTHING)
        return YES if row.withdrawn_at is None else no(_("这份名单已经撤回。"))

    def may_import(self, hat: Hat | None) -> Ruling:
        """Whether this hat imports lists, and opens sources to the self-check of applicants."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_PROVINCE_ONLY)


class RunAccess:
    """Offices see their own runs and that a unit has checked itself; a unit sees its own self-checks."""

    def visible(self, hat: Hat | None) -> QuerySet[Run]:
        """The runs a hat may see."""
        if hat is None or hat.jurisdiction is None:
            return Run.objects.none()
        if hat.among(roles.APPLICANT):
            return Run.objects.filter(purpose=_SELF, application__unit=hat.organisation)
        if not hat.among(OFFICES):
            return Run.objects.none()
        own = Q(authority=hat.jurisdiction)
        if hat.among(roles.PROVINCE):
            own = Q(authority__path__startswith=hat.jurisdiction.path)
        checked = Q(purpose=_SELF, application__in=applications.visible(hat))
        return Run.objects.filter((own & ~Q(purpose=_SELF)) | checked)

    def may(self, hat: Hat | None, act: str, row: Run) -> Ruling:
        """Acts: see; open (its units' answers - a self-check's are its unit's alone)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这次筛查。"))
        if act == "see":
            return YES
        if act != "open":
            return no(_NOTHING)
        if row.purpose == _SELF and not hat.among(roles.APPLICANT):
            return no(_("自查结果只有申报单位自己可以看。"))
        return YES

    def may_work(self, hat: Hat | None) -> Ruling:
        """Whether this hat screens at all."""
        return YES if hat is not None and hat.among(OFFICES) else no(_("筛查由市（州）和省厅办理。"))

    def may_start(self, hat: Hat | None, row: Round) -> Ruling:
        """Whether this hat screens a round: its own units of it."""
        working = self.may_work(hat)
        if not working:
            return working
        if not rounds.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这一轮次。"))
        return YES if row.state != Round.State.PREPARED else no(_("这一轮次还没有开始。"))

    def may_self_check(self, hat: Hat | None, row: Application) -> Ruling:
        """Whether this hat checks its own application."""
        if hat is None or not hat.among(roles.APPLICANT):
            return no(_("自查由申报单位办理。"))
        return applications.may(hat, "see", row)


class UnitResultAccess:
    """Answers about units: of an office's own units whoever asked, of one's own self-checks."""

    def visible(self, hat: Hat | None) -> QuerySet[UnitResult]:
        """The answers a hat may see."""
        if hat is None or hat.jurisdiction is None:
            return UnitResult.objects.none()
        if hat.among(roles.APPLICANT):
            return UnitResult.objects.filter(run__purpose=_SELF, application__unit=hat.organisation)
        rows = UnitResult.objects.exclude(run__purpose=_SELF)
        if hat.among(roles.CITY):
            return rows.filter(application__city=hat.jurisdiction)
        if hat.among(roles.PROVINCE):
            return rows.filter(run__authority__path__startswith=hat.jurisdiction.path)
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: UnitResult) -> Ruling:
        """Acts: see, decide (about what was found)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份筛查结果。"))
        if act == "see":
            return YES
        if act != "decide":
            return no(_NOTHING)
        return YES if hat.among(OFFICES) else no(_("命中和疑似由市（州）或省厅认定。"))


class FindingAccess:
    """What was found goes with the answer it belongs to."""

    def visible(self, hat: Hat | None) -> QuerySet[Finding]:
        """The findings a hat may see."""
        return Finding.objects.filter(unit__in=unit_results.visible(hat))

    def may(self, hat: Hat | None, act: str, row: Finding) -> Ruling:
        """Acts: see, decide."""
        return unit_results.may(hat, act, row.unit)


class JudgementAccess:
    """Decisions: the province sees its own and its cities'; a city those it made and those about its own units."""

    def visible(self, hat: Hat | None) -> QuerySet[Judgement]:
        """The decisions a hat may see, withdrawn ones included."""
        if hat is None or hat.jurisdiction is None:
            return Judgement.objects.none()
        if hat.among(roles.PROVINCE):
            return Judgement.objects.filter(authority=hat.jurisdiction)
        if not hat.among(roles.CITY):
            return Judgement.objects.none()
        same = {name: OuterRef(name) for name in ("identity", "record", "condition")}
        found = Finding.objects.filter(**same, unit__in=unit_results.visible(hat))
        above = Q(authority__path=_path_above(hat))
        return Judgement.objects.filter(Q(city=hat.jurisdiction) | (above & Exists(found)))

    def may(self, hat: Hat | None, act: str, row: Judgement) -> Ruling:
        """Acts: see, withdraw (a city its own, the province every one)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这项认定。"))
        if act == "see":
            return YES
        if act != "withdraw":
            return no(_NOTHING)
        return self.may_withdraw_of(hat.jurisdiction, row) if hat.jurisdiction else no(_NOTHING)

    def may_withdraw_of(self, place: Jurisdiction, row: Judgement) -> Ruling:
        """Whether an office takes a decision it sees back: a city its own, the province every one. No query."""
        if row.withdrawn_at is not None:
            return no(_("这项认定已经撤销。"))
        if place.pk not in {row.authority_id, row.city_id}:
            return no(_("这项认定由作出认定的机关或省厅撤销。"))
        return YES


def _path_above(hat: Hat) -> str:
    place = hat.jurisdiction
    return province_of(place).path if place is not None else ""


list_files = ListFileAccess()
runs = RunAccess()
unit_results = UnitResultAccess()
findings = FindingAccess()
judgements = JudgementAccess()
