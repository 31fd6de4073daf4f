"""A list of decisions in the making."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.parties.models import Jurisdiction, Person
from greenlist.rounds.models import Round


class Stage(models.TextChoices):
    """Which step of the process the list decides."""

    SELECTION = "selection", _("市（州）遴选")
    MEETING = "meeting", _("省级审定会")


# Of a released list what stays as it is; the minutes may be written after it.
DECIDED = ("round", "place", "stage", "title", "state", "digest", "created_by", "created_at", "proposed_by",
           "proposed_at", "released_by", "released_at")  # fmt: skip

CHANGED = reduce(or_, (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in DECIDED))


@pghistory.track(fields=["state"])
class Batch(models.Model):
    """A list that an office prepares, a second person looks at and releases. At most one open per office and stage."""

    class State(models.TextChoices):
        """How far it is."""

        PREPARING = "preparing", _("拟定中")
        PROPOSED = "proposed", _("待审批")
        RELEASED = "released", _("已发布")
        DROPPED = "dropped", _("已撤销")

    OPEN = ("preparing", "proposed")

    round = models.ForeignKey(Round, models.PROTECT, related_name="decision_batches")
    place = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the city, or the province
    stage = models.CharField(max_length=9, choices=Stage.choices)
    title = models.CharField(_("名称"), max_length=120)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARING)
    version = models.PositiveIntegerField(default=1)  # raised by every change: the optimistic lock
    held_on = models.DateField(_("会议日期"), null=True, blank=True)
    held_at = models.CharField(_("会议地点"), max_length=120, blank=True)
    chair = models.CharField(_("主持人"), max_length=60, blank=True)
    attendees = models.TextField(_("参加人员"), blank=True)  # one a line
    remarks = models.TextField(_("会议记要"), blank=True)
    sent_back_reason = models.TextField(blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the preview that was released
    dropped_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "place", "stage"], condition=Q(state__in=("preparing", "proposed")),
                name="decisions_one_open_batch",
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(
                name="released", operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="released") & CHANGED,
            ),
            pgtrigger.Protect(
                name="released_stays", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__state="released")
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def open(self) -> bool:
        """Whether it is still being worked on."""
        return self.state in self.OPEN
