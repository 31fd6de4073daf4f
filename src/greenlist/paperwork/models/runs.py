"""The reports of a round as one file for an office, made by the worker, with its progress."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.engine import clock
from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round

GIVEN_UP = timedelta(minutes=15)  # a report takes seconds: a run that says nothing for so long was cut off


class ReportRun(models.Model):
    """One batch. `heard_at` is raised with every unit; `key` is where the ZIP is kept until it is swept."""

    class State(models.TextChoices):
        """How far it is, as people are told."""

        WAITING = "waiting", _("排队等候")
        WORKING = "working", _("正在生成")
        CUT_OFF = "cut_off", _("中断")
        DONE = "done", _("已完成")

    round = models.ForeignKey(Round, models.CASCADE, related_name="report_runs")
    place = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # of the office that asked
    form = models.CharField(max_length=4)  # pdf, docx, both
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    failed: models.JSONField[Any, Any] = models.JSONField(default=list)  # unit and reason of those not made
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    heard_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.round_id} {self.done}/{self.total}"

    @property
    def state(self) -> State:
        """How far it is."""
        if self.ended_at is not None:
            return self.State.DONE
        if clock.now() - self.heard_at > GIVEN_UP:
            return self.State.CUT_OFF
        return self.State.WORKING if self.started_at is not None else self.State.WAITING
