"""What is kept of look-ups."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Blob
from greenlist.parties.models import Jurisdiction, Person


class Lookup(models.Model):
    """What a person looked up about one unit and one condition. Never changed; one recorded wrongly is withdrawn."""

    authority = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="lookups")  # the province it holds in
    city = models.ForeignKey(Jurisdiction, models.PROTECT, null=True, related_name="+")  # who recorded, None: province
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="lookups"
    )  # in whose record it was written; None: a unit of a green list
    identity = models.CharField(max_length=120)  # of the unit or tenant (screening.subjects)
    name = models.CharField(max_length=120)
    condition = models.CharField(max_length=12)
    found = models.BooleanField()
    source = models.CharField(max_length=60, blank=True)  # the ListSource asked at its own place, '' another one
    place = models.CharField(_("在哪里查的"), max_length=120)
    address = models.CharField(_("网址或文号"), max_length=300, blank=True)
    looked_on = models.DateField(_("查询日期"))
    dated_on = models.DateField(_("情形日期"), null=True, blank=True)
    what = models.TextField(_("查到的内容"), blank=True)
    document = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    document_name = models.CharField(_("佐证"), max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=200)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["authority", "identity"], name="screenings_looked_up"),)

    def __str__(self) -> str:
        return f"{self.name} {self.condition} {self.found}"

    @property
    def record(self) -> str:
        """What it is called where lists have records: 32 hex digits."""
        return hashlib.sha256(f"lookup {self.pk}".encode()).hexdigest()[:32]
