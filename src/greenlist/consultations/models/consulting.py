"""A batch of candidates about which departments are asked, a letter per department, personal links to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.paperwork.models import Copied
from greenlist.parties.models import Jurisdiction, Organisation, Person
from greenlist.rounds.models import Round


@pghistory.track(fields=["state", "due_on"])
class Consultation(models.Model):
    """A batch of units about which a city asks departments, until a day."""

    class State(models.TextChoices):
        """How far it is. Sent letters are not taken back; a closed batch takes no replies."""

        DRAFT = "draft", _("拟稿")
        SENT = "sent", _("已发函")
        CLOSED = "closed", _("已结束")

    round = models.ForeignKey(Round, models.PROTECT, related_name="consultations")
    city = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    title = models.CharField(_("名称"), max_length=120)
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    due_on = models.DateField(_("请于此日前答复"), null=True, blank=True)
    text = models.TextField(_("函中另写的话"), blank=True)
    contact = models.CharField(_("联系人和电话"), max_length=120, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def asked_until(self) -> date | None:
        """The last day as the letters say it, whatever extension came after. One query."""
        first = self.extensions.order_by("pk").values_list("before", flat=True).first()
        return first or self.due_on


class ConsultedUnit(models.Model):
    """A candidate of a batch, as its newest version stood when the letters went out."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="units")
    application = models.ForeignKey(Application, models.PROTECT, related_name="consulted")
    position = models.PositiveIntegerField()  # its number in the letter's table
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+")  # newest when it was sent
    shown: models.JSONField[Any, Any] = models.JSONField(default=dict)  # how the letter names it; {} in a draft

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=["consultation", "application"], name="consultations_unit_once"),)

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.application_id}"


class Letter(Copied):
    """The letter to one department. `department` None: it has no account here, its answer comes on paper or by link."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="letters")
    field = models.CharField(_("职能"), max_length=20)  # as the policy names departments: 生态环境, 应急管理 ...
    addressee = models.CharField(_("主送单位"), max_length=120)
    department = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="letters")
    mandatory = models.BooleanField(default=True)  # the policy names it; others were added by the city
    number = models.CharField(_("发文字号"), max_length=60, blank=True)
    issued_on = models.DateField(_("发文日期"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["consultation", "addressee"], name="consultations_letter_once"),)

    def __str__(self) -> str:
        return self.addressee


class PersonalLink(models.Model):
    """A link by which one person answers one letter without an account: once, for a time, until revoked."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="links")
    token_sha256 = models.CharField(max_length=64, unique=True)  # the link itself is shown once and not kept
    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮箱"), blank=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)  # the answer was handed in: the link is spent
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-issued_at", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """The last day on which it opens; it ends at the midnight after."""
        return (self.expires_at - timedelta(seconds=1)).astimezone(clock.SHANGHAI).date()
