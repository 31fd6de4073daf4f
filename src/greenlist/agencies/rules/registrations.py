"""Who sees agencies as organisations, who corrects their data, who confirms their registration."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Duty, Organisation, Role


class RegistrationAccess:
    """An agency sees itself; a province those of its place and those that filed with it."""

    def visible(self, hat: Hat | None) -> QuerySet[Organisation]:
        """The agencies a hat may see as organisations."""
        rows = Organisation.objects.filter(kind=Organisation.Kind.AGENCY)
        if hat is None or hat.organisation is None or hat.jurisdiction is None:
            return rows.none()
        if hat.among(roles.AGENCY):
            return rows.filter(pk=hat.organisation.pk)
        if not hat.among(roles.PROVINCE):
            return rows.none()
        here = Q(jurisdiction__path__startswith=hat.jurisdiction.path)
        filed = Q(filings__jurisdiction=hat.jurisdiction) & ~Q(filings__state="draft")
        return rows.filter(pk__in=Organisation.objects.filter(here | filed).values("pk"))

    def may(self, hat: Hat | None, act: str, row: Organisation) -> Ruling:
        """Acts: see; update (its head); decide (confirm or refuse: the province of its place)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这家机构。"))
        if act == "see":
            return YES
        if act == "update":
            return YES if hat.role == Role.AGENCY_HEAD else no(_("机构资料由机构负责人修改。"))
        if act != "decide":
            return no(_("没有这项操作。"))
        return self._decide(hat, row)

    def _decide(self, hat: Hat, row: Organisation) -> Ruling:
        if hat.jurisdiction is None or not row.jurisdiction.path.startswith(hat.jurisdiction.path):
            return no(_("由机构所在省的工业和信息化主管部门确认。"))
        if not hat.among(roles.PROVINCE):
            return no(_("机构登记由省厅确认。"))
        pending = row.status == Organisation.Status.PENDING
        return YES if pending else no(_("这家机构已经处理过，请刷新页面查看结果。"))

    def may_register(self, hat: Hat | None) -> Ruling:
        """Whether this hat enters a new agency: nobody signed in, or an account for business without an office."""
        if hat is None:
            return YES
        if hat.person.duty != Duty.BUSINESS:
            return no(_("管理员账号不能登记第三方机构。"))
        if hat.membership is not None and not hat.among(roles.AGENCY):
            return no(_("您当前的身份不能登记第三方机构；请换一个身份，或退出后以新账号登记。"))
        return YES


registrations = RegistrationAccess()
