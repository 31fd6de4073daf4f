"""The cases of a panel, who reviews them, how much each expert has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left

from greenlist.applications.models import Application
from greenlist.panels.law import expert_review
from greenlist.panels.models import Assignment, Expert, Panel, PanelMember
from greenlist.rounds.models import Round

WAITING = "recommended"  # the state of the process in which experts review


def cases_of(panel: Panel) -> QuerySet[Application]:
    """The cases of a panel: of its kind and industries, waiting for review or given to its experts already.

    A panel without industries takes those that no other panel of the round and kind names.
    """
    mine = Q(pk__in=live_of(panel).values("application"))
    waiting = Q(state=WAITING, kind=panel.kind, city__path__startswith=panel.place.path)
    rows = Application.objects.filter(round=panel.round_id).annotate(division=Left("unit__industry4", 2))
    if panel.industries:
        waiting &= Q(division__in=panel.industries)
    else:
        waiting &= ~Q(division__in=_named_elsewhere(panel))
    return rows.filter(mine | waiting).order_by("unit__name", "pk")


def _named_elsewhere(panel: Panel) -> list[str]:
    others = Panel.objects.filter(round=panel.round_id, place=panel.place_id, kind=panel.kind).exclude(pk=panel.pk)
    return sorted({code for codes in others.values_list("industries", flat=True) for code in codes})


def uncovered(round_: Round, panels: Iterable[Panel]) -> QuerySet[Application]:
    """The cases of a round that wait for review and that no panel takes."""
    taken = Q(pk__in=[])
    for panel in panels:
        codes = panel.industries
        taken |= Q(kind=panel.kind, division__in=codes) if codes else Q(kind=panel.kind)
    rows = Application.objects.filter(round=round_, state=WAITING).annotate(division=Left("unit__industry4", 2))
    return rows.exclude(taken)


def live_of(panel: Panel) -> QuerySet[Assignment]:
    """The assignments of a panel that hold."""
    return Assignment.objects.filter(panel=panel, ended_at=None)


def with_counts(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Each case with `given` (experts who have it) and `signed` (sheets signed)."""
    holds = Q(review_assignments__ended_at=None)
    signed = holds & Q(review_assignments__sheet__signed_at__isnull=False)
    return rows.annotate(
        given=Count("review_assignments", filter=holds, distinct=True),
        signed=Count("review_assignments", filter=signed, distinct=True),
    )


def loads(round_: Round, experts: Iterable[int]) -> dict[int, int]:
    """How many cases of a round each expert has, over all of its panels."""
    rows = Assignment.objects.filter(panel__round=round_, expert__in=list(experts), ended_at=None)
    return dict(rows.values_list("expert").annotate(count=Count("pk")).order_by("expert"))


def most_cases(expert: Expert, round_: Round) -> int | None:
    """How many cases an expert takes in a round at most: the lower of own limit and policy. None: no limit is known."""
    limits = [one for one in (expert.most_cases, expert_review(round_).most_cases.value) if one is not None]
    return min(limits) if limits else None


@dataclass(frozen=True, slots=True)
class Member:
    """An expert of a panel with what they have."""

    member: PanelMember
    here: int  # cases of this panel
    load: int  # of the whole round
    most: int | None
    able: bool  # knows the kind and is in the pool
    conflicts: int  # cases of this panel that they must not review


def members_of(panel: Panel) -> list[PanelMember]:
    """The experts of a panel, with their people. One query."""
    return list(panel.members.select_related("expert__person", "expert__pool"))


def members_shown(panel: Panel, members: Sequence[PanelMember], conflicted: dict[int, int]) -> list[Member]:
    """Experts of a panel as its page tells of them; `conflicted`: expert -> cases. Two queries."""
    ids = [one.expert_id for one in members]
    here = dict(
        live_of(panel).filter(expert__in=ids).values_list("expert").annotate(count=Count("pk")).order_by("expert")
    )
    load = loads(panel.round, ids)
    return [
        Member(
            one, here.get(one.expert_id, 0), load.get(one.expert_id, 0), most_cases(one.expert, panel.round),
            able(one.expert, panel), conflicted.get(one.expert_id, 0),
        )
        for one in members
    ]  # fmt: skip


def able(expert: Expert, panel: Panel) -> bool:
    """Whether an expert may be given cases of a panel at all."""
    return expert.active and panel.kind in expert.kinds
