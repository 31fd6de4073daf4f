"""Who sees the ministry's list and what it brought, and who records it.

The province records what the ministry published. A city sees, once it is applied, what became of its units; a unit
sees its own.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.notices.models import ResultImport, ResultLine
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.rounds.models import Round

S = ResultImport.State
_OFFICE = _("部公布的名单由省厅登记。")


class ResultAccess:
    """Lists of the ministry as they were handed in."""

    def visible(self, hat: Hat | None) -> QuerySet[ResultImport]:
        """Those of the province."""
        if hat is None or hat.jurisdiction is None or not hat.among(roles.PROVINCE):
            return ResultImport.objects.none()
        return ResultImport.objects.filter(place=hat.jurisdiction)

    def may(self, hat: Hat | None, act: str, row: ResultImport) -> Ruling:
        """Acts: see; change (kinds, lines), apply, drop while it is being matched; copy (its letters) once applied."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份名单。"))
        if act == "see":
            return YES
        if act == "copy":
            told = row.state == S.APPLIED and row.stage == ResultImport.Stage.FINAL
            return YES if told else no(_("公布名单入册以后才有给单位的通知。"))
        if act not in {"change", "apply", "drop"}:
            return no(_("没有这项操作。"))
        return YES if row.state == S.MATCHING else no(_("这份名单已经入册或撤销，不能再改。"))

    def may_import(self, hat: Hat | None, round_: Round) -> Ruling:
        """Whether a hat records the results of a round."""
        if hat is None or not hat.among(roles.PROVINCE) or hat.jurisdiction is None:
            return no(_OFFICE)
        return YES if round_.jurisdiction_id == hat.jurisdiction.pk else no(_("由开展本轮推荐的省厅登记。"))


class ResultLineAccess:
    """What the list brought for one application."""

    def visible(self, hat: Hat | None) -> QuerySet[ResultLine]:
        """The province's own; a city's and a unit's applications once the list is applied."""
        if hat is None or hat.jurisdiction is None or hat.organisation is None:
            return ResultLine.objects.none()
        if hat.among(roles.PROVINCE):
            return ResultLine.objects.filter(result__place=hat.jurisdiction)
        applied = ResultLine.objects.filter(result__state=S.APPLIED, application__isnull=False)
        if hat.among(roles.CITY):
            return applied.filter(application__city=hat.jurisdiction)
        if hat.among(roles.APPLICANT):
            return applied.filter(application__unit=hat.organisation)
        return applied.none()

    def may(self, hat: Hat | None, act: str, row: ResultLine) -> Ruling:
        """Acts: see; settle (which line an application is, and why it is on none)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这一行。"))
        if act == "see":
            return YES
        if act != "settle":
            return no(_("没有这项操作。"))
        if not hat.among(roles.PROVINCE):
            return no(_OFFICE)
        return YES if row.result.state == S.MATCHING else no(_("这份名单已经入册或撤销，不能再改。"))


results = ResultAccess()
result_lines = ResultLineAccess()
