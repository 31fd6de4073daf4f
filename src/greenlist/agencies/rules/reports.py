"""Who may see and do what around verification and the signed report."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.reports import open_revision_of, signed_report
from greenlist.applications.models import Nonconformity
from greenlist.applications.rules import AT_AGENCY
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

WORKERS = frozenset({Role.AGENCY_EVALUATOR, Role.AGENCY_HEAD})
REVISABLE = frozenset({"technically_reviewed", "draft", "self_screened"})  # signed; or sent back by the city since
_UNSEEN = _("看不到这项评价。")
_NOTHING = _("没有这项操作。")
_OTHERS = _("由受委托的评价机构办理。")


class ReportAccess:
    """What an agency verified, objected to and signed: its own, the unit's own, the offices' own once contracted."""

    def visible(self, hat: Hat | None) -> QuerySet[Engagement]:
        """The contracted engagements whose evaluation a hat may read, those that were ended since included."""
        rows = Engagement.objects.exclude(contracted_at=None)
        if hat is None or hat.organisation is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.AGENCY):
            return rows.filter(agency=hat.organisation)
        if hat.among(roles.APPLICANT):
            return rows.filter(application__unit=hat.organisation)
        if hat.among(roles.CITY):
            return rows.filter(application__city=hat.jurisdiction)
        if hat.among(roles.PROVINCE):
            return rows.filter(application__city__path__startswith=hat.jurisdiction.path)
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: Engagement) -> Ruling:
        """Acts: see; work (read the agency's own pages); verify (values, judgements, nonconformities); answer
        (nonconformities, for the unit); sign (the report, or its revision); revise (open or drop one).
        """
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_UNSEEN)
        if act == "see":
            return YES
        if act == "answer":
            return self._answer(hat, row)
        if act not in {"work", "verify", "sign", "revise"}:
            return no(_NOTHING)
        if not hat.among(roles.AGENCY):
            return no(_OTHERS)
        return YES if act == "work" else self._agency(hat, act, row)

    def _agency(self, hat: Hat, act: str, row: Engagement) -> Ruling:
        if act == "verify" and hat.role not in WORKERS:
            return no(_("由评价人员或机构负责人核查。"))
        if act != "verify" and hat.role != Role.AGENCY_HEAD:
            return no(_("评价报告由机构法定代表人（机构负责人）签章和决定修改。"))
        if not _in_force(row):
            return no(_("委托已经解除。"))
        if act == "revise":
            return self._revise(row)
        return _at_work(row, act)

    def _revise(self, row: Engagement) -> Ruling:
        if signed_report(row) is None:
            return no(_("报告还没有签章，直接修改即可。"))
        if row.application.state not in REVISABLE:
            return no(_("申报已提交，报告不能再改；由市（州）退回后可以。"))
        return YES

    def _answer(self, hat: Hat, row: Engagement) -> Ruling:
        if not hat.among(roles.APPLICANT):
            return no(_("由申报单位答复。"))
        if not _in_force(row):
            return no(_("委托已经解除。"))
        waiting = row.application.state in AT_AGENCY | REVISABLE
        return YES if waiting else no(_("申报已提交，不能再答复。"))


def _in_force(row: Engagement) -> bool:
    return row.state == Engagement.State.CONTRACTED and row.application.agency_id == row.agency_id


def _at_work(row: Engagement, act: str) -> Ruling:
    """While the report is being made, or made anew by a revision."""
    state = row.application.state
    if state in REVISABLE:
        return YES if open_revision_of(row) else no(_("报告已签章；要修改请先由机构负责人开启修订并写明原因。"))
    if act == "sign":
        return YES if state == "report_drafted" else no(_("先写完报告，再复核和签章。"))
    return YES if state in AT_AGENCY else no(_("申报已提交，不能再核查；退回后可以。"))


class NonconformityAccess:
    """Nonconformities go with the evaluation they were raised in."""

    def visible(self, hat: Hat | None) -> QuerySet[Nonconformity]:
        """Those of the applications whose evaluation a hat may read."""
        return Nonconformity.objects.filter(application__in=reports.visible(hat).values("application"))


reports = ReportAccess()
nonconformities = NonconformityAccess()
