"""What a department was reminded of, and when."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.parties.models import Person

from .consulting import Letter


class Reminder(models.Model):
    """A reminder of one letter: by the calendar once for each of its days, by hand as often as somebody likes."""

    class Kind(models.TextChoices):
        """What set it off."""

        BEFORE = "before", _("期限前提醒")
        OVERDUE = "overdue", _("逾期提醒")
        HAND = "hand", _("人工提醒")

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    due_on = models.DateField()  # the day that it was about
    days = models.PositiveSmallIntegerField(default=0)  # before that day, of a reminder before it
    told: models.JSONField[Any, Any] = models.JSONField(default=list)  # names of those who were told, [] for nobody
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")  # None: the calendar
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["letter", "kind", "due_on", "days"], condition=~Q(kind="hand"),
                name="consultations_one_reminder_a_day_of_the_calendar",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.letter_id} {self.kind} {self.due_on}"
