"""What a department answered about a unit, by which way, and what the city made of an objection."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Blob
from greenlist.parties.models import Person

from .consulting import ConsultedUnit, Letter, PersonalLink


class Reply(models.Model):
    """One department's answer about one unit. A later answer stands beside the earlier one; the current one counts."""

    class Answer(models.TextChoices):
        """What it says. `silent` is written by the silence rule of the policy, never by a person."""

        NONE = "none", _("无异议")
        OBJECTION = "objection", _("有异议")
        MORE_TIME = "more_time", _("需要延长时间")
        SILENT = "silent", _("逾期未复，按政策视为无异议")

    class Via(models.TextChoices):
        """By which way it came."""

        SITE = "site", _("登录答复")
        LINK = "link", _("个人链接")
        PAPER = "paper", _("书面复函，由市（州）录入")
        RULE = "rule", _("按政策的规定")

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="replies")
    unit = models.ForeignKey(ConsultedUnit, models.CASCADE, related_name="replies")
    answer = models.CharField(_("意见"), max_length=9, choices=Answer.choices)
    facts = models.TextField(_("事实和依据"), blank=True)
    condition = models.CharField(_("涉及的否决情形"), max_length=12, blank=True)  # NEG-1 .. NEG-6, '' if none is named
    until = models.DateField(_("延至"), null=True, blank=True)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    blob_name = models.CharField(_("复函或证明"), max_length=200, blank=True)
    replied_on = models.DateField(_("复函日期"))
    via = models.CharField(max_length=5, choices=Via.choices)
    link = models.ForeignKey(PersonalLink, models.PROTECT, null=True, blank=True, related_name="replies")
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")  # None: link or rule
    name = models.CharField(_("答复人"), max_length=60, blank=True)
    at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["letter", "unit"], condition=Q(current=True), name="consultations_one_current_reply"
            ),
        )

    def __str__(self) -> str:
        return f"{self.letter_id} {self.unit_id} {self.answer}"


class ObjectionRuling(models.Model):
    """What the city made of an objection: it stands, or it does not, with the reason. An objection decides nothing."""

    reply = models.OneToOneField(Reply, models.PROTECT, related_name="ruling")
    stands = models.BooleanField()
    reason = models.TextField(_("认定的理由"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.reply_id} {self.stands}"
