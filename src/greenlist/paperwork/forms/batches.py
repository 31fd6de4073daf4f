"""Forms of batches: ask for one, hold them."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.engine import clock
from greenlist.paperwork.domain.holds import LONG

FORMATS = (("pdf", "PDF"), ("docx", "Word"), ("both", _("两种都要")))


class AskForm(forms.Form):
    """In which format."""

    form = forms.ChoiceField(label=_("文件格式"), choices=FORMATS, widget=forms.RadioSelect)


class HoldForm(forms.Form):
    """Why, and until when (Asia/Shanghai)."""

    until = forms.DateTimeField(
        label=_("恢复的时间（北京时间）"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"required": _("请填恢复的时间。"), "invalid": _("请按 2024-07-31 18:00 的样子填写。")},
    )
    reason = forms.CharField(
        label=_("为什么暂停"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("等候的人会看到，例如：报送截止前两天，先保证单位填报。"),
        error_messages={"required": _("请写明为什么暂停。")},
    )  # fmt: skip

    def clean_until(self) -> datetime:
        """The time with its zone."""
        until: datetime = self.cleaned_data["until"]
        return until.replace(tzinfo=clock.SHANGHAI) if until.tzinfo is None else until
