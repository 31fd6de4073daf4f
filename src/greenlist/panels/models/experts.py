"""An expert: fields, employers now and before, how much they take on, conflicts they declare."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.parties.models import Organisation, Person


@pghistory.track()
class Expert(models.Model):
    """Somebody of the province's pool (an organisation of kind `experts`) who reviews applications."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="expert")
    pool = models.ForeignKey(Organisation, models.PROTECT, related_name="experts")
    title = models.CharField(_("职称"), max_length=60, blank=True)
    employer = models.CharField(_("工作单位"), max_length=120)
    employer_uscc = models.CharField(_("工作单位统一社会信用代码"), max_length=18, blank=True)
    fields: models.JSONField[Any, Any] = models.JSONField(_("专业领域"), default=list)  # GB/T 4754 two-digit codes
    kinds: models.JSONField[Any, Any] = models.JSONField(_("可评类别"), default=list)  # factory, park, supply_chain
    most_cases = models.PositiveSmallIntegerField(_("最多评审份数"), null=True, blank=True)  # None: as the policy says
    active = models.BooleanField(_("在库"), default=True)
    since = models.DateTimeField()

    class Meta:
        ordering = ("person__name", "pk")

    def __str__(self) -> str:
        return str(self.person)


class PastEmployer(models.Model):
    """Where an expert worked before, until when; of an agency too."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="past_employers")
    name = models.CharField(_("单位名称"), max_length=120)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    until = models.DateField(_("离开日期"))

    class Meta:
        ordering = ("-until", "pk")

    def __str__(self) -> str:
        return self.name


class SharedWork(models.Model):
    """Something an expert wrote or made together with a unit or agency: a report, a standard, a project."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="shared_works")
    name = models.CharField(_("合作单位"), max_length=120)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    what = models.CharField(_("合作内容"), max_length=200)
    on = models.DateField(_("时间"))

    class Meta:
        ordering = ("-on", "pk")

    def __str__(self) -> str:
        return self.what


class DeclaredConflict(models.Model):
    """A case an expert says they must not review; beside the computed ones, never instead of them."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="declared_conflicts")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    reason = models.TextField(_("回避的理由"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["expert", "application"], condition=models.Q(withdrawn_at=None), name="panels_declared_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.expert_id} {self.application_id}"


class ClearedDoubt(models.Model):
    """The province found that a conflict which rests on a name alone is none: another person, another matter.

    It holds for one expert, one organisation and one sort (`panel.facts.Sort`), until it is taken back.
    """

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="cleared_doubts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=12)
    reason = models.TextField(_("认定的理由"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["expert", "organisation", "sort"], condition=models.Q(withdrawn_at=None),
                name="panels_cleared_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.expert_id} {self.organisation_id} {self.sort}"


class ExpertTable(models.Model):
    """A table of experts as it was read, while the office looks at what it would change. Applied at most once."""

    pool = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content: models.JSONField[Any, Any] = models.JSONField()  # {"lines": [...], "refused": [...]}: forms.expert_table
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name
