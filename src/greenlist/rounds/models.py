"""A round: one policy in one jurisdiction, with the law as it held when it was opened, and its calendar."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.engine import clock
from greenlist.parties.models import Jurisdiction, Person


class LawEdition(models.Model):
    """The whole law with its overlays as one archive named by its hash. A round evaluates by this, by nothing else."""

    sha256 = models.CharField(max_length=64, unique=True)
    archive = models.BinaryField()  # zip of policies/ packs/ processes/ tables/
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


@pghistory.track()
class Round(models.Model):
    """One yearly round of one place."""

    class State(models.TextChoices):
        """Before, while and after units may apply."""

        PREPARED = "prepared", _("筹备中")
        OPEN = "open", _("进行中")
        CLOSED = "closed", _("已结束")

    title = models.CharField(_("名称"), max_length=120)
    year = models.PositiveSmallIntegerField()
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="rounds")
    law = models.ForeignKey(LawEdition, models.PROTECT, related_name="rounds")
    policy_id = models.CharField(max_length=60)
    policy_hash = models.CharField(max_length=64)
    process_id = models.CharField(max_length=60)
    process_hash = models.CharField(max_length=64)
    evaluation_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "policy_id"], name="rounds_one_per_place_and_policy"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def next_deadline(self) -> Deadline | None:
        """The first date that is not past, None where there is none or the round is closed."""
        coming = [one for one in self.deadlines.all() if one.on is not None and one.on >= clock.today()]
        return min(coming, key=lambda one: (one.on, one.pk)) if coming and self.state == self.State.OPEN else None


class Deadline(models.Model):
    """A date of the round. `on` None: the policy leaves it open. Changed only by an extension."""

    class Kind(models.TextChoices):
        """Whose step must be done by then."""

        APPLY = "apply", _("单位申报")
        CITY = "city", _("市（州）推荐")
        PROVINCE = "province", _("省级评审")
        MINISTRY = "ministry", _("报部")

    round = models.ForeignKey(Round, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField(null=True, blank=True)
    first_on = models.DateField(null=True, blank=True)  # as the policy set it
    fact = models.CharField(max_length=120)  # path of the fact in the policy: jilin-2024/deadlines.city
    clause = models.CharField(max_length=60, blank=True)
    mark = models.CharField(max_length=12)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["round", "kind"], name="rounds_one_deadline_per_kind"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class DeadlineExtension(models.Model):
    """A deadline moved: from when to when, why, on which document, by whom."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="extensions")
    before = models.DateField(null=True)
    after = models.DateField()
    reason = models.TextField()
    document = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(before=None) | Q(after__gt=models.F("before")), name="rounds_extended_not_shortened"
            ),
        )

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"
