"""The foot of a letter (版记) as it is kept with whatever a letter is made from."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenlist.documents.letters.copies import LONGEST


class Copied(models.Model):
    """A letter in 信函格式: of the foot only to whom else it is sent, as a list of names."""

    copies: models.JSONField[Any, Any] = models.JSONField(_("抄送机关"), default=list, blank=True)

    class Meta:
        abstract = True


class Footed(Copied):
    """An official letter: also who printed it when. '' and None: the office that signs, the date of the letter."""

    printed_by = models.CharField(_("印发机关"), max_length=LONGEST, blank=True, default="")
    printed_on = models.DateField(_("印发日期"), null=True, blank=True)

    class Meta:
        abstract = True
