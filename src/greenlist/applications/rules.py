"""Who may see an application and what they may do to it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, Text, no
from greenlist.parties.models import Role

from .models import Application, Nonconformity, Submission

EDITABLE = frozenset({"draft", "self_screened", "self_evaluated", "technically_reviewed"})
WITH_AGENCY = frozenset({"draft", "self_screened", "self_evaluated", "contracted", "planned"})  # and one is engaged
MENDED = frozenset({"documents_reviewed", "site_evaluated", "report_drafted"})  # only what the agency objects to
AT_AGENCY = frozenset({"contracted", "planned"}) | MENDED  # the agency is at work
CHECKED_IN = frozenset({"submitted", "formally_checked", "consulted"})  # the city corrects values, until it ranks them
DECIDED_IN = frozenset({"recommended"})  # the province decides values, until its meeting has decided on the unit
WORKING = frozenset({"draft", "self_screened", "self_evaluated", "contracted", "planned", "documents_reviewed",
                     "site_evaluated", "report_drafted", "technically_reviewed"})  # fmt: skip  # not handed in yet

HANDED_IN = _("已提交，不能修改；需要修改时请联系所在市（州）退回。")


def editable(application: Application) -> bool:
    """Whether the applicant may change anything now. One query while an agency looks at files, site and report.

    From the documents' review on what the agency works with stays as it is, but for the places that it objects to;
    what it has signed is changed by nobody but through a revision of its report.
    """
    if application.agency_id is None:
        return application.state in EDITABLE
    if application.state in MENDED:
        return application.nonconformities.filter(state=Nonconformity.State.OPEN).exists()
    return application.state in WITH_AGENCY


class ApplicationAccess:
    """The one answer about applications.

    Applicants see those of their unit; an agency those that it is engaged for; the city those of its place once they
    were handed in (and since); the province those of its cities; nobody else sees any.
    """

    def visible(self, hat: Hat | None) -> QuerySet[Application]:
        """The applications a hat may see."""
        rows = Application.objects.all()
        if hat is None or hat.organisation is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.APPLICANT):
            return rows.filter(unit=hat.organisation)
        if hat.among(roles.AGENCY):
            return rows.filter(agency=hat.organisation)
        handed_in = rows.filter(Exists(Submission.objects.filter(application=OuterRef("pk"))))
        if hat.among(roles.CITY):
            return handed_in.filter(city=hat.jurisdiction)
        if hat.among(roles.PROVINCE):
            return handed_in.filter(city__path__startswith=hat.jurisdiction.path)
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: Application) -> Ruling:
        """Acts: see, read draft, edit, prepare (all steps up to handing in), sign (commit and submit), verify (the
        agency's word beside the applicant's), check (the city's word beside both), decide (the province's
        beside all of them), review (accept, return).
        """
        if hat is None or not self._sees(hat, row):
            return no(_("看不到这份申报。"))
        if act == "see":
            return YES
        if act == "read draft":
            both = hat.among(roles.APPLICANT | roles.AGENCY)
            return YES if both else no(_("办理人员看提交的版本，草稿只有申报单位和受委托的评价机构可以看。"))
        if act in {"edit", "prepare", "sign"}:
            return self._applicant(hat, act, row)
        if act == "verify":
            return self._agency(hat, row)
        if act == "check":
            if not hat.among(roles.CITY):
                return no(_("由所在市（州）办理。"))
            return YES if row.state in CHECKED_IN else no(_("只有提交以后、遴选以前可以填核对值。"))
        if act == "decide":
            if not hat.among(roles.PROVINCE):
                return no(_("由省厅办理。"))
            return YES if row.state in DECIDED_IN else no(_("只有推荐到省以后、审定以前可以填审定值。"))
        if act == "review":
            if not hat.among(roles.CITY):
                return no(_("由所在市（州）办理。"))
            return YES if row.state == "submitted" else no(_("只有已提交、待审查的申报可以受理或退回。"))
        return no(_("没有这项操作。"))

    def _sees(self, hat: Hat, row: Application) -> bool:
        """What `visible` says of one row; of an applicant's or an agency's the row itself says it."""
        if hat.organisation is not None and hat.among(roles.APPLICANT):
            return row.unit_id == hat.organisation.pk
        if hat.organisation is not None and hat.among(roles.AGENCY):
            return row.agency_id == hat.organisation.pk
        return self.visible(hat).filter(pk=row.pk).exists()

    def _applicant(self, hat: Hat, act: str, row: Application) -> Ruling:
        if not hat.among(roles.APPLICANT):
            return no(_("只有申报单位可以填写。"))
        if row.state not in WORKING:
            return no(HANDED_IN)
        if act == "edit":
            return YES if editable(row) else no(shut(row))
        if act == "sign" and row.state not in EDITABLE:
            return no(_("第三方机构正在评价，报告签章后再签署承诺书和提交。"))
        if act == "sign" and hat.role != Role.APPLICANT_SIGNATORY:
            return no(_("承诺和提交由单位负责人办理。"))
        return YES

    def _agency(self, hat: Hat, row: Application) -> Ruling:
        if hat.role not in {Role.AGENCY_EVALUATOR, Role.AGENCY_HEAD}:
            return no(_("由受委托的评价机构的评价人员办理。"))
        return YES if row.state in WORKING else no(_("申报已提交，不能再核查；退回后可以。"))


def shut(application: Application) -> Text:
    """Why the applicant may change nothing now."""
    if application.state in MENDED:
        return _("第三方机构正在评价，只能修改机构提出问题的项；其他要改请与机构联系。")
    if application.state == "technically_reviewed":
        return _("评价报告已签章，内容不能再改；确需修改请与机构联系，由机构修订报告。")
    return HANDED_IN


applications = ApplicationAccess()
