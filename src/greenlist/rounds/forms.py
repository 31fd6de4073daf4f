"""Forms of rounds: open one, move a deadline."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


class OpenForm(forms.Form):
    """The last word before a round opens; `law` is the hash of what was looked at."""

    policy = forms.CharField(widget=forms.HiddenInput)
    law = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("轮次名称"), max_length=120)


class ExtendForm(forms.Form):
    """A later date, why, and by which document."""

    to = forms.DateField(label=_("新的截止日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label=_("延期理由"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
    document = forms.CharField(label=_("依据的文件"), max_length=120, help_text=_("文号或文件名称。"))

    def cleaned(self) -> tuple[date, str, str]:
        """What a valid form holds: date, reason, document."""
        return self.cleaned_data["to"], self.cleaned_data["reason"], self.cleaned_data["document"]


class CloseForm(forms.Form):
    """Why a round ends."""

    reason = forms.CharField(label=_("结束说明"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)
