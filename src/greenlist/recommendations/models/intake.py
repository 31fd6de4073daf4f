"""The province takes in what a city recommended: the same checks again, and what changed since the city released."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.parties.models import Person

from .sending import RecommendedUnit


class IntakeCheck(models.Model):
    """What the checks said when the province took a unit in, and what the officer decided."""

    class Outcome(models.TextChoices):
        """What became of it."""

        OPEN = "", _("待核对")
        TAKEN = "taken", _("已受理")
        RETURNED = "returned", _("已退回")

    unit = models.OneToOneField(RecommendedUnit, models.CASCADE, related_name="intake")
    checked_at = models.DateTimeField()
    findings: models.JSONField[Any, Any] = models.JSONField(default=list)  # what the checks say now
    changes: models.JSONField[Any, Any] = models.JSONField(default=list)  # what differs from the release of the city
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    note = models.TextField(_("意见"), blank=True)
    items: models.JSONField[Any, Any] = models.JSONField(default=list)  # returned: label and reason of each
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.outcome}"
