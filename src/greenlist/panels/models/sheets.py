"""What an expert found: points per item of the pack, with the reason where they depart from the verified value."""

from __future__ import annotations

import pghistory
import pgtrigger
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
        triggers = (
            pgtrigger.Protect(
                name="signed_sheet",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__signed_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.total}"


# Points belong to their sheet: none is added to, changed in or taken from one that is signed.
_OF_SIGNED = """
IF EXISTS (SELECT 1 FROM panels_scoresheet WHERE id IN (OLD.sheet_id, NEW.sheet_id) AND signed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'pgtrigger: the score sheet is signed';
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
RETURN NEW;
"""


class ItemScore(models.Model):
    """Points an expert gives one item."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    item = models.CharField(max_length=40)  # id of an item of the pack; `total` where the pack has no points per item
    points = models.DecimalField(max_digits=20, decimal_places=8)
    reason = models.TextField(_("与核查值不同的理由"), blank=True)

    class Meta:
        ordering = ("pk",)
        triggers = (
            pgtrigger.Trigger(
                name="of_signed_sheet",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=_OF_SIGNED,
            ),
        )
        constraints = (models.UniqueConstraint(fields=["sheet", "item"], name="panels_item_once"),)

    def __str__(self) -> str:
        return f"{self.item} {self.points}"
