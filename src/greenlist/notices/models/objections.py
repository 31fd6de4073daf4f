"""An objection to a noticed unit, and the case it becomes. Who objects is never shown outside the province."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Blob
from greenlist.parties.models import Person

from .notice import Notice, NoticedUnit


@pghistory.track(fields=["state", "outcome"])
class Objection(models.Model):
    """Handed in by anybody under real name with proof (办法 二十一); anonymous ones as the policy says."""

    class State(models.TextChoices):
        """How far it is. `recorded`: anonymous, kept as a lead, no case."""

        RECEIVED = "received", _("已收到")
        RECORDED = "recorded", _("匿名，作线索记录")
        ACCEPTED = "accepted", _("已受理")
        HEARING = "hearing", _("听取单位意见")
        PROPOSED = "proposed", _("已拟处理意见，待审批")
        DECIDED = "decided", _("已办结")
        REFUSED = "refused", _("不予受理")

    OPEN = ("received", "accepted", "hearing", "proposed")

    class Outcome(models.TextChoices):
        """What was decided."""

        UPHELD = "upheld", _("异议成立")
        PARTLY = "partly", _("部分成立，不影响结果")
        REJECTED = "rejected", _("异议不成立")

    class Effect(models.TextChoices):
        """What the decision did to the list."""

        OUT = "out", _("单位移出拟推荐名单")
        STAYS = "stays", _("单位仍在拟推荐名单")
        GONE = "gone", _("单位此前已不在拟推荐名单")

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections")
    unit = models.ForeignKey(NoticedUnit, models.PROTECT, related_name="objections")
    receipt_no = models.CharField(max_length=40, unique=True)  # by which the objector asks how it stands
    token_sha256 = models.CharField(max_length=64, unique=True)  # of the secret part of the receipt, see slips.py
    anonymous = models.BooleanField(default=False)
    name = models.CharField(_("姓名或单位"), max_length=120, blank=True)
    identity = models.CharField(_("身份证件号或统一社会信用代码"), max_length=30, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    ground = models.TextField(_("异议的事实和理由"))
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.RECEIVED)
    due_on = models.DateField(_("办结期限"), null=True, blank=True)
    refused_reason = models.TextField(_("不予受理的理由"), blank=True)
    told_unit = models.TextField(_("转告单位的内容"), blank=True)  # written by the office, so that nobody is named
    hearing_until = models.DateField(_("单位答复期限"), null=True, blank=True)
    answer = models.TextField(_("单位的答复"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("认定"), max_length=8, choices=Outcome.choices, blank=True)
    findings = models.TextField(_("认定的事实和理由"), blank=True)
    handled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    effect = models.CharField(max_length=5, choices=Effect.choices, blank=True)
    sent_back = models.TextField(_("退回重拟的理由"), blank=True)  # the latest
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-received_at", "-pk")

    def __str__(self) -> str:
        return self.receipt_no


class Knock(models.Model):
    """Somebody without an account handed something in or asked: counted, so that nobody floods the office.

    `source` is a keyed hash of the network address; rows are forgotten after a day.
    """

    class What(models.TextChoices):
        """What was asked."""

        OBJECTION = "objection", _("提出异议")
        WRONG_SLIP = "wrong_slip", _("查询码不对")

    what = models.CharField(max_length=10, choices=What.choices)
    source = models.CharField(max_length=64)
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["what", "source", "at"], name="notices_knock_source"),
            models.Index(fields=["notice", "at"], name="notices_knock_notice"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.at}"


class ObjectionFile(models.Model):
    """A file of an objection: proof of the objector, or the unit's answer."""

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="files")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    of_unit = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
