"""Numbers of places that a person entered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Kind
from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round


class StatedQuota(models.Model):
    """How many places an office has, where the policy says that there is a limit and leaves the number to others.

    The newest of a kind (and county, where the policy counts by county) holds; the reason names the document.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    place = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=12, choices=Kind.choices)
    county = models.CharField(_("县（市、区）"), max_length=60, blank=True)
    number = models.PositiveIntegerField(_("名额"))
    reason = models.TextField(_("依据"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.kind} {self.county} {self.number}"
