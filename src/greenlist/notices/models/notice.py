"""A public notice: which units, from when to when, counted how; what was posted, version by version."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Blob
from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round


@pghistory.track(fields=["state", "starts_on", "ends_on"])
class Notice(models.Model):
    """A list shown to everybody for a number of days."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("拟稿")
        OPEN = "open", _("公示中")
        ENDED = "ended", _("公示期满")
        DROPPED = "dropped", _("已撤销")
        REVOKED = "revoked", _("已撤回")  # was posted, and taken back

    class Days(models.TextChoices):
        """How days are counted (publicity.day_kind)."""

        CALENDAR = "calendar", _("自然日")
        WORKING = "working", _("工作日")

    class Anonymous(models.TextChoices):
        """What becomes of objections without a real name (publicity.anonymous)."""

        RECORD = "record", _("只作线索记录，不立案")
        REFUSE = "refuse", _("不受理")

    round = models.ForeignKey(Round, models.PROTECT, related_name="notices")
    place = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the province
    title = models.CharField(_("标题"), max_length=160)
    document_no = models.CharField(_("文号"), max_length=60, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFT)
    days = models.PositiveSmallIntegerField(_("公示天数"))
    day_kind = models.CharField(_("按"), max_length=8, choices=Days.choices)
    first_day_counts = models.BooleanField(_("发布当日计入"))
    anonymous = models.CharField(_("匿名异议"), max_length=6, choices=Anonymous.choices)
    days_reason = models.TextField(_("依据"), blank=True)  # where the policy writes none of these, or other ones
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("截止日期"), null=True, blank=True)  # the last day on which objections are taken
    text = models.TextField(_("正文"), blank=True)
    contact = models.TextField(_("受理方式"), blank=True)  # of the office, no personal data
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")  # who changed it last: another one posts
    correction: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)  # domain.correcting, until posted
    withdrawal: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)  # domain.withdrawing, until done
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)  # everybody reads it
    posted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    posted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.title.replace("\n", "")


class NoticedUnit(models.Model):
    """A unit of a notice, as it was shown."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="units")
    application = models.ForeignKey(Application, models.PROTECT, related_name="noticed")
    position = models.PositiveIntegerField()  # within its kind
    name = models.CharField(max_length=120)
    place_name = models.CharField(max_length=60)  # of the city

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=["notice", "application"], name="notices_unit_once"),)

    def __str__(self) -> str:
        return self.name


class NoticeVersion(models.Model):
    """What was posted: the content as JSON and the document made from it. Never changed."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    pdf = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)  # of a correction
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["notice", "number"], name="notices_version_once"),)

    def __str__(self) -> str:
        return f"{self.notice_id} v{self.number}"
