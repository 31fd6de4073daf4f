"""The ministry's list as it was handed in, its lines matched to the applications of the round."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Kind
from greenlist.listings.models import GreenList
from greenlist.paperwork.models import Copied
from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round


@pghistory.track(fields=["state"])
class ResultImport(Copied):
    """A list published by the ministry: under public notice, or final. Looked at, matched, applied once.

    `copies`: to whom the letters that tell the units are sent besides.
    """

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
    label = models.CharField(_("批次或年度"), max_length=40)  # as the green lists call it
    batch = models.PositiveSmallIntegerField(_("批次序号"), null=True, blank=True)
    name = models.CharField(max_length=200)  # of the file, '' for a pasted table
    sha256 = models.CharField(max_length=64)
    content: models.JSONField[Any, Any] = models.JSONField()  # listings.rows.Reading as data
    kinds: models.JSONField[Any, Any] = models.JSONField(default=dict)  # section -> kind, where rows do not say it
    green_list = models.ForeignKey(GreenList, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    dropped_reason = models.TextField(_("撤销的理由"), blank=True)

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
    """One line of the list that is of the province, or an application of the round, or both: they were matched.

    `listed` None: a person must say. Without an application it is a line of the province nobody here applied for.
    """

    class How(models.TextChoices):
        """How line and application met; '' they did not."""

        USCC = "uscc", _("统一社会信用代码相同")
        NAME = "name", _("名称相同")
        FORMER_NAME = "former_name", _("曾用名相同")
        NEAR = "near", _("名称相近")
        CHOSEN = "chosen", _("人工认定")

    class Doubt(models.TextChoices):
        """Why a person must say."""

        NEAR = "near", _("名称相近，不能自动认定")
        REGION = "region", _("名称或代码相同，但名单印的地区不是本省")
        TWICE = "twice", _("不止一行或不止一份申报对得上")

    class Effect(models.TextChoices):
        """What else it brings."""

        PROVINCE_LIST = "province_list", _("按政策转为省级绿色制造单位")
        HELD = "held", _("在名单上，但申报还没有报部，没有变动")

    result = models.ForeignKey(ResultImport, models.CASCADE, related_name="lines")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="result_lines")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    row = models.PositiveIntegerField(null=True, blank=True)  # which row of the list, counted from 0; None: on no line
    seq = models.PositiveIntegerField(null=True, blank=True)  # its printed number
    printed_name = models.CharField(max_length=120, blank=True)  # '': not on the list
    region = models.CharField(max_length=40, blank=True)
    uscc = models.CharField(max_length=18, blank=True)  # as printed
    how = models.CharField(max_length=12, choices=How.choices, blank=True)
    doubt = models.CharField(max_length=8, choices=Doubt.choices, blank=True)
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)  # likeness, 0 to 100
    listed = models.BooleanField(null=True)
    note = models.TextField(_("认定的依据"), blank=True)  # of a person who settled it
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("未列入的理由"), blank=True)
    effect = models.CharField(max_length=20, choices=Effect.choices, blank=True)
    moved = models.CharField(max_length=30, blank=True)  # the state the application came to

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["result", "application"], condition=Q(application__isnull=False), name="notices_result_once"
            ),
            models.UniqueConstraint(fields=["result", "row"], condition=Q(row__isnull=False), name="notices_row_once"),
        )

    def __str__(self) -> str:
        return self.printed_name or str(self.application_id)
