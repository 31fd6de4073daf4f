"""Forms of intake: taking in, returning item by item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from greenlist.recommendations.domain.intake import Item

LONG = 2000
OTHER = "other"


class TakeForm(forms.Form):
    """A word about what is taken in."""

    note = forms.CharField(label=_("意见"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}))


class ReturnForm(forms.Form):
    """What is at fault: a reason beside each item, and one that is none of them. An item without a reason is none."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    other = forms.CharField(
        label=_("其他问题"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不在上列各项中的问题写在这里。"),
    )  # fmt: skip
    note = forms.CharField(
        label=_("总的意见"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, labels: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = labels
        for key, label in labels.items():
            self.fields[key] = forms.CharField(
                label=label, required=False, max_length=LONG, widget=forms.TextInput(),
                help_text=_("要退回改正的，写明理由。"),
            )  # fmt: skip
        self.order_fields(["version", *labels, "other", "note"])

    def items(self) -> list[Item]:
        """The items with a reason."""
        found = [Item(label, reason) for key, label in self.labels.items() if (reason := self._said(key))]
        if other := self._said(OTHER):
            found.append(Item(_g("其他问题"), other))
        return found

    def _said(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "").strip()
