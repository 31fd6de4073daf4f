"""Who works on public notices: the province's own office. Everybody else reads what was posted, without a hat."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.notices.models import Notice
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

S = Notice.State
_OFFICE = _("公示由省厅办理。")
WHEN: dict[str, frozenset[str]] = {  # act -> the states in which it is possible
    "edit": frozenset({S.DRAFT}),
    "drop": frozenset({S.DRAFT}),
    "post": frozenset({S.DRAFT}),
    "correct": frozenset({S.OPEN}),
    "post_correction": frozenset({S.OPEN}),
    "drop_correction": frozenset({S.OPEN}),
    "withdraw": frozenset({S.OPEN, S.ENDED}),
    "withdraw_posted": frozenset({S.OPEN, S.ENDED}),
    "drop_withdrawal": frozenset({S.OPEN, S.ENDED}),
}
APPROVED = frozenset({"post", "post_correction", "withdraw_posted"})


class NoticeAccess:
    """Notices on the desk. The public pages ask `queries.public`, which knows what was posted and nothing else."""

    def visible(self, hat: Hat | None) -> QuerySet[Notice]:
        """The notices of the hat's own province, drafts too."""
        if hat is None or hat.jurisdiction is None or not hat.among(roles.PROVINCE):
            return Notice.objects.none()
        return Notice.objects.filter(place=hat.jurisdiction)

    def may(self, hat: Hat | None, act: str, row: Notice) -> Ruling:
        """Acts: see; edit, drop, correct, drop_correction, withdraw (ask for it), drop_withdrawal (the office); post,
        post_correction, withdraw_posted (an approver, who did not prepare it).
        """
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份公示。"))
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: Notice) -> Ruling:
        """The same of a notice that the hat is known to see. No query."""
        if act == "see":
            return YES
        if act not in WHEN:
            return no(_("没有这项操作。"))
        if row.state not in WHEN[act]:
            return no(_("这份公示现在是“%(state)s”，不能这样办。") % {"state": row.get_state_display()})
        if act in {"post_correction", "drop_correction"} and not row.correction:
            return no(_("没有待发布的更正。"))
        if act in {"withdraw_posted", "drop_withdrawal"} and not row.withdrawal:
            return no(_("没有待办理的撤回。"))
        return self._second(hat, act, row)

    def may_draft(self, hat: Hat | None) -> Ruling:
        """Whether this hat drafts notices at all."""
        return YES if hat is not None and hat.among(roles.PROVINCE) else no(_OFFICE)

    def _second(self, hat: Hat, act: str, row: Notice) -> Ruling:
        """What two people must do: one prepares, another one who approves posts."""
        if act not in APPROVED:
            return YES
        if hat.role != Role.PROVINCE_APPROVER:
            return no(_("由省级审批人发布。"))
        prepared = {"post": row.prepared_by_id, "withdraw_posted": (row.withdrawal or {}).get("by")}
        if hat.person.pk == prepared.get(act, (row.correction or {}).get("by")):
            return no(_("拟稿的人不能自己发布，请由另一位审批人发布。"))
        return YES


notices = NoticeAccess()
