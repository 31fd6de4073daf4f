"""A panel of experts for some kind and industries, and who reviews what."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Kind
from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round

from .experts import Expert


@pghistory.track(fields=["state", "phase"])
class Panel(models.Model):
    """A group of experts who review the cases of a kind, and of some industries, in one round."""

    class State(models.TextChoices):
        """How far it is."""

        FORMING = "forming", _("组建中")
        SCORING = "scoring", _("评审中")
        CLOSED = "closed", _("已结束")

    class Phase(models.TextChoices):
        """What experts see of each other's sheets."""

        BLIND = "blind", _("背靠背：看不到别人的打分")
        NAMED = "named", _("公开：看得到别人的打分和姓名")

    round = models.ForeignKey(Round, models.PROTECT, related_name="panels")
    place = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the province
    name = models.CharField(_("名称"), max_length=80)
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices)
    industries: models.JSONField[Any, Any] = models.JSONField(_("行业"), default=list)  # two-digit codes; []: all
    state = models.CharField(max_length=7, choices=State.choices, default=State.FORMING)
    phase = models.CharField(max_length=5, choices=Phase.choices, default=Phase.BLIND)
    per_case = models.PositiveSmallIntegerField(_("每份申报的专家人数"))
    anchor = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="+")  # to all experts
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.TextField(_("结束的理由"), blank=True)  # where sheets were missing

    class Meta:
        ordering = ("round", "name", "pk")
        constraints = (models.UniqueConstraint(fields=["round", "name"], name="panels_name_once"),)

    def __str__(self) -> str:
        return self.name


class PanelMember(models.Model):
    """An expert of a panel."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="members")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="panels")
    chair = models.BooleanField(_("组长"), default=False)

    class Meta:
        ordering = ("-chair", "pk")
        constraints = (models.UniqueConstraint(fields=["panel", "expert"], name="panels_member_once"),)

    def __str__(self) -> str:
        return f"{self.panel_id} {self.expert_id}"


class Assignment(models.Model):
    """One expert reviews one case. Ended, never deleted; `second` in the round after a conflicting first one."""

    class How(models.TextChoices):
        """Who chose the expert."""

        SOLVER = "solver", _("系统分配")
        HAND = "hand", _("人工调整")
        ANCHOR = "anchor", _("共评样本")

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="assignments")
    application = models.ForeignKey(Application, models.PROTECT, related_name="review_assignments")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="assignments")
    how = models.CharField(max_length=6, choices=How.choices)
    why = models.TextField(_("分配的理由"))
    second = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.TextField(blank=True)
    removed = models.BooleanField(default=False)  # a person took the expert off the case: the solver gives it not again

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["application", "expert"], condition=models.Q(ended_at=None), name="panels_expert_once_per_case"
            ),
        )

    def __str__(self) -> str:
        return f"{self.expert_id} {self.application_id}"


class AssignmentPlan(models.Model):
    """What the solver proposes for a panel, kept while the office looks at it. Applied at most once, and only while
    what it was made from (`basis`: members, cases, conflicts, assignments) is still the same.
    """

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="plans")
    basis = models.CharField(max_length=64)
    content: models.JSONField[Any, Any] = models.JSONField()  # queries.planning.Planned as data
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.panel} {self.pk}"
