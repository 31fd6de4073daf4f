"""What the meeting adds to the rules of lists: its record, and that nobody decides on a case of their own."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from greenlist.decisions.models import Batch, Line, Stage
from greenlist.decisions.queries.meeting import own_cases
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, no

from .batches import batches


class MeetingAccess:
    """Meetings of a province."""

    def may(self, hat: Hat | None, act: str, row: Batch) -> Ruling:
        """Acts: record (write the head of the minutes)."""
        if hat is None or not batches.visible(hat).filter(pk=row.pk, stage=Stage.MEETING).exists():
            return no(_("看不到这份名单。"))
        return self.ruling(hat, act, row)

    def ruling(self, hat: Hat, act: str, row: Batch) -> Ruling:
        """The same of a meeting that the hat is known to see."""
        if act != "record":
            return no(_("没有这项操作。"))
        if not hat.among(roles.PROVINCE):
            return no(_("会议记录由省厅填写。"))
        return YES if row.state != Batch.State.DROPPED else no(_("这份名单已撤销。"))

    def not_own(self, hat: Hat, rows: Collection[Line]) -> Ruling:
        """Whether none of these lines is a case of a unit or agency the person belongs to. One query."""
        found = own_cases(hat.person, [one.application for one in rows])
        return no(next(iter(found.values()))) if found else YES


meetings = MeetingAccess()
