"""An application: what was stated by whom, its evidence, its evaluations, its submissions, its way so far."""

from __future__ import annotations

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.parties.models import Jurisdiction, Membership, Organisation, Person
from greenlist.rounds.models import Round


class Kind(models.TextChoices):
    """The three kinds of the list."""

    FACTORY = "factory", _("绿色工厂")
    PARK = "park", _("绿色工业园区")
    SUPPLY_CHAIN = "supply_chain", _("绿色供应链管理企业")


class Route(models.TextChoices):
    """Who evaluates."""

    SELF = "self", _("自评价")
    AGENCY = "agency", _("第三方评价")


class WitnessKind(models.TextChoices):
    """Who stands behind a value; later ones decide, none overwrites another (engine.case.Witness)."""

    CLAIMED = "claimed", _("申报")
    VERIFIED = "verified", _("第三方核查")
    CHECKED = "checked", _("市级核查")
    JUDGED = "judged", _("专家评审")
    DECIDED = "decided", _("省级审定")


@pghistory.track(fields=["state", "pack_id", "route", "version"])
class Application(models.Model):
    """One unit in one round for one kind. `state` is a state of the round's process table."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="applications")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="applications")
    city = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # whose desk it goes to
    kind = models.CharField(max_length=12, choices=Kind.choices)
    route = models.CharField(max_length=6, choices=Route.choices, blank=True)  # '' until chosen
    agency = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="evaluated"
    )  # engaged in this program; None: not (yet), or the evaluation takes place elsewhere
    evaluation_year = models.PositiveSmallIntegerField()
    pack_id = models.CharField(max_length=60)  # pinned from the round's law
    pack_hash = models.CharField(max_length=64)
    pack_reason = models.TextField(blank=True)  # why this standard
    state = models.CharField(max_length=30, default="draft")
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # raised by every transition: the optimistic lock
    returned = models.BooleanField(default=False)  # sent back: only items of open returns may be changed
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-state_since", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["round", "unit", "kind"], name="applications_one_per_round_unit_kind"),
        )
        indexes = (
            models.Index(fields=["city", "-state_since", "-id"], name="applications_of_city"),
            models.Index(fields=["-state_since", "-id"], name="applications_newest"),
            models.Index(fields=["round", "state"], name="applications_in_state"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.get_kind_display()}"


class Statement(models.Model):
    """One thing somebody stated at one place of the application; superseded by a later one, never changed.

    `place` is the path in an application file (docs/application.md): values.water_intake, years.2023.park_va,
    products.<row>.name, conditions.NEG-1, judged.C1-12, declared.EG1, not_applicable.x, chosen.RG5,
    unit.contact, narrative.<field>, claimed_score, commitment. `content` is what stands there as JSON: a text as
    typed for values and cells, a mapping for answers. Null content: emptied.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="statements")
    place = models.CharField(max_length=120)
    witness = models.CharField(max_length=8, choices=WitnessKind.choices, default=WitnessKind.CLAIMED)
    content: models.JSONField[Any, Any] = models.JSONField(null=True)
    unit = models.CharField(max_length=30, blank=True)  # as chosen beside the field; '' is the dictionary's
    reason = models.TextField(blank=True)
    evidence = models.ForeignKey("Evidence", models.SET_NULL, null=True, blank=True, related_name="statements")
    page = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["application", "place", "witness"], condition=Q(current=True), name="applications_one_current"
            ),
        )
        indexes = (models.Index(fields=["application", "current"], name="applications_current"),)
        triggers = (pgtrigger.ReadOnly(name="stated_once", exclude=["current", "evidence", "follows"]),)

    def __str__(self) -> str:
        return f"{self.place} {self.content}"


class TableRow(models.Model):
    """A row of a repeated table (products, energy ...); its cells are statements at `<table>.<key>.<column>`."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="table_rows")
    table = models.CharField(max_length=20)
    key = models.CharField(max_length=12)
    position = models.PositiveIntegerField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("table", "position", "pk")
        constraints = (models.UniqueConstraint(fields=["application", "table", "key"], name="applications_row_key"),)

    def __str__(self) -> str:
        return f"{self.table}.{self.key}"


class Tenant(models.Model):
    """An enterprise inside a park, from its roster. `conditions` as in an application file."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="tenants")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, blank=True)
    conditions: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


class UploadedSheet(models.Model):
    """A workbook, roster or report as it was read, while its uploader looks at what it would change; applied once."""

    class Kind(models.TextChoices):
        """What the file is."""

        WORKBOOK = "workbook", _("数据采集表")
        ROSTER = "roster", _("企业名册")
        REPORT = "report", _("评价报告")

    application = models.ForeignKey(Application, models.CASCADE, related_name="uploaded_sheets")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content: models.JSONField[Any, Any] = models.JSONField()  # what was read; its shape is that of `kind`'s reader
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Blob(models.Model):
    """A file by its content. Two uploads of the same bytes are one blob."""

    class Scan(models.TextChoices):
        """What the virus scanner said. Nothing but clean or not asked is ever shown."""

        NOT_ASKED = "not_asked", _("未启用查毒")
        PENDING = "pending", _("待查毒")
        CLEAN = "clean", _("未发现病毒")
        INFECTED = "infected", _("有病毒，已隔离")

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)  # by content, never by name
    scan = models.CharField(max_length=10, choices=Scan.choices)
    scan_note = models.CharField(max_length=200, blank=True)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Evidence(models.Model):
    """A file handed in for one application: a name people know, versions, dates, what it proves."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="evidence")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    version = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    issued_on = models.DateField(_("出具日期"), null=True, blank=True)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    witness = models.CharField(max_length=8, choices=WitnessKind.choices, default=WitnessKind.CLAIMED)  # who handed in
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")
        indexes = (models.Index(fields=["application", "removed_at"], name="applications_evidence_kept"),)

    def __str__(self) -> str:
        return self.name


class EvidenceUse(models.Model):
    """What a file proves: a place of the application (indicator, condition, value) and where in the file."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="uses")
    place = models.CharField(max_length=120)
    page = models.CharField(_("页码"), max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["evidence", "place"], name="applications_use_once"),)

    def __str__(self) -> str:
        return f"{self.evidence} {self.place}"


class DraftEvaluation(models.Model):
    """The newest evaluation of what is stated now; `basis` is the digest of the data it was made from."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="draft_evaluation")
    basis = models.CharField(max_length=64)
    result: models.JSONField[Any, Any] = models.JSONField()  # docs/result.md
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.application_id} {self.basis[:8]}"


class Submission(models.Model):
    """A numbered version as it was handed in: data, evidence, result, law, receipt. Never changed."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()  # 1, 2 ... within the application
    data: models.JSONField[Any, Any] = models.JSONField()  # an application file (docs/application.md)
    evidence: models.JSONField[Any, Any] = models.JSONField()  # name, version, sha256, size, what it proves
    result: models.JSONField[Any, Any] = models.JSONField()  # docs/result.md
    receipt_number = models.CharField(max_length=40, unique=True)
    receipt: models.JSONField[Any, Any] = models.JSONField()  # docs/receipt.md; verifies offline
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("application", "number")
        constraints = (models.UniqueConstraint(fields=["application", "number"], name="applications_version_once"),)
        triggers = (pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.receipt_number


class ReturnedItem(models.Model):
    """An item at fault in a submission that was sent back. While open, its place may be changed again."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="returned_items")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="returned_items")
    place = models.CharField(max_length=120)  # a place or the id of a section
    label = models.CharField(max_length=200)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_in = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.label


class Nonconformity(models.Model):
    """Something an agency found wrong at a place. While open, the applicant may change the place and answers it."""

    class Grade(models.TextChoices):
        """How grave."""

        MAJOR = "major", _("严重不符合")
        MINOR = "minor", _("一般不符合")
        QUESTION = "question", _("需要说明")

    class State(models.TextChoices):
        """Whose turn it is."""

        OPEN = "open", _("待答复")
        ANSWERED = "answered", _("已答复，待确认")
        CLOSED = "closed", _("已关闭")

    application = models.ForeignKey(Application, models.CASCADE, related_name="nonconformities")
    place = models.CharField(max_length=120)  # a place or the id of a section
    label = models.CharField(max_length=200)
    grade = models.CharField(_("程度"), max_length=8, choices=Grade.choices)
    reason = models.TextField(_("问题"))
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    verdict = models.TextField(_("确认意见"), blank=True)  # of the agency, when it closes or asks again
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["application", "state"], name="applications_nonconforming"),)

    def __str__(self) -> str:
        return self.label


class Passage(models.Model):
    """One transition that took place: the application's way through the process table."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="passages")
    transition = models.CharField(max_length=8)  # id in the process table
    from_state = models.CharField(max_length=30)
    to_state = models.CharField(max_length=30)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    hat = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.from_state} > {self.to_state}"
