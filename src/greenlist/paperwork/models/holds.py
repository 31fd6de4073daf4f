"""When a round makes no batches: while a deadline is near, the machine is for those who still work."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from greenlist.parties.models import Person
from greenlist.rounds.models import Round


class BatchHold(models.Model):
    """From when to when nothing is made in batches, why, on whose word; ended early by somebody or by its time."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="batch_holds")
    reason = models.TextField()
    until = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.CheckConstraint(condition=Q(until__gt=F("at")), name="paperwork_held_for_a_while"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.until:%Y-%m-%d %H:%M}"
