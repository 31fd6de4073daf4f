"""Written words on what screening left open or hit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Blob
from greenlist.parties.models import Person


class ScreeningRuling(models.Model):
    """A written word on what screening left open or hit, before recommendation (RS-2) or sending up (RS-3).

    It holds for exactly what was found (`findings`: a digest over conditions, sources, records and outcomes): as soon
    as screening finds anything else, it holds no more.
    """

    class Point(models.TextChoices):
        """Before which step."""

        RS_2 = "RS-2", _("推荐前复查")
        RS_3 = "RS-3", _("报部前复查")

    application = models.ForeignKey(Application, models.PROTECT, related_name="screening_rulings")
    point = models.CharField(max_length=4, choices=Point.choices)
    outcome = models.CharField(max_length=12)  # screening.outcomes.Outcome that was found
    findings = models.CharField(max_length=64)
    reason = models.TextField(_("认定的理由"))
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    blob_name = models.CharField(_("依据文件"), max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=200)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["application", "point"], name="reviews_rulings"),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.point}"
