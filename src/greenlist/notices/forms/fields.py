"""Controls that the forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from greenlist.applications.filetypes import TYPES
from greenlist.applications.forms.evidence import ManyFilesInput
from greenlist.applications.limits import Limits

LONG = 4000  # characters of a ground, of findings, of an answer


def area(label: Any, required: Any = None, *, rows: int = 4, most: int = LONG, **more: Any) -> forms.CharField:
    """A text of several lines; without `required`, the sentence for an empty one, it may stay empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    errors = {"required": required} if required is not None else {}
    return forms.CharField(
        label=label, max_length=most, widget=widget, required=required is not None, error_messages=errors, **more
    )


def day(label: Any, required: Any = None, **more: Any) -> forms.DateField:
    """A day, chosen from a calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    errors = {"required": required} if required is not None else {}
    return forms.DateField(label=label, widget=widget, required=required is not None, error_messages=errors, **more)


class FilesField(forms.FileField):
    """Any number of files, none too; cleans to their list. What is wrong with one is for the verb to say."""

    widget = ManyFilesInput

    def __init__(self, *, limits: Limits, **more: Any) -> None:
        names = "、".join(str(one.label) for one in TYPES.values() if one.id in limits.types)
        hint = format_lazy(
            _("{types}；每个不超过 {file} MB，最多 {files} 个，合计不超过 {total} MB。"),
            types=names, file=limits.file_mb, files=limits.files, total=limits.total_mb,
        )  # fmt: skip
        super().__init__(required=False, help_text=hint, **more)
        suffixes = [f".{suffix}" for one in TYPES.values() if one.id in limits.types for suffix in one.suffixes]
        self.widget.attrs["accept"] = ",".join(suffixes)

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002 - the name is Django's
        """Every file by itself."""
        return data if isinstance(data, list) else [data] if data else []
