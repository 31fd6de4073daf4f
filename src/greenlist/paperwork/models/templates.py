"""An uploaded DOCX template: a numbered version for a kind of document, of a policy or of all."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from greenlist.applications.models import Blob
from greenlist.parties.models import Jurisdiction, Person


class DocumentTemplate(models.Model):
    """A version as it was uploaded. Only `active` changes; of each kind and policy at most one is."""

    place = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the province whose rounds it serves
    kind = models.CharField(max_length=30)  # documents.filling.KINDS
    policy = models.CharField(max_length=60, blank=True)  # '' for all policies
    number = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # as its sender calls the file
    note = models.TextField(blank=True)  # what is different from the version before
    used: models.JSONField[Any, Any] = models.JSONField(default=list)  # names of placeholders
    missing: models.JSONField[Any, Any] = models.JSONField(default=list)  # [where, text] of the sample, left out
    seconds = models.DecimalField(max_digits=6, decimal_places=3)  # to fill it with the sample
    active = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    activated_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    activated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "policy", "-number")
        constraints = (
            models.UniqueConstraint(fields=["place", "kind", "policy", "number"], name="paperwork_template_version"),
            models.UniqueConstraint(
                fields=["place", "kind", "policy"], condition=Q(active=True), name="paperwork_one_active_template"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.policy or '*'} v{self.number}"
