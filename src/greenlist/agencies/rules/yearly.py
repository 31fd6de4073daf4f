"""Who sees the yearly work report of an agency, who corrects it, who confirms it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import Filing, YearlyReport
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Organisation, Role

WRITERS = frozenset({Role.AGENCY_EVALUATOR, Role.AGENCY_HEAD})


class YearlyAccess:
    """An agency sees and writes its own; a province sees the confirmed ones of agencies that filed with it that year.

    A report exists for every year without a row: `may_of` answers for an agency and year.
    """

    def visible(self, hat: Hat | None) -> QuerySet[YearlyReport]:
        """The reports a hat may see."""
        if hat is None or hat.jurisdiction is None:
            return YearlyReport.objects.none()
        if hat.among(roles.AGENCY):
            return YearlyReport.objects.filter(agency=hat.organisation)
        if hat.among(roles.PROVINCE):
            filed = self.filed(hat).filter(agency=OuterRef("agency"), year=OuterRef("year"))
            return YearlyReport.objects.filter(Exists(filed), confirmed_at__isnull=False)
        return YearlyReport.objects.none()

    def may(self, hat: Hat | None, act: str, row: YearlyReport) -> Ruling:
        """Acts: see; correct, confirm, reopen (its agency)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份年度工作情况。"))
        if act == "see":
            return YES
        return self.may_of(hat, act, row.agency, confirmed=row.confirmed is not None)

    def may_of(self, hat: Hat | None, act: str, agency: Organisation, *, confirmed: bool) -> Ruling:
        """The same for an agency and a year, whether there is a row or not."""
        if hat is None or not hat.among(roles.AGENCY) or hat.organisation != agency:
            return no(_("年度工作情况由评价机构自己填报。"))
        if act == "correct" and not hat.among(WRITERS):
            return no(_("年度工作情况由机构负责人或评价员更正。"))
        if act in {"confirm", "reopen"} and hat.role != Role.AGENCY_HEAD:
            return no(_("年度工作情况由机构负责人确认。"))
        if act in {"correct", "confirm"} and confirmed:
            return no(_("已经确认，不能更正；要改请由机构负责人先撤回确认。"))
        if act == "reopen" and not confirmed:
            return no(_("还没有确认。"))
        return YES if act in {"correct", "confirm", "reopen"} else no(_("没有这项操作。"))

    def may_overlook(self, hat: Hat | None) -> Ruling:
        """Whether this hat sees who has confirmed."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_("各机构的确认情况由省厅查看。"))

    def filed(self, hat: Hat) -> QuerySet[Filing]:
        """The filings that make an agency one of this province's in a year: accepted ones."""
        return Filing.objects.filter(jurisdiction=hat.jurisdiction, state=Filing.State.ACTIVE)


yearly_reports = YearlyAccess()
