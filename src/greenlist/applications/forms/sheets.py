"""The form that takes a workbook or a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.applications.sheet_files import MAX_BYTES


class SheetForm(forms.Form):
    """One file, not larger than what is read at all."""

    sheet = forms.FileField(
        label=_("文件"),
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的；请确认选对了文件。")},
    )

    def __init__(self, *args: Any, accept: str = ".xlsx", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].widget.attrs["accept"] = accept

    def clean_sheet(self) -> Any:
        """By its size first, before anything of it is read."""
        upload = self.cleaned_data["sheet"]
        if upload.size > MAX_BYTES:
            most = MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(
                _("文件超过 %(most)d MB 的上限；请删去图片和多余的工作表后再传。"), params={"most": most}
            )
        return upload
