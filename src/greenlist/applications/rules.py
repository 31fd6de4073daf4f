"""Who may see an application and what they may do to it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

from .models import Application, Submission

EDITABLE = frozenset({"draft", "self_screened", "self_evaluated", "technically_reviewed"})
WORKING = frozenset({"draft", "self_screened", "self_evaluated", "contracted", "planned", "documents_reviewed",
                     "site_evaluated", "report_drafted", "technically_reviewed"})  # fmt: skip  # not handed in yet


class ApplicationAccess:
    """The one answer about applications.

    Applicants see those of their unit; the city those of its place once they were handed in (and since);
    the province those of its cities; nobody else sees any.
    """

    def visible(self, hat: Hat | None) -> QuerySet[Application]:
        """The applications a hat may see."""
        rows = Application.objects.all()
        if hat is None or hat.organisation is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.APPLICANT):
            return rows.filter(unit=hat.organisation)
        handed_in = rows.filter(Exists(Submission.objects.filter(application=OuterRef("pk"))))
        if hat.among(roles.CITY):
            return handed_in.filter(city=hat.jurisdiction)
        if hat.among(roles.PROVINCE):
            return handed_in.filter(city__path__startswith=hat.jurisdiction.path)
        return rows.none()

    def may(self, hat: Hat | None, act: str, row: Application) -> Ruling:
        """Acts: see, read draft, edit, sign (commit and submit), review (accept, return)."""
        if hat is None or not self._sees(hat, row):
            return no(_("看不到这份申报。"))
        if act == "see":
            return YES
        if act == "read draft":
            return YES if hat.among(roles.APPLICANT) else no(_("办理人员看提交的版本，草稿只有申报单位可以看。"))
        if act in {"edit", "sign"}:
            return self._applicant(hat, act, row)
        if act == "review":
            if not hat.among(roles.CITY):
                return no(_("由所在市（州）办理。"))
            return YES if row.state == "submitted" else no(_("只有已提交、待审查的申报可以受理或退回。"))
        return no(_("没有这项操作。"))

    def _sees(self, hat: Hat, row: Application) -> bool:
        """What `visible` says of one row; of an applicant's the row itself says it."""
        if hat.among(roles.APPLICANT) and hat.organisation is not None:
            return row.unit_id == hat.organisation.pk
        return self.visible(hat).filter(pk=row.pk).exists()

    def _applicant(self, hat: Hat, act: str, row: Application) -> Ruling:
        if not hat.among(roles.APPLICANT):
            return no(_("只有申报单位可以填写。"))
        if row.state not in EDITABLE:
            return no(_("已提交，不能修改；需要修改时请联系所在市（州）退回。"))
        if act == "sign" and hat.role != Role.APPLICANT_SIGNATORY:
            return no(_("承诺和提交由单位负责人办理。"))
        return YES


applications = ApplicationAccess()
