"""An application's evaluation by an agency: asked, accepted, contracted, counted; and how the two are related."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application, Blob
from greenlist.parties.models import Jurisdiction, Membership, Organisation, Person

from .filing import Filing


@pghistory.track(fields=["state"])
class Engagement(models.Model):
    """One agency asked to evaluate one application. What the cap counts is frozen when the contract is signed."""

    class State(models.TextChoices):
        """From the request to the contract."""

        ASKED = "asked", _("已询问机构")
        DECLINED = "declined", _("机构未接受")
        ACCEPTED = "accepted", _("机构已接受，待签约")
        CONTRACTED = "contracted", _("已签约")
        ENDED = "ended", _("已解除")
        WITHDRAWN = "withdrawn", _("已撤回询问")

    LIVE = ("asked", "accepted", "contracted")

    application = models.ForeignKey(Application, models.PROTECT, related_name="engagements")
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="engagements")
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, blank=True, related_name="engagements")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    message = models.TextField(_("说明"), blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(_("答复"), blank=True)  # of the agency: why it declines, what it found when reviewing
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    basics_confirmed = models.BooleanField(default=False)  # 预评价: the request conforms, evaluation is feasible
    contract = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    contract_name = models.CharField(max_length=200, blank=True)
    contract_no = models.CharField(_("合同编号"), max_length=60, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    starts_on = models.DateField(_("评价开始日期"), null=True, blank=True)
    contracted_at = models.DateTimeField(null=True, blank=True)
    contracted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # what the cap counts, as it was when the contract was signed
    legal_rep = models.CharField(max_length=60, blank=True)
    agency_uscc = models.CharField(max_length=18, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    province = models.ForeignKey(Jurisdiction, models.PROTECT, null=True, blank=True, related_name="+")
    relations: models.JSONField[Any, Any] = models.JSONField(default=list)  # agency.relations, as shown then
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.TextField(_("原因"), blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=("asked", "accepted", "contracted")),
                name="agencies_one_live_engagement",
            ),
        )
        indexes = (models.Index(fields=["year", "state"], name="agencies_counted"),)

    def __str__(self) -> str:
        return f"{self.agency} {self.application}"


class DeclaredRelation(models.Model):
    """What one of the two sides declares about itself and the other. Withdrawn, never deleted."""

    class Sort(models.TextChoices):
        """Which relation; each is a key of the policy's `relations` (engine.lawbook.schema.policy.AgencyRelations)."""

        WROTE_SELF_EVALUATION = "wrote_self_evaluation", _("参与编写自评价报告")
        SHAREHOLDING = "shareholding", _("持股或同受一方控制")
        STAFF_WORKED_THERE = "staff_worked_there", _("人员曾在对方任职")
        CONSULTING = "consulting", _("为对方提供咨询")

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sort = models.CharField(_("关系"), max_length=24, choices=Sort.choices)
    detail = models.CharField(_("说明"), max_length=300, blank=True)
    until = models.DateField(_("截止日期（仍在继续则不填）"), null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.agency} {self.unit} {self.sort}"


class Affiliation(models.Model):
    """Another body that counts with an agency under a cap over affiliates; declared by it, or entered by a province."""

    class Basis(models.TextChoices):
        """Why the two belong together."""

        SHAREHOLDING = "shareholding", _("持股或同受一方控制")
        SAME_LEGAL_REP = "same_legal_rep", _("同一法定代表人")
        BRANCH = "branch", _("分支机构")
        OTHER = "other", _("其他")

    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="affiliations")
    other = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    basis = models.CharField(_("依据"), max_length=16, choices=Basis.choices)
    detail = models.CharField(_("说明"), max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hat = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "other"], condition=Q(withdrawn_at=None), name="agencies_affiliated_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.other}"
