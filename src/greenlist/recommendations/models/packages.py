"""The merged files of a unit, made by the worker or on demand; runs over all units with their progress."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Blob
from greenlist.parties.models import Person

from .sending import Recommendation, RecommendedUnit


class PackageRun(models.Model):
    """The packages of all units of a recommendation being made; `done` is raised unit by unit."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="package_runs")
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    failed: models.JSONField[Any, Any] = models.JSONField(default=list)  # unit and reason of those not made
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.done}/{self.total}"


class Package(models.Model):
    """What was made for one unit: its contents as listed on the cover, and what could not be merged."""

    unit = models.OneToOneField(RecommendedUnit, models.CASCADE, related_name="package")
    basis = models.CharField(max_length=64)  # digest of what it was made from: another one now means it is out of date
    parts: models.JSONField[Any, Any] = models.JSONField(default=list)  # as on the cover
    remarks: models.JSONField[Any, Any] = models.JSONField(default=list)  # code, title of the part, detail
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    seconds = models.DecimalField(max_digits=8, decimal_places=2)  # how long it took

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.basis[:8]}"


class PackageFile(models.Model):
    """A volume, or a file that cannot be a page and goes beside them."""

    class Kind(models.TextChoices):
        """Which of the two."""

        VOLUME = "volume", _("合订本")
        ATTACHMENT = "attachment", _("附件")

    package = models.ForeignKey(Package, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    pages = models.PositiveIntegerField(default=0)
    first_page = models.PositiveIntegerField(default=0)  # the number stamped on the first page of a volume
    claim = models.CharField(max_length=12, blank=True, default="")  # PDF/A-2b, PDF/A-3b; '' for a volume that is none

    class Meta:
        ordering = ("-kind", "number")  # volumes first
        constraints = (models.UniqueConstraint(fields=["package", "kind", "number"], name="recommendations_file_once"),)

    def __str__(self) -> str:
        return self.name
