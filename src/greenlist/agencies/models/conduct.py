"""What an agency is accused of, what was decided, how long its results are not accepted; leads that prove nothing."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Blob
from greenlist.paperwork.models import Footed
from greenlist.parties.models import Jurisdiction, Organisation, Person

from .engagement import Engagement
from .report import AgencyReport


@pghistory.track(fields=["state", "finding", "circular_no"])
class ConductCase(Footed):
    """A complaint or finding about an agency: opened, heard, decided (196号 四, REQ-54, REQ-55)."""

    class Source(models.TextChoices):
        """Where it came from."""

        COMPLAINT = "complaint", _("实名举报")
        SPOT_CHECK = "spot_check", _("抽查")
        LEAD = "lead", _("系统线索")
        DEPARTMENT = "department", _("有关部门反映")

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("核查中")
        HEARING = "hearing", _("听取机构意见")
        PROPOSED = "proposed", _("已拟处理意见，待审批")
        DECIDED = "decided", _("已决定")
        DROPPED = "dropped", _("已撤销")

    class Finding(models.TextChoices):
        """What was found."""

        NONE = "none", _("不成立")
        MISCONDUCT = "misconduct", _("有不当行为，未构成弄虚作假")
        FRAUD = "fraud", _("弄虚作假或故意隐瞒评价对象问题，查实")

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="conduct_cases")
    province = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    engagement = models.ForeignKey(Engagement, models.PROTECT, null=True, blank=True, related_name="conduct_cases")
    source = models.CharField(_("来源"), max_length=10, choices=Source.choices)
    ground = models.TextField(_("反映的问题"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    hearing_until = models.DateField(_("机构答复期限"), null=True, blank=True)
    heard = models.TextField(_("机构的意见"), blank=True)
    heard_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    heard_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(_("认定"), max_length=10, choices=Finding.choices, blank=True)
    reasons = models.TextField(_("认定的事实和理由"), blank=True)
    circular_no = models.CharField(_("通报文号"), max_length=60, blank=True)
    circular_on = models.DateField(_("通报日期"), null=True, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")

    def __str__(self) -> str:
        return f"{self.agency} {self.get_source_display()}"


class CasePaper(models.Model):
    """A file of a case: proof, the agency's answer, the circular as posted."""

    case = models.ForeignKey(ConductCase, models.CASCADE, related_name="papers")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    of_agency = models.BooleanField(default=False)  # handed in by the agency
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class Sanction(models.Model):
    """A bar: the results of an agency are not accepted from a day to a day (不予采信). Ends by date or is lifted."""

    case = models.OneToOneField(ConductCase, models.PROTECT, related_name="sanction")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="sanctions")
    legal_rep = models.CharField(max_length=60, blank=True)  # at the time
    province = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    circular_no = models.CharField(max_length=60)
    bar_from = models.DateField()  # first day on which results are not accepted
    bar_until = models.DateField()  # last such day
    clause = models.CharField(max_length=120)  # the fact of the policy: jilin-2024/third_party.fraud_consequences...
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-bar_from", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(bar_until__gte=models.F("bar_from")), name="agencies_bar_runs_on"),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.bar_from} {self.bar_until}"


class AffectedApplication(models.Model):
    """An application that rests on an agency's report when the agency is barred, and what was done about it."""

    class Effect(models.TextChoices):
        """As the policy says (third_party.fraud_consequences.earlier_reports)."""

        STANDS = "stand", _("不受影响")
        MARKED = "mark", _("已标明，待办理人员决定")
        REOPENED = "reopen", _("已退回重新评价")

    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="affected")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    report = models.ForeignKey(AgencyReport, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=30)  # of the application then
    effect = models.CharField(max_length=8, choices=Effect.choices)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["sanction", "application"], name="agencies_affected_once"),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.effect}"


class LikenessPair(models.Model):
    """Two signed reports of one agency that share passages: a lead, never a verdict."""

    report = models.ForeignKey(AgencyReport, models.CASCADE, related_name="+")
    other = models.ForeignKey(AgencyReport, models.CASCADE, related_name="+")
    score = models.DecimalField(max_digits=5, decimal_places=4)  # estimated share of equal shingles
    passages: models.JSONField[Any, Any] = models.JSONField(default=list)  # agency.likeness.Passage, as JSON
    at = models.DateTimeField()

    class Meta:
        ordering = ("-score", "pk")
        constraints = (models.UniqueConstraint(fields=["report", "other"], name="agencies_pair_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.other_id} {self.score}"


class LeadNote(models.Model):
    """What the province wrote beside a lead: looked at, explained, or made into a case."""

    agency = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    province = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    lead = models.CharField(max_length=120)  # agency.leads.Lead.key
    note = models.TextField(_("核实情况"))
    case = models.ForeignKey(ConductCase, models.SET_NULL, null=True, blank=True, related_name="leads")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.lead
