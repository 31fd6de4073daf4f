"""The formal check of a version, and what an officer says of each point of it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Submission
from greenlist.parties.models import Person


class FormalCheck(models.Model):
    """The record of one formal check of one version (REQ-43): what was wrong, what a person judged, how it ended.

    A version may be checked again, after the province has sent it back to the city; at most one check is open.
    """

    class Outcome(models.TextChoices):
        """How it ended."""

        OPEN = "", _("核对中")
        ACCEPTED = "accepted", _("受理")
        RETURNED = "returned", _("退回补正")

    application = models.ForeignKey(Application, models.CASCADE, related_name="formal_checks")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="formal_checks")
    findings: models.JSONField[Any, Any] = models.JSONField(default=list)  # what the program found when it ended
    left = models.PositiveIntegerField(default=0)  # points that still had to be decided when it was last worked on
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    note = models.TextField(_("总的说明"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    hat = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["submission"], condition=Q(outcome=""), name="reviews_one_open_check"),
        )

    def __str__(self) -> str:
        return f"{self.submission_id} {self.outcome}"


class CheckedPoint(models.Model):
    """What an officer says of one thing that the program cannot decide: a gate judged by people, a finding, a file."""

    class Answer(models.TextChoices):
        """What the officer found."""

        FINE = "fine", _("没有问题")
        FAULT = "fault", _("有问题")
        UNCLEAR = "unclear", _("无法判断")

    check_of = models.ForeignKey(FormalCheck, models.CASCADE, related_name="points")
    point = models.CharField(max_length=160)  # kind:id, e.g. condition:PE1, finding:CHK-12@values.x, file:sha256
    answer = models.CharField(max_length=7, choices=Answer.choices)
    note = models.TextField(_("说明"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["check_of", "point"], name="reviews_point_once"),)

    def __str__(self) -> str:
        return f"{self.point} {self.answer}"
