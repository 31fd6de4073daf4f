"""The ministry's list as it was handed in, its lines matched to the applications of the round."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Kind
from greenlist.listings.models import GreenList
from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round


@pghistory.track(fields=["state"])
class ResultImport(models.Model):
    """A list published by the ministry: under public notice, or final. Looked at, matched, applied once."""

    class Stage(models.TextChoices):
        """What the list says."""

        NOTICE = "notice", _("部公示名单")
        FINAL = "final", _("公布名单")

    class State(models.TextChoices):
        """How far it is."""

        MATCHING = "matching", _("核对中")
        APPLIED = "applied", _("已入册")
        DROPPED = "dropped", _("已撤销")

    round = models.ForeignKey(Round, models.PROTECT, related_name="result_imports")
    place = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    stage = models.CharField(_("名单"), max_length=6, choices=Stage.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.MATCHING)
    document_no = models.CharField(_("文号"), max_length=80)
    document_title = models.CharField(_("文件名称"), max_length=160, blank=True)
    published_on = models.DateField(_("公布日期"))
    name = models.CharField(max_length=200)  # of the file, '' for a pasted table
    content: models.JSONField[Any, Any] = models.JSONField()  # listings.rows.Reading as data
    green_list = models.ForeignKey(GreenList, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "stage"], condition=Q(state="matching"), name="notices_one_open_import"
            ),
        )

    def __str__(self) -> str:
        return self.document_no


class ResultLine(models.Model):
    """One line of the list that may be of this round, or an application of the round that is on no line."""

    result = models.ForeignKey(ResultImport, models.CASCADE, related_name="lines")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="result_lines")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    printed_name = models.CharField(max_length=120, blank=True)  # '': not on the list
    region = models.CharField(max_length=40, blank=True)
    how = models.CharField(max_length=12, blank=True)  # uscc, name, former_name, near, chosen; '' not matched
    listed = models.BooleanField(null=True)  # None: a person must say which application it is
    reason = models.TextField(_("未列入的理由"), blank=True)
    effect = models.CharField(max_length=20, blank=True)  # '' or province_list (publicity.fallback_to_province_list)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.printed_name or str(self.application_id)
