"""What the offices keep of their work on applications."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Blob, Submission
from greenlist.parties.models import Person


class FormalCheck(models.Model):
    """The record of one formal check of one version (REQ-43): what was wrong, what a person judged, how it ended."""

    class Outcome(models.TextChoices):
        """How it ended."""

        OPEN = "", _("核对中")
        ACCEPTED = "accepted", _("受理")
        RETURNED = "returned", _("退回补正")

    application = models.ForeignKey(Application, models.CASCADE, related_name="formal_checks")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="formal_check")
    findings: models.JSONField[Any, Any] = models.JSONField(default=list)  # what the program found when it ended
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    note = models.TextField(_("总的说明"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

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
    point = models.CharField(max_length=120)  # kind:id, e.g. condition:PE1, finding:CHK-12@values.x, file:sha256
    answer = models.CharField(max_length=7, choices=Answer.choices)
    note = models.TextField(_("说明"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["check_of", "point"], name="reviews_point_once"),)

    def __str__(self) -> str:
        return f"{self.point} {self.answer}"


class ScreeningRuling(models.Model):
    """A written word on what screening left open or hit, before recommendation (RS-2) or sending up (RS-3).

    It holds for exactly what was found (`findings`: a digest over conditions, sources, records and outcomes): as soon
    as screening finds anything else, it holds no more.
    """

    class Point(models.TextChoices):
        """Before which step."""

        RS_2 = "RS-2", _("推荐前复查")
        RS_3 = "RS-3", _("报部前复查")

    application = models.ForeignKey(Application, models.PROTECT, related_name="screening_rulings")
    point = models.CharField(max_length=4, choices=Point.choices)
    outcome = models.CharField(max_length=12)  # screening.outcomes.Outcome that was found
    findings = models.CharField(max_length=64)
    reason = models.TextField(_("认定的理由"))
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    blob_name = models.CharField(_("依据文件"), max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=200)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.application_id} {self.point}"
