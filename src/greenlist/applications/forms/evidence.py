"""Forms of evidence: files to hand in, what is said about one, what it proves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.applications.domain.keeping import Details
from greenlist.applications.filetypes import TYPES
from greenlist.applications.limits import Limits

Choices = list[tuple[str, list[tuple[str, str]]]]


class ManyFilesInput(forms.ClearableFileInput):
    """A control that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; cleans to their list. What is wrong with one is for the verb to say."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002 - the name is Django's
        """Every file by itself; an empty one passes here and is refused with its name by the verb."""
        given = data if isinstance(data, list) else [data] if data else []
        if not given:
            raise forms.ValidationError(_("还没有选择文件；请选择一个或多个文件，或把文件拖到框里。"))
        return given


class DateInput(forms.DateInput):
    """A calendar control."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def accepted(limits: Limits) -> str:
    """The `accept` of a file control."""
    return ",".join(f".{suffix}" for one in TYPES.values() if one.id in limits.types for suffix in one.suffixes)


class UploadForm(forms.Form):
    """Files to hand in. Where only some items are open, it must be said which of them they prove."""

    upload = ManyFilesField(label=gettext_lazy("文件"), allow_empty_file=True)
    place = forms.ChoiceField(label=gettext_lazy("证明什么"), required=False)

    def __init__(self, *args: Any, limits: Limits, choices: Choices, place_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = accepted(limits)
        place = self.fields["place"]
        place.choices = [("", _("以后再注明")), *choices]  # type: ignore[attr-defined]
        place.required = place_needed


class DetailsForm(forms.Form):
    """Dates and note of a file."""

    issued_on = forms.DateField(label=gettext_lazy("出具日期"), required=False, widget=DateInput)
    expires_on = forms.DateField(label=gettext_lazy("有效期至"), required=False, widget=DateInput)
    note = forms.CharField(label=gettext_lazy("说明"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """A file does not expire before it is issued."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("issued_on"), data.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("有效期不能早于出具日期；请核对两个日期。"))
        return data

    @property
    def details(self) -> Details:
        """What was filled in."""
        data = self.cleaned_data
        return Details(data["issued_on"], data["expires_on"], data["note"])


class ReplaceForm(DetailsForm):
    """A new version of a file with its own dates."""

    file = forms.FileField(label=gettext_lazy("新文件"), allow_empty_file=True)
    field_order = ("file", "issued_on", "expires_on", "note")

    def __init__(self, *args: Any, limits: Limits, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "replace-%s"} | kwargs))  # beside the form of details
        self.fields["file"].widget.attrs["accept"] = accepted(limits)


class LinkForm(forms.Form):
    """What a file proves, and where in it."""

    place = forms.ChoiceField(label=gettext_lazy("证明什么"))
    page = forms.CharField(label=gettext_lazy("页码"), required=False, max_length=40)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "link-%s"} | kwargs))
        self.fields["place"].choices = [("", _("请选择")), *choices]  # type: ignore[attr-defined]
        self.fields["page"].widget.attrs["placeholder"] = _("如 3、5-7")
