"""The fields of a letter's foot (版记) in the forms of the rooms that make letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.documents.letters.copies import LONGEST
from greenlist.paperwork.domain.feet import Foot
from greenlist.paperwork.models import Footed

LONG = 8000
NAMES = ("copies", "printed_by", "printed_on")


def copies_field() -> forms.CharField:
    """To whom else it is sent."""
    return forms.CharField(
        label=_("抄送机关"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("几个机关用逗号、顿号或换行隔开；不抄送的留空。"),
    )  # fmt: skip


def printed_by_field() -> forms.CharField:
    """Who printed it."""
    return forms.CharField(
        label=_("印发机关"), required=False, max_length=LONGEST,
        help_text=_("印在版记，一般是办公室，如：长春市工业和信息化局办公室；留空用发文机关。"),
    )  # fmt: skip


def printed_on_field() -> forms.DateField:
    """When it was printed."""
    return forms.DateField(
        label=_("印发日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("留空用成文日期。"),
    )  # fmt: skip


def typed(copies: Iterable[str]) -> str:
    """Names as they are put into the field again."""
    return "，".join(copies)


def first_foot(row: Footed) -> dict[str, Any]:
    """What the fields show at first."""
    return {"copies": typed(row.copies), "printed_by": row.printed_by, "printed_on": row.printed_on}


def take_foot(given: dict[str, Any]) -> dict[str, Any]:
    """What a valid form says, its foot as the verbs take it."""
    rest = {name: value for name, value in given.items() if name not in NAMES}
    return rest | {"foot": Foot(**{name: given[name] for name in NAMES})}
