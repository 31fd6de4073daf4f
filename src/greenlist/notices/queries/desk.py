"""What the desk of notices shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from greenlist.notices.models import Notice, Objection
from greenlist.parties.access import Hat
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds

from .candidates import LIVE, REVIEWED


@dataclass(frozen=True, slots=True)
class ToNotice:
    """A round and how many of its applications are reviewed and in no notice."""

    round: Round
    count: int


def notice_rows(visible: QuerySet[Notice]) -> QuerySet[Notice]:
    """The notices with how many units they show (`count`) and how many objections are open (`unfinished`)."""
    unfinished = Count("objections", distinct=True, filter=Q(objections__state__in=Objection.OPEN))
    rows = visible.select_related("round", "prepared_by").annotate(
        count=Count("units", distinct=True), unfinished=unfinished
    )
    return rows.order_by("-created_at", "-pk")


def rounds_to_notice(hat: Hat) -> list[ToNotice]:
    """The rounds in which something can be noticed. One query."""
    if hat.jurisdiction is None:
        return []
    here = Q(applications__state=REVIEWED, applications__city__path__startswith=hat.jurisdiction.path)
    taken = Q(applications__noticed__notice__state__in=LIVE)
    rows = rounds.visible(hat).filter(jurisdiction=hat.jurisdiction).select_related("law")
    counted = rows.annotate(
        reviewed=Count("applications", distinct=True, filter=here),
        drafted=Count("applications", distinct=True, filter=here & taken),
    )
    return [ToNotice(one, one.reviewed - one.drafted) for one in counted if one.reviewed > one.drafted]
