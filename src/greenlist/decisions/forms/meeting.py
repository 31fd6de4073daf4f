"""The head of the minutes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = 4000


class RecordForm(forms.Form):
    """When and where the meeting was, who led it, who was there, what was said."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    held_on = forms.DateField(
        label=_("会议日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("请按 2024-08-12 的样子填写日期。")},
    )  # fmt: skip
    held_at = forms.CharField(label=_("会议地点"), required=False, max_length=120)
    chair = forms.CharField(label=_("主持人"), required=False, max_length=60)
    attendees = forms.CharField(
        label=_("参加人员"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行一人，可写单位和职务。"),
    )  # fmt: skip
    remarks = forms.CharField(
        label=_("会议记要"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("议定的其他事项；写进会议纪要，不告知申报单位。"),
    )  # fmt: skip
