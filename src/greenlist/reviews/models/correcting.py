"""A version as it is with what city or province corrected: evaluated again, beside what was frozen."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from greenlist.applications.models import Application, Submission, WitnessKind
from greenlist.parties.models import Person


class CheckedResult(models.Model):
    """A version re-evaluated with the values of the offices laid over it. Made with each correction, never changed.

    The submission stays what it was. `current`: the one that decides; none where every correction was taken back.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="checked_results")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="checked_results")
    places: models.JSONField[Any, Any] = models.JSONField()  # where checked values are laid over
    data: models.JSONField[Any, Any] = models.JSONField()  # an application file (docs/application.md)
    result: models.JSONField[Any, Any] = models.JSONField()  # docs/result.md
    witness = models.CharField(
        max_length=8, choices=WitnessKind.choices, default=WitnessKind.CHECKED
    )  # the last of them
    checked_score = models.CharField(
        max_length=40, blank=True, default=""
    )  # as far as the city's words go, of a decided
    digest = models.CharField(max_length=64)  # over data and result
    current = models.BooleanField(default=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["submission"], condition=Q(current=True), name="reviews_one_deciding"),
        )
        triggers = (pgtrigger.ReadOnly(name="evaluated_once", exclude=["current"]),)

    def __str__(self) -> str:
        return f"{self.submission_id} {self.digest[:8]}"
