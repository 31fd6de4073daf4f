"""The lines of a list of decisions."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Kind, Passage, Submission
from greenlist.parties.models import Person

from .batches import Batch

# Lines belong to their list: none is added to, changed in or taken from one that was released.
_OF_RELEASED = """
IF EXISTS (SELECT 1 FROM decisions_batch WHERE id IN (OLD.batch_id, NEW.batch_id) AND state = 'released') THEN
    RAISE EXCEPTION 'pgtrigger: the list was released';
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
RETURN NEW;
"""


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
    kind = models.CharField(max_length=12, choices=Kind.choices)  # the application's, for the order of the list
    county = models.CharField(max_length=60, blank=True)  # as stated, for places counted by county
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")  # the version the line rests on
    verdict = models.CharField(max_length=14, blank=True)  # engine.evaluate.Verdict of that version
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
        ordering = ("kind", "position", "pk")
        constraints = (models.UniqueConstraint(fields=["batch", "application"], name="decisions_line_once"),)
        indexes = (models.Index(fields=["batch", "kind", "position"], name="decisions_in_order"),)
        triggers = (
            pgtrigger.Trigger(
                name="of_released", when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete, func=_OF_RELEASED,
            ),
        )  # fmt: skip

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
