"""The yearly work report of an agency (评价机构年度工作情况)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.parties.models import Organisation, Person


class YearlyReport(models.Model):
    """One agency, one year: assembled from the data, corrected, confirmed. `rows` is None until first corrected."""

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="yearly_reports")
    year = models.PositiveSmallIntegerField()
    corrections: models.JSONField[Any, Any] = models.JSONField(default=list)  # agency.yearly.Correction, as JSON
    note = models.TextField(_("补充说明"), blank=True)
    confirmed: models.JSONField[Any, Any] = models.JSONField(null=True)  # agency.yearly.Yearly as confirmed
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year", "agency")
        constraints = (models.UniqueConstraint(fields=["agency", "year"], name="agencies_one_report_a_year"),)

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"
