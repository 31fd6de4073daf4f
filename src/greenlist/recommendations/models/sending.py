"""A recommendation: letter, summary table, units; records of posting and of the upload to the national platform."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Blob
from greenlist.paperwork.models import Footed
from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round


@pghistory.track(fields=["state", "letter_no", "letter_on"])
class Recommendation(Footed):
    """A 推荐文 with its units. `level`: who sends; a city to the province (T15), the province to the ministry (T18)."""

    class Level(models.TextChoices):
        """Who sends it."""

        CITY = "city", _("市（州）推荐到省")
        PROVINCE = "province", _("省推荐到部")

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("拟稿")
        PROPOSED = "proposed", _("待审批")
        SENT = "sent", _("已报出")
        DROPPED = "dropped", _("已撤销")

    OPEN = ("draft", "proposed")

    round = models.ForeignKey(Round, models.PROTECT, related_name="recommendations")
    place = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # whose: a city or the province
    level = models.CharField(max_length=8, choices=Level.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    letter_no = models.CharField(_("推荐文文号"), max_length=60, blank=True)
    letter_on = models.DateField(_("推荐文日期"), null=True, blank=True)
    signer = models.CharField(_("签发人"), max_length=60, blank=True)
    text = models.TextField(_("评价和遴选情况"), blank=True)  # paragraphs by line; '' leaves a marked place
    consulted = models.TextField(_("征求意见情况"), blank=True)  # of the province: public notice and objections
    table_sha256 = models.CharField(max_length=64, blank=True)  # of the summary table that was released with it
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64, blank=True)  # of the preview that was released
    checked_at = models.DateTimeField(null=True, blank=True)  # when rows, guards and screening were last asked
    sent_back_reason = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)  # the deadline in force when it was sent, extensions included
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "place", "level"], condition=Q(state__in=("draft", "proposed")),
                name="recommendations_one_open",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.letter_no or f"{self.place} {self.get_level_display()}"


class RecommendedUnit(models.Model):
    """A unit of a recommendation, with its row of the summary table: while it is open as last checked, then as sent."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="units")
    application = models.ForeignKey(Application, models.PROTECT, related_name="recommended")
    position = models.PositiveIntegerField()  # within its kind
    row: models.JSONField[Any, Any] = models.JSONField(default=dict)  # documents.summary row, numbers as text
    basis: models.JSONField[Any, Any] = models.JSONField(default=dict)  # what the intake compares with
    stopped: models.JSONField[Any, Any] = models.JSONField(default=list)  # sentences: why it cannot go, or did not
    went = models.BooleanField(default=False)  # it was sent with it

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=["recommendation", "application"], name="recommendations_once"),)

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.application_id}"


class Scan(models.Model):
    """A stamped scan of a part of the dossier: of the letter or the table, or of one unit's part. The newest counts."""

    class Part(models.TextChoices):
        """Of what it is the scan (the parts of policy.delivery.package_order that are stamped)."""

        LETTER = "letter", _("推荐文")
        TABLE = "table", _("推荐汇总表")
        REPORT = "report", _("评价报告")
        CHECKS = "checks", _("形式审查记录")
        CONSULTATION = "consultation", _("征求意见汇总")

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="scans")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="+")  # None: all
    part = models.CharField(_("内容"), max_length=12, choices=Part.choices)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["recommendation", "application", "part"], condition=Q(current=True), nulls_distinct=False,
                name="recommendations_one_scan",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """Paper that was posted: what, how many, when, how (REQ-47). A wrong record is replaced by another, and kept."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="postings")
    what = models.CharField(_("寄送内容"), max_length=200)
    copies = models.PositiveSmallIntegerField(_("份数"))
    recipient = models.CharField(_("收件单位"), max_length=120)
    posted_on = models.DateField(_("寄出日期"))
    how = models.CharField(_("方式"), max_length=60)
    tracking_no = models.CharField(_("单号"), max_length=60, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.TextField(_("更正的原因"), blank=True, default="")
    void = models.BooleanField(default=False)  # the record it replaces was wrong altogether

    class Meta:
        ordering = ("posted_on", "pk")

    def __str__(self) -> str:
        return f"{self.what} {self.posted_on}"

    @property
    def gone(self) -> bool:
        """Whether another record took its place; asks the database unless it was read with it."""
        return hasattr(self, "replaced_by")


class Upload(models.Model):
    """What was uploaded to the national platform: of which unit, when, with which receipt (REQ-48). Replaced alike."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="uploads")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="+")  # None: all
    what = models.CharField(_("上传内容"), max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)  # of the file, where it was made here
    uploaded_on = models.DateField(_("上传日期"))
    receipt = models.CharField(_("平台回执"), max_length=120, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.TextField(_("更正的原因"), blank=True, default="")
    void = models.BooleanField(default=False)  # the record it replaces was wrong altogether

    class Meta:
        ordering = ("uploaded_on", "pk")

    def __str__(self) -> str:
        return f"{self.what} {self.uploaded_on}"

    @property
    def gone(self) -> bool:
        """Whether another record took its place; asks the database unless it was read with it."""
        return hasattr(self, "replaced_by")
