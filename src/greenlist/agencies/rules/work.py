"""Who may do which part of an evaluation, and while it stands where."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.reports import open_revision_of
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

from .engagements import engagements

EVALUATORS = frozenset({Role.AGENCY_EVALUATOR, Role.AGENCY_HEAD})
REVIEWERS = frozenset({Role.AGENCY_REVIEWER, Role.AGENCY_HEAD})
_WAY = ("contracted", "planned", "documents_reviewed", "site_evaluated", "report_drafted")
OPEN = {  # states of the application in which each part may be worked on: from its step on, until the report is signed
    "plan": frozenset(_WAY),
    "documents": frozenset(_WAY[1:]),
    "site": frozenset(_WAY[2:]),
    "write": frozenset(_WAY[1:]),
    "review": frozenset(_WAY[4:]),
}
_NOT_YET = {
    "documents": _("先完成评价组织安排，再开始文件评审。"),
    "site": _("先完成文件评审，再记录现场评价。"),
    "write": _("先完成评价组织安排，再编写报告。"),
    "review": _("报告还没有写完；写完后再复核。"),
}


class WorkAccess:
    """The records of an evaluation: its agency's people work on them, officers read them once it was handed in.

    The unit sees how far the evaluation is and who comes, not what the evaluators note about it.
    """

    def visible(self, hat: Hat | None) -> QuerySet[Engagement]:
        """The engagements whose page a hat may open."""
        return engagements.visible(hat)

    def may(self, hat: Hat | None, act: str, row: Engagement) -> Ruling:
        """Acts: read (the records), plan, documents, site, write, review (the parts of the work)."""
        if act == "read":
            return self._reads(hat, row)
        if act not in OPEN:
            return no(_("没有这项操作。"))
        if hat is None or hat.organisation is None or hat.organisation.pk != row.agency_id:
            return no(_("评价由受托的第三方机构办理。"))
        if not hat.among(REVIEWERS if act == "review" else EVALUATORS):
            return no(_("技术复核由机构的复核人员或负责人办理。") if act == "review" else _("由机构的评价人员办理。"))
        return self._stands(act, row)

    def _reads(self, hat: Hat | None, row: Engagement) -> Ruling:
        if hat is None or hat.organisation is None:
            return no(_("看不到这项委托。"))
        if hat.among(roles.AGENCY) and hat.organisation.pk == row.agency_id:
            return YES
        if hat.among(roles.CITY | roles.PROVINCE) and row.application.submissions.exists():
            return YES
        return no(_("评价记录由机构保管，随报告提交后由主管部门查看。"))

    def _stands(self, act: str, row: Engagement) -> Ruling:
        if row.state != Engagement.State.CONTRACTED or row.application.agency_id != row.agency_id:
            return no(_("委托合同还没有签，或者已经解除，不能开展评价。"))
        state = row.application.state
        if state in OPEN[act] or open_revision_of(row) is not None:
            return YES
        if act in _NOT_YET and state in _WAY:
            return no(_NOT_YET[act])
        return no(_("报告已经签章，评价记录不能再改；需要修改时由机构负责人先登记修改原因。"))


work = WorkAccess()
