"""The evaluation step by step: plan and team, documents, site, chapters of the report, internal technical review."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Blob, Evidence
from greenlist.parties.models import Person

from .engagement import Engagement
from .filing import StaffMember


class EvaluationPlan(models.Model):
    """Purpose, scope, criteria and calendar of one evaluation."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, related_name="plan")
    purpose = models.TextField(_("评价目的"), blank=True)
    scope = models.TextField(_("评价范围和边界"), blank=True)
    criteria = models.TextField(_("评价依据"), blank=True)
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    schedule = models.TextField(_("日程安排"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.engagement_id}"


class TeamMember(models.Model):
    """Somebody of the filed staff in the team of one evaluation."""

    class Part(models.TextChoices):
        """What they do."""

        LEADER = "leader", _("组长")
        MEMBER = "member", _("组员")
        EXPERT = "expert", _("技术专家")

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="team")
    staff = models.ForeignKey(StaffMember, models.PROTECT, related_name="teams")
    part = models.CharField(_("分工"), max_length=8, choices=Part.choices)
    tasks = models.CharField(_("职责"), max_length=200, blank=True)

    class Meta:
        ordering = ("part", "pk")
        constraints = (models.UniqueConstraint(fields=["engagement", "staff"], name="agencies_once_in_a_team"),)

    def __str__(self) -> str:
        return f"{self.staff}"


class DocumentCheck(models.Model):
    """One document looked at in the document review, and what was found."""

    class Finding(models.TextChoices):
        """What was found."""

        SUFFICIENT = "sufficient", _("符合")
        INSUFFICIENT = "insufficient", _("不足")
        TO_SEE = "to_see", _("需现场核实")

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="document_checks")
    position = models.PositiveIntegerField()
    document = models.CharField(_("文件"), max_length=200)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.CharField(_("结论"), max_length=12, choices=Finding.choices)
    note = models.TextField(_("说明"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.document


class SiteVisit(models.Model):
    """A visit on site: when, where, who went, whom they met, what they saw, how they sampled."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="visits")
    from_on = models.DateField(_("到达日期"))
    to_on = models.DateField(_("离开日期"))
    place = models.CharField(_("地点"), max_length=200)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    visitors: models.ManyToManyField[TeamMember, Any] = models.ManyToManyField(TeamMember, related_name="visits")
    met = models.TextField(_("访谈人员"))
    seen = models.TextField(_("看到的情况"))
    sampling = models.TextField(_("抽样方法和样本"), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("from_on", "pk")

    def __str__(self) -> str:
        return f"{self.place} {self.from_on}"


class SitePhoto(models.Model):
    """A photo of a visit, with the time and place it carries or that was stated."""

    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="photos")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    caption = models.CharField(_("说明"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("拍摄时间"), null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    stated = models.BooleanField(default=False)  # the time was stated by hand; False: read from the file, or none
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("taken_at", "pk")

    def __str__(self) -> str:
        return self.name


class ReportChapter(models.Model):
    """The text of one chapter of the report; which there are stands in the template (documents.report)."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="chapters")
    key = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["engagement", "key"], name="agencies_chapter_once"),)

    def __str__(self) -> str:
        return self.key


class TechnicalReview(models.Model):
    """The internal technical review of a drafted report by somebody outside the team. Several: until one passes."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="technical_reviews")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=200)
    passed = models.BooleanField(_("通过"))
    points: models.JSONField[Any, Any] = models.JSONField(default=dict)  # what was looked at -> finding
    opinion = models.TextField(_("复核意见"))
    basis = models.CharField(max_length=64)  # digest of what was reviewed: domain.signing.draft_digest
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.passed}"
