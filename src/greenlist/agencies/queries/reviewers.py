"""Who may not review a draft: the team, and whoever wrote it."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from greenlist.agencies.law import third_party
from greenlist.agencies.models import Engagement
from greenlist.journal.models import Entry
from greenlist.parties.models import Person


def against_reviewer(engagement: Engagement, person: Person) -> str:
    """Why somebody may not review the draft, in their words; '' where nothing speaks against it. Two queries.

    Where the policy leaves it open whether a reviewer stands outside of the team, nothing does.
    """
    if not third_party(engagement.application.round).procedure.reviewer_outside_team.value:
        return ""
    team = engagement.team.filter(Q(staff__person=person) | Q(staff__name=person.name))
    if team.exists():
        return _("您（或与您同名的人）在评价组里；技术复核要由评价组以外的人做。")
    written = Entry.objects.filter(
        act="evaluation.chapter_written", object_type="agencies.engagement", object_id=str(engagement.pk),
        actor=str(person.pk),
    )  # fmt: skip
    if written.exists():
        return _("这份报告有您写的章节；技术复核要由没有参与编写的人做。")
    return ""
