"""The last day of a batch moved after its letters went out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.parties.models import Person

from .consulting import Consultation


class Extension(models.Model):
    """One move of the last day: from when to when, why. The letters stay as they went out."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="extensions")
    before = models.DateField()
    to = models.DateField(_("延长到"))
    reason = models.TextField(_("延长的理由"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.before} → {self.to}"
