"""What of the journal is asked for."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Entry

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Sieve(forms.Form):
    """The filter above the list; an empty field asks for nothing."""

    person = forms.CharField(label=_("人员"), required=False, max_length=120, help_text=_("姓名或登录名的一部分"))
    act = forms.CharField(label=_("操作"), required=False, max_length=80, help_text=_("如 application 或 round.opened"))
    subject = forms.CharField(
        label=_("对象"), required=False, max_length=300, help_text=_("名称的一部分，或“类型 编号”")
    )
    since = forms.DateField(label=_("起始日期"), required=False, widget=DAY)
    until = forms.DateField(label=_("截止日期"), required=False, widget=DAY)

    def clean(self) -> None:
        """The dates in their order."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("截止日期早于起始日期，请改正。"))

    def of(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries that pass; an invalid filter lets none through."""
        if not self.is_valid():
            return entries.none()
        asked = self.cleaned_data
        if asked["person"]:
            entries = entries.filter(actor_name__icontains=asked["person"])
        if asked["act"]:
            entries = entries.filter(act__startswith=asked["act"])
        if asked["subject"]:
            entries = entries.filter(_subject(asked["subject"]))
        if asked["since"]:
            entries = entries.filter(at__gte=timezone.make_aware(datetime.combine(asked["since"], time.min)))
        if asked["until"]:
            entries = entries.filter(at__lte=timezone.make_aware(datetime.combine(asked["until"], time.max)))
        return entries


def _subject(text: str) -> Q:
    kind, _blank, number = text.partition(" ")
    asked = Q(object_name__icontains=text)
    return asked | Q(object_type=kind, object_id=number) if number else asked
