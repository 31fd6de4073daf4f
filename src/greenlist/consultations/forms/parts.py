"""Controls that the forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = 4000  # characters of facts, of a reason, of a paragraph in the letter


def text(label: Any, *, rows: int = 3, required: Any = "", **more: Any) -> forms.CharField:
    """A text of several lines; `required` is what is said where it is missing, '' where it may be."""
    area = forms.Textarea(attrs={"rows": rows})
    errors = {"required": required} if required else None
    return forms.CharField(
        label=label, max_length=LONG, widget=area, required=bool(required), error_messages=errors, **more
    )


def line(label: Any, *, most: int = 120, required: Any = "", **more: Any) -> forms.CharField:
    """A text of one line, the same way."""
    errors = {"required": required} if required else None
    return forms.CharField(label=label, max_length=most, required=bool(required), error_messages=errors, **more)


def day(label: Any, *, required: bool = False, **more: Any) -> forms.DateField:
    """A day."""
    words = {"invalid": _("请按“年-月-日”填写日期。"), "required": _("请填写日期。")}
    box = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=box, error_messages=words, **more)


def file(label: Any, *, required: bool = False, **more: Any) -> forms.FileField:
    """A file."""
    words = {"empty": _("文件是空的；请确认选对了文件。"), "required": _("还没有选择文件。")}
    return forms.FileField(label=label, required=required, error_messages=words, **more)
