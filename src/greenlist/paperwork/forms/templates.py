"""Forms of templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.paperwork.domain.templates import LONG


class UploadForm(forms.Form):
    """A DOCX for a kind of document, for one policy or for all."""

    policy = forms.ChoiceField(
        label=_("用于"), required=False, help_text=_("选了某一轮的，只用于那一轮；同时有两种的，先用该轮自己的。")
    )
    file = forms.FileField(
        label=_("模板文件"), help_text=_("不带宏的 .docx，5 MB 以内，不能链接外部内容。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的；请确认选对了文件。")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("与上一版有什么不同"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, policies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("所有轮次")), *((policy, title) for policy, title in policies)]
        self.fields["policy"].choices = choices  # type: ignore[attr-defined]


class RetireForm(forms.Form):
    """Why a template goes out of force."""

    reason = forms.CharField(
        label=_("为什么停用"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明为什么停用。")},
    )  # fmt: skip
