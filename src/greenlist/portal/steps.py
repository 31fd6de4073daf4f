"""What waits for an office on the way from its desk to the list: a line per step, only where something waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.applications.rules import applications
from greenlist.consultations.models import Reply
from greenlist.consultations.rules.letters import replies
from greenlist.decisions.models import Batch, Line, Stage
from greenlist.decisions.rules.batches import batches
from greenlist.notices.models import Notice, NoticedUnit, Objection
from greenlist.notices.rules.notices import notices
from greenlist.notices.rules.objections import objections
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.recommendations.models import IntakeCheck, Recommendation
from greenlist.recommendations.rules import intake, recommendations
from greenlist.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Step:
    """What waits, how much of it, and the address where it is done."""

    label: Promise
    count: int
    address: str  # name of an address without arguments


def steps_of(hat: Hat) -> list[Step]:
    """What waits for a city or the province in open rounds, in the order of the process. City 4 queries, province 6."""
    every = _city(hat) if hat.among(roles.CITY) else _province(hat)
    return [one for one in every if one.count]


def _city(hat: Hat) -> list[Step]:
    listed = Line.objects.filter(application=OuterRef("pk"), batch__state__in=Batch.OPEN, batch__stage=Stage.SELECTION)
    counts = _standing(hat, free=Q(~Exists(listed), state="consulted"), selected=Q(state="selected"),
                       accepted=Q(state="formally_checked"))  # fmt: skip
    open_objections = replies.visible(hat).filter(current=True, answer=Reply.Answer.OBJECTION, ruling=None)
    return [
        Step(_("已受理，待征求部门意见"), counts["accepted"], "consultations"),
        Step(_("部门有异议，待认定"), open_objections.count(), "consultations"),
        Step(_("已征求意见，待遴选"), counts["free"], "selections"),
        Step(_("遴选名单，待审批"), _proposed(batches.visible(hat), Stage.SELECTION), "selections"),
        Step(_("已选中，待推荐"), counts["selected"], "recommendations"),
        Step(_("推荐文，待审批"), _letters(hat, Recommendation.Level.CITY), "recommendations"),
    ]


def _province(hat: Hat) -> list[Step]:
    listed = Line.objects.filter(application=OuterRef("pk"), batch__state__in=Batch.OPEN, batch__stage=Stage.MEETING)
    drafted = NoticedUnit.objects.filter(application=OuterRef("pk"), notice__state=Notice.State.DRAFT)
    reviewed = Q(~Exists(drafted), state="province_reviewed")
    counts = _standing(hat, free=Q(~Exists(listed), state="recommended"), reviewed=reviewed,
                       noticed=Q(state="province_noticed"))  # fmt: skip
    taken = IntakeCheck.objects.filter(unit=OuterRef("pk")).exclude(outcome=IntakeCheck.Outcome.OPEN)
    waiting = intake.visible(hat).filter(application__state="recommended", went=True).exclude(Exists(taken))
    return [
        Step(_("市（州）推荐，待受理核对"), waiting.count(), "intake"),
        Step(_("待专家评审和审定"), counts["free"], "meetings"),
        Step(_("审定名单，待审批"), _proposed(batches.visible(hat), Stage.MEETING), "meetings"),
        Step(_("审定通过，待公示"), counts["reviewed"], "notices"),
        Step(_("公示拟稿，待发布"), notices.visible(hat).filter(state=Notice.State.DRAFT).count(), "notices"),
        Step(_("异议，待办结"), objections.visible(hat).filter(state__in=Objection.OPEN).count(), "objections"),
        Step(_("已公示，待报部"), counts["noticed"], "recommendations"),
        Step(_("推荐文，待审批"), _letters(hat, Recommendation.Level.PROVINCE), "recommendations"),
    ]


def _standing(hat: Hat, **which: Q) -> dict[str, int]:
    rows: QuerySet[Application] = applications.visible(hat).filter(round__state=Round.State.OPEN)
    return rows.aggregate(**{name: Count("pk", filter=one, distinct=True) for name, one in which.items()})


def _proposed(visible: QuerySet[Batch], stage: str) -> int:
    return visible.filter(state=Batch.State.PROPOSED, stage=stage).count()


def _letters(hat: Hat, level: str) -> int:
    return recommendations.visible(hat).filter(state=Recommendation.State.PROPOSED, level=level).count()
