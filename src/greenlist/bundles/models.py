"""Bundles that came and went: whose keys an office trusts, what was received, what was made."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Blob
from greenlist.parties.models import Jurisdiction, Organisation, Person
from greenlist.rounds.models import Round


class TrustedKey(models.Model):
    """A public key that an office holds to be the one of a sender, since somebody asked the sender and says how."""

    office = models.ForeignKey(Organisation, models.PROTECT, related_name="trusted_keys")  # who trusts it
    sender = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # whose it is
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField(_("怎样核对的"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["office", "sender", "fingerprint"], condition=Q(ended_at=None), name="bundles_key_trusted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sender} {self.fingerprint[:16]}"


class Received(models.Model):
    """A genuine bundle that an office was sent, kept as it came. `digest`: of its manifest."""

    office = models.ForeignKey(Organisation, models.PROTECT, related_name="received_bundles")
    sender = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)  # of the key that signed it
    made_at = models.CharField(max_length=40)  # as the manifest says
    count = models.PositiveIntegerField()  # applications in it
    name = models.CharField(max_length=200)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    journal = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")  # the sender's segment
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)  # applications taken out of it so far

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=["office", "digest"], name="bundles_received_once"),)

    def __str__(self) -> str:
        return self.name


class Imported(models.Model):
    """Which application came with which bundle, and how: the way back from the application to the sender."""

    received = models.ForeignKey(Received, models.PROTECT, related_name="imported")
    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="imports")
    code = models.CharField(max_length=12)  # of the comparison: new_unit, new, newer
    versions: models.JSONField[Any, Any] = models.JSONField(default=list)  # numbers of the versions taken
    differs: models.JSONField[Any, Any] = models.JSONField(default=list)  # sections not the same once taken apart
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.received_id} {self.application_id}"


class Made(models.Model):
    """A bundle that an office asked for, made by the worker."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("生成中")
        DONE = "done", _("已生成")
        FAILED = "failed", _("没有生成")

    office = models.ForeignKey(Organisation, models.PROTECT, related_name="made_bundles")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=8)  # handover, archive
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=300, blank=True)  # failed: the reason, in words
    name = models.CharField(max_length=200, blank=True)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    count = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name or f"{self.round} {self.purpose}"
