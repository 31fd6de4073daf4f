"""The proof of the basic conditions that an agency files with a province for a year (196号 四, REQ-49, REQ-50)."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Blob
from greenlist.parties.models import Jurisdiction, Organisation, Person
from greenlist.rounds.models import Round


@pghistory.track(fields=["state", "number", "accepted_on", "valid_until", "version"])
class Filing(models.Model):
    """One agency, one province, one year. Judged by the policy of `round`; active from its number on."""

    class State(models.TextChoices):
        """Where the filing stands. Capped, expired and suspended are not stored: they follow from counts and dates."""

        DRAFT = "draft", _("填写中")
        FILED = "filed", _("已报送，待核对")
        RETURNED = "returned", _("已退回，待补正")
        ACTIVE = "active", _("已备案")

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="filings")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="agency_filings")  # the province
    year = models.PositiveSmallIntegerField()
    round = models.ForeignKey(Round, models.PROTECT, related_name="agency_filings")  # whose policy judges it
    renews = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="renewed_by")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)  # the optimistic lock
    kinds: models.JSONField[Any, Any] = models.JSONField(_("可评价的类型"), default=list)  # applications.models.Kind
    office_address = models.CharField(_("办公地址"), max_length=200, blank=True)
    office_province = models.CharField(_("办公地址所在省份"), max_length=30, blank=True)  # as in law/tables/regions.csv
    office_tenure = models.CharField(
        _("办公场所"), max_length=10, blank=True, choices=(("owned", _("自有")), ("leased", _("租用")))
    )
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    contact = models.CharField(_("联系人"), max_length=60, blank=True)
    finance_note = models.TextField(_("财务管理制度"), blank=True)
    training_note = models.TextField(_("人员培训"), blank=True)
    clean_record = models.BooleanField(_("近年无违法违规和不良信用记录"), null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    assessment: models.JSONField[Any, Any] = models.JSONField(default=list)  # agency.conditions, frozen when filed
    opinion = models.TextField(blank=True)
    number = models.CharField(max_length=40, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    valid_until = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["agency", "jurisdiction", "year"], name="agencies_one_filing_a_year"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="agencies_filing_number"),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class StaffMember(models.Model):
    """Somebody on the staff list. `identity` is a keyed digest of the identity number: it compares, it never shows."""

    class Title(models.TextChoices):
        """Level of the professional title."""

        NONE = "none", _("无")
        JUNIOR = "junior", _("初级")
        MIDDLE = "middle", _("中级")
        SENIOR = "senior", _("高级（含副高）")

    class Field(models.TextChoices):
        """Field of the title (能源、环境、生态、系统评价等)."""

        ENERGY = "energy", _("能源")
        ENVIRONMENT = "environment", _("环境")
        ECOLOGY = "ecology", _("生态")
        SYSTEMS = "systems", _("系统评价")
        OTHER = "other", _("其他")

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="staff")
    position = models.PositiveIntegerField()
    name = models.CharField(_("姓名"), max_length=60)
    identity = models.CharField(max_length=64, blank=True)
    identity_tail = models.CharField(_("证件号码后四位"), max_length=4, blank=True)
    title = models.CharField(_("职称级别"), max_length=8, choices=Title.choices, default=Title.NONE)
    title_name = models.CharField(_("职称名称"), max_length=60, blank=True)
    field = models.CharField(_("专业"), max_length=12, choices=Field.choices, blank=True)
    certificate_no = models.CharField(_("证书编号"), max_length=60, blank=True)
    certificate_until = models.DateField(_("证书有效期至"), null=True, blank=True)
    full_time = models.BooleanField(_("专职"), null=True, blank=True)
    insured_since = models.DateField(_("社保缴纳起始"), null=True, blank=True)
    kinds: models.JSONField[Any, Any] = models.JSONField(_("能评价的类型"), default=list)
    worked_at = models.CharField(_("近年任职过的其他单位"), max_length=300, blank=True)  # names, split by ；
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")  # who signs in as them

    class Meta:
        ordering = ("position", "pk")
        indexes = (models.Index(fields=["identity"], name="agencies_staff_identity"),)

    def __str__(self) -> str:
        return self.name


class PastProject(models.Model):
    """A project that shows experience (基本条件: 近五年主持或参与 ...)."""

    class Sort(models.TextChoices):
        """What it was."""

        EVALUATION = "evaluation", _("绿色制造评价")
        REVIEW = "review", _("绿色制造评审")
        RESEARCH = "research", _("课题研究")
        STANDARD = "standard", _("国家或行业标准")
        POLICY = "policy", _("政策制定")

    class Level(models.TextChoices):
        """For whom."""

        NATIONAL = "national", _("国家级")
        PROVINCIAL = "provincial", _("省级")
        OTHER = "other", _("其他")

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="projects")
    position = models.PositiveIntegerField()
    name = models.CharField(_("项目名称"), max_length=200)
    sort = models.CharField(_("类别"), max_length=12, choices=Sort.choices)
    level = models.CharField(_("级别"), max_length=12, choices=Level.choices)
    kind = models.CharField(_("评价类型"), max_length=12, blank=True)  # applications.models.Kind, of an evaluation
    client = models.CharField(_("委托单位"), max_length=120, blank=True)
    led = models.BooleanField(_("主持（否则为参与）"), default=False)
    finished_on = models.DateField(_("完成日期"), null=True, blank=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


class FilingPaper(models.Model):
    """A file that proves something in a filing."""

    class Purpose(models.TextChoices):
        """What it proves."""

        LICENCE = "licence", _("营业执照或法人证书")
        OFFICE = "office", _("办公场所产权证或租赁合同")
        FINANCE = "finance", _("财务管理制度")
        TITLE = "title", _("职称证书")
        INSURANCE = "insurance", _("社会保险缴纳证明")
        TRAINING = "training", _("培训记录")
        PROJECT = "project", _("业绩证明")
        ABILITY = "ability", _("各类型评价能力证明")
        RECORD = "record", _("信用记录")
        OTHER = "other", _("其他")

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="papers")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    purpose = models.CharField(_("证明什么"), max_length=10, choices=Purpose.choices)
    staff = models.ForeignKey(StaffMember, models.CASCADE, null=True, blank=True, related_name="papers")
    project = models.ForeignKey(PastProject, models.CASCADE, null=True, blank=True, related_name="papers")
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("purpose", "pk")

    def __str__(self) -> str:
        return self.name


class ItemRuling(models.Model):
    """What the province said of one condition of a filing as it was filed: accepted, or returned with the reason."""

    class Verdict(models.TextChoices):
        """Accepted or returned."""

        ACCEPTED = "accepted", _("认可")
        RETURNED = "returned", _("退回")

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="rulings")
    item = models.CharField(max_length=30)  # id of a condition: agency.conditions
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    current = models.BooleanField(default=True)  # False once a later one was made or the agency filed again

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["filing", "item"], condition=Q(current=True), name="agencies_one_ruling_per_item"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.verdict}"
