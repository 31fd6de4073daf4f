"""What an expert found: points per item of the pack, with the reason where they depart from the verified value."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Submission

from .panels import Assignment


@pghistory.track(fields=["signed_at"])
class ScoreSheet(models.Model):
    """The sheet of one assignment, over one version of the application. Signed: never changed again."""

    class Advice(models.TextChoices):
        """What the expert advises."""

        YES = "yes", _("建议推荐")
        NO = "no", _("不建议推荐")
        UNSURE = "unsure", _("需要讨论")

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="sheet")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    total = models.DecimalField(max_digits=20, decimal_places=8, null=True, blank=True)
    advice = models.CharField(_("评审意见"), max_length=6, choices=Advice.choices, blank=True)
    remark = models.TextField(_("总体评价"), blank=True)
    started_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.total}"


class ItemScore(models.Model):
    """Points an expert gives one item."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    item = models.CharField(max_length=40)  # id of an item of the pack
    points = models.DecimalField(max_digits=20, decimal_places=8)
    reason = models.TextField(_("与核查值不同的理由"), blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["sheet", "item"], name="panels_item_once"),)

    def __str__(self) -> str:
        return f"{self.item} {self.points}"
