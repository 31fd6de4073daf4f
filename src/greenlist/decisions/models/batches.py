"""A list of decisions in the making, and its lines."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Passage
from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round


class Stage(models.TextChoices):
    """Which step of the process the list decides."""

    SELECTION = "selection", _("市（州）遴选")
    MEETING = "meeting", _("省级审定会")


@pghistory.track(fields=["state"])
class Batch(models.Model):
    """A list that an office prepares, a second person looks at and releases. At most one open per office and stage."""

    class State(models.TextChoices):
        """How far it is."""

        PREPARING = "preparing", _("拟定中")
        PROPOSED = "proposed", _("待审批")
        RELEASED = "released", _("已发布")
        DROPPED = "dropped", _("已撤销")

    OPEN = ("preparing", "proposed")

    round = models.ForeignKey(Round, models.PROTECT, related_name="decision_batches")
    place = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the city, or the province
    stage = models.CharField(max_length=9, choices=Stage.choices)
    title = models.CharField(_("名称"), max_length=120)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARING)
    version = models.PositiveIntegerField(default=1)  # raised by every change: the optimistic lock
    held_on = models.DateField(_("会议日期"), null=True, blank=True)
    held_at = models.CharField(_("会议地点"), max_length=120, blank=True)
    chair = models.CharField(_("主持人"), max_length=60, blank=True)
    attendees = models.TextField(_("参加人员"), blank=True)  # one a line
    remarks = models.TextField(_("会议记要"), blank=True)
    sent_back_reason = models.TextField(blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the preview that was released

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "place", "stage"], condition=Q(state__in=("preparing", "proposed")),
                name="decisions_one_open_batch",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Line(models.Model):
    """One application on the list: where the policy's keys put it, where a person put it, and what is decided.

    `outcome` '' is left open: the application stays where it is. For a meeting `yes` is passed, `back` returned to
    the city. `reason` is told to the unit.
    """

    class Outcome(models.TextChoices):
        """What is decided."""

        OPEN = "", _("未定")
        YES = "yes", _("同意")
        NO = "no", _("不同意")
        BACK = "back", _("退回市（州）")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="lines")
    application = models.ForeignKey(Application, models.PROTECT, related_name="decision_lines")
    verdict = models.CharField(max_length=14, blank=True)  # engine.evaluate.Verdict of the newest version
    tier = models.CharField(max_length=10, blank=True)  # engine.outcome.Tier
    score = models.DecimalField(max_digits=20, decimal_places=8, null=True, blank=True)
    keys: models.JSONField[Any, Any] = models.JSONField(default=list)  # the policy's keys, as text, null if unknown
    place = models.PositiveIntegerField(null=True, blank=True)  # by the policy's keys; None: not ranked
    place_reason: models.JSONField[Any, Any] = models.JSONField(default=dict)  # engine.messages.Message as data
    position = models.PositiveIntegerField()  # where it stands on the list of its kind, 1 first
    moved_reason = models.TextField(_("调整次序的理由"), blank=True)  # '' : it stands where the keys put it
    moved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    moved_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=4, choices=Outcome.choices, blank=True, default="")
    reason = models.TextField(_("理由"), blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    stopped: models.JSONField[Any, Any] = models.JSONField(default=list)  # what kept it from being released, sentences
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=["batch", "application"], name="decisions_line_once"),)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.application_id} {self.outcome}"


class LineNote(models.Model):
    """What somebody of the office wrote beside a line; never told to the unit."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="notes")
    text = models.TextField(_("备注"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:40]
