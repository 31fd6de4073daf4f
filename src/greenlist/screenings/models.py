"""What is kept of screening: list files, runs with their answers, decisions of people."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Blob
from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round

from .lookup_models import Lookup

__all__ = ["Finding", "Judgement", "ListFile", "Lookup", "OpenedSource", "Run", "UnitResult"]


class ListFile(models.Model):
    """One file of one source, read for one province. Kept for ever; one read by mistake is withdrawn."""

    class State(models.TextChoices):
        """How far the reading has come."""

        WAITING = "waiting", _("等待读入")
        READING = "reading", _("正在读入")
        READY = "ready", _("可用")
        FAILED = "failed", _("读入失败")

    authority = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="list_files")  # the province
    source = models.CharField(_("来源"), max_length=60)  # id of a ListSource
    as_of = models.DateField(_("名单截止日期"), null=True, blank=True)  # the day the list was drawn
    name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    trouble = models.TextField(blank=True)  # why it failed, or why it is not complete
    complete = models.BooleanField(default=True)
    nil = models.BooleanField(default=False)  # stated: its source has published that there is nobody on it this time
    nil_where = models.CharField(max_length=300, blank=True)  # where that stands
    rows = models.PositiveBigIntegerField(default=0)  # records kept
    added = models.PositiveBigIntegerField(default=0)  # of them: not in any earlier file of the source
    changed = models.PositiveBigIntegerField(default=0)  # known before with other content
    refused = models.PositiveBigIntegerField(default=0)
    passed_over = models.PositiveBigIntegerField(default=0)  # natural persons, empty rows
    noted = models.PositiveBigIntegerField(default=0)  # of the records kept: a date or an amount was not understood
    refusals: models.JSONField[Any, Any] = models.JSONField(default=list)  # the first ones: line, reason
    notes: models.JSONField[Any, Any] = models.JSONField(default=list)  # likewise
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # None: the command line
    at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "source", "sha256", "as_of"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="screenings_one_file_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.name}"


class OpenedSource(models.Model):
    """A public source that a province has opened to the self-check of its applicants."""

    authority = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="opened_sources")
    source = models.CharField(max_length=60)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "source"], name="screenings_opened_once"),)

    def __str__(self) -> str:
        return self.source


class Run(models.Model):
    """One screening of some units of a round on a day. Never changed once done; two can be compared."""

    class Purpose(models.TextChoices):
        """Why it was run."""

        SELF_CHECK = "self_check", _("申报单位自查")
        ON_DEMAND = "on_demand", _("随时筛查")
        RECOMMENDATION = "recommendation", _("推荐前筛查")
        SENDING_UP = "sending_up", _("上报前筛查")
        NEW_LIST = "new_list", _("名单更新后重筛")
        LISTED = "listed", _("已列入名单单位复筛")

    class State(models.TextChoices):
        """Whether it came to an answer."""

        DONE = "done", _("已完成")
        FAILED = "failed", _("筛查失败")

    round = models.ForeignKey(Round, models.PROTECT, related_name="screening_runs")
    authority = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # whose units: a city or the province
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="self_checks"
    )  # of a self-check
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    whole = models.BooleanField(default=True)  # all that the authority has of the round; False: single units
    as_of = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DONE)
    trouble = models.TextField(blank=True)
    policy_id = models.CharField(max_length=60)
    policy_hash = models.CharField(max_length=64)
    sources: models.JSONField[Any, Any] = models.JSONField(default=list)  # as in screening.json
    not_screened: models.JSONField[Any, Any] = models.JSONField(default=list)
    counts: models.JSONField[Any, Any] = models.JSONField(default=dict)  # outcome -> units
    because = models.ForeignKey(ListFile, models.PROTECT, null=True, blank=True, related_name="+")  # a new list
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    hat = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["round", "authority", "-at"], name="screenings_runs_of_round"),)

    def __str__(self) -> str:
        return f"{self.round} {self.get_purpose_display()} {self.as_of}"


class UnitResult(models.Model):
    """The answer about one unit in one run. `answer` is a unit of screening.json (docs/screening.md)."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="units")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="screenings"
    )  # None: a unit of a green list
    name = models.CharField(max_length=120)
    uscc = models.CharField(max_length=18, blank=True)
    outcome = models.CharField(max_length=12)  # screening.outcomes.Outcome
    answer: models.JSONField[Any, Any] = models.JSONField()
    tenants = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["run", "outcome"], name="screenings_by_outcome"),)

    def __str__(self) -> str:
        return f"{self.name} {self.outcome}"


class Finding(models.Model):
    """One record that bears on one condition of a unit or of a tenant of it. `ruling` is one of screening.json."""

    unit = models.ForeignKey(UnitResult, models.CASCADE, related_name="findings")
    condition = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12)
    history = models.BooleanField(default=False)
    source = models.CharField(max_length=60)
    record = models.CharField(max_length=32)
    digest = models.CharField(max_length=32)
    identity = models.CharField(max_length=120)  # of the subject: what a decision is remembered under
    name = models.CharField(max_length=120)  # of the subject: the unit or its tenant
    tenant = models.BooleanField(default=False)
    ruling: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["unit", "outcome"], name="screenings_findings"),
            models.Index(fields=["identity", "record"], name="screenings_found_before"),
        )

    def __str__(self) -> str:
        return f"{self.condition} {self.name} {self.outcome}"


class Judgement(models.Model):
    """A person's decision about one unit, one record and one condition, until withdrawn or the record changes."""

    class Verdict(models.TextChoices):
        """What was decided (screening.outcomes.Decision)."""

        SAME = "same", _("是本单位")
        OTHER = "other", _("不是本单位")
        COUNTS = "counts", _("算否决情形")
        DOES_NOT_COUNT = "does_not_count", _("不算否决情形")

    authority = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="judgements")  # the province whose rows
    city = models.ForeignKey(Jurisdiction, models.PROTECT, null=True, related_name="+")  # who decided, None: province
    identity = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=60)
    record = models.CharField(max_length=32)
    digest = models.CharField(max_length=32)
    condition = models.CharField(max_length=12)
    verdict = models.CharField(max_length=16, choices=Verdict.choices)
    reason = models.TextField(_("理由"))
    document = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    document_name = models.CharField(_("依据文件"), max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.CharField(max_length=200)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "identity", "record", "condition"],
                condition=Q(withdrawn_at=None),
                name="screenings_one_judgement",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.condition} {self.verdict}"
