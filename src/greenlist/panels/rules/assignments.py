"""Who sees that an expert reviews a case. An expert with a conflict does not: neither the case nor that it is there."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.panels.models import Assignment, Expert, Panel
from greenlist.panels.queries.conflicts import conflicted_ids
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no
from greenlist.parties.models import Role

_SHOWN = (Panel.State.SCORING, Panel.State.CLOSED)


def own_cases(hat: Hat | None) -> QuerySet[Assignment]:
    """What an expert reviews: not ended, of a panel that has begun, without a conflict as things stand now.

    Every list, count, search, export and address of an expert begins here. Nothing where the expert is out of the pool.
    """
    if hat is None or hat.role != Role.EXPERT:
        return Assignment.objects.none()
    expert = Expert.objects.select_related("person").filter(person=hat.person, pool=hat.organisation).first()
    if expert is None or not expert.active:
        return Assignment.objects.none()
    rows = Assignment.objects.filter(expert=expert, ended_at=None, panel__state__in=_SHOWN)
    barred = conflicted_ids(expert, Application.objects.filter(pk__in=rows.values("application")))
    return rows.exclude(application__in=barred)


class AssignmentAccess:
    """An expert sees their own; the province all of its panels, ended ones too."""

    def visible(self, hat: Hat | None) -> QuerySet[Assignment]:
        """The assignments a hat may see."""
        if hat is None or hat.jurisdiction is None:
            return Assignment.objects.none()
        if hat.among(roles.PROVINCE):
            return Assignment.objects.filter(panel__place=hat.jurisdiction)
        return own_cases(hat)

    def may(self, hat: Hat | None, act: str, row: Assignment) -> Ruling:
        """Acts: see; score (the expert, while the panel is scoring); change (end, exchange: the province's handler)."""
        if hat is None or not self.visible(hat).filter(pk=row.pk).exists():
            return no(_("看不到这份评审任务。"))
        if act == "see":
            return YES
        if act == "score":
            return self._score(hat, row)
        if act == "change":
            return self._change(hat, row)
        return no(_("没有这项操作。"))

    def _score(self, hat: Hat, row: Assignment) -> Ruling:
        if hat.role != Role.EXPERT:
            return no(_("由评审专家本人打分。"))
        return YES if row.panel.state == Panel.State.SCORING else no(_("评审组已结束评审，不能再打分。"))

    def _change(self, hat: Hat, row: Assignment) -> Ruling:
        if hat.role != Role.PROVINCE_HANDLER:
            return no(_("评审任务由省级经办调整。"))
        if row.panel.state == Panel.State.CLOSED:
            return no(_("这个评审组已经结束，不能再改。"))
        return YES if row.ended_at is None else no(_("这份评审任务已经终止。"))


assignments = AssignmentAccess()
