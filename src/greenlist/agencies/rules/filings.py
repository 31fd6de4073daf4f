"""Who sees a filing, who fills it in, who rules on it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import Filing
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Organisation, Role

WRITERS = frozenset({Role.AGENCY_EVALUATOR, Role.AGENCY_HEAD})
_NOT_SEEN = _("看不到这份备案。")
_NOTHING = _("没有这项操作。")
_S = Filing.State


class FilingAccess:
    """An agency sees and writes its own; the province it files with sees it once it was handed in, and rules."""

    def visible(self, hat: Hat | None) -> QuerySet[Filing]:
        """The filings a hat may see."""
        if hat is None or hat.jurisdiction is None:
            return Filing.objects.none()
        if hat.among(roles.AGENCY):
            return Filing.objects.filter(agency=hat.organisation)
        if hat.among(roles.PROVINCE):
            return Filing.objects.filter(jurisdiction=hat.jurisdiction).exclude(state=_S.DRAFT)
        return Filing.objects.none()

    def may(self, hat: Hat | None, act: str, row: Filing) -> Ruling:
        """Acts: see; edit, submit (its agency); rule, return, accept (its province)."""
        if hat is None or not self._sees(hat, row):
            return no(_NOT_SEEN)
        if act == "see":
            return YES
        if act in {"edit", "submit"}:
            return self._write(hat, act, row)
        if act in {"rule", "return", "accept"}:
            return self._decide(hat, act, row)
        return no(_NOTHING)

    def may_start(self, hat: Hat | None) -> Ruling:
        """Whether this hat begins a filing for its agency."""
        if hat is None or not hat.among(roles.AGENCY):
            return no(_("备案由第三方评价机构办理。"))
        if not hat.among(WRITERS):
            return no(_("备案由机构负责人或评价员填写。"))
        return YES

    def may_handle(self, hat: Hat | None) -> Ruling:
        """Whether this hat works on the filings of its province."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_("机构备案由省厅办理。"))

    def _sees(self, hat: Hat, row: Filing) -> bool:
        """What `visible` says of one row at hand, without a query."""
        if hat.organisation is None:
            return False
        if hat.among(roles.AGENCY):
            return row.agency_id == hat.organisation.pk
        return hat.among(roles.PROVINCE) and self._of_place(hat, row) and row.state != _S.DRAFT

    def _of_place(self, hat: Hat, row: Filing) -> bool:
        return hat.jurisdiction is not None and row.jurisdiction_id == hat.jurisdiction.pk

    def _write(self, hat: Hat, act: str, row: Filing) -> Ruling:
        if not hat.among(WRITERS):
            return no(_("备案由机构负责人或评价员填写。"))
        if row.state not in {_S.DRAFT, _S.RETURNED}:
            return no(_("备案已经报送，不能修改；省厅退回后才能补正。"))
        if act == "submit":
            return self._submit(hat)
        return YES

    def _submit(self, hat: Hat) -> Ruling:
        if hat.role != Role.AGENCY_HEAD:
            return no(_("备案由机构负责人核对后报送。"))
        if hat.organisation is not None and hat.organisation.status != Organisation.Status.CONFIRMED:
            return no(_("机构登记还没有经省厅确认，确认后才能报送备案；现在可以先填写。"))
        return YES

    def _decide(self, hat: Hat, act: str, row: Filing) -> Ruling:
        if not hat.among(roles.PROVINCE):
            return no(_("备案由省厅核对。"))
        if act in {"rule", "return"} and hat.role != Role.PROVINCE_HANDLER:
            return no(_("逐项核对和退回由省级经办办理。"))
        return YES if row.state == _S.FILED else no(_("这份备案不在待核对状态。"))


filings = FilingAccess()
