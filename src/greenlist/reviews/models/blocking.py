"""An application stopped because an exclusion condition came true, until somebody decides in writing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Blob
from greenlist.parties.models import Person


class Block(models.Model):
    """One stop: which condition, on what paper; and the written verdict that ended it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="blocks")
    condition = models.CharField(max_length=12)  # id of the policy: NEG-1
    condition_name = models.CharField(max_length=200)
    reason = models.TextField(_("事实和依据"))
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    blob_name = models.CharField(_("依据文件"), max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=200)
    at = models.DateTimeField()
    verdict = models.TextField(_("书面认定"), blank=True)
    verdict_blob = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    verdict_name = models.CharField(_("认定文件"), max_length=200, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_hat = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["application"], condition=Q(ended_at=None), name="reviews_blocked_once"),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.condition}"
