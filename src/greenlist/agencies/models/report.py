"""The report of an agency as it was signed, and what was changed later and why."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Blob, Evidence
from greenlist.parties.models import Person

from .engagement import Engagement


class AgencyReport(models.Model):
    """A numbered version of the report, signed by the agency's legal representative. Never changed."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()  # what the report says: domain.signing.report_content
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    paper = models.ForeignKey(Blob, models.PROTECT, related_name="+")  # the PDF made from it
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")  # the same in the application
    score = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    statement: models.JSONField[Any, Any] = models.JSONField()  # the points of the statement, in Chinese
    reason = models.TextField(blank=True)  # of a version after the first
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("engagement", "number")
        constraints = (models.UniqueConstraint(fields=["engagement", "number"], name="agencies_report_version"),)
        triggers = (pgtrigger.Protect(name="signed", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.engagement} v{self.number}"


class Revision(models.Model):
    """A signed report being changed: from when, why, and the version that came of it (None: still open)."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="revisions")
    reason = models.TextField(_("修改原因"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    report = models.OneToOneField(AgencyReport, models.PROTECT, null=True, blank=True, related_name="revision")
    dropped_at = models.DateTimeField(null=True, blank=True)  # given up: the signed version stands

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["engagement"], condition=Q(report=None, dropped_at=None), name="agencies_one_open_revision"
            ),
        )

    def __str__(self) -> str:
        return f"{self.engagement_id}"
