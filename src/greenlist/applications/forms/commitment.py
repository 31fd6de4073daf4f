"""The commitment as a form: every point is agreed to by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.applications.commitments import Commitment


class CommitmentForm(forms.Form):
    """One box per point, all of them to be ticked, and the version of the application that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, commitment: Commitment, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, point in enumerate(commitment.points, start=1):
            self.fields[f"point_{number}"] = forms.BooleanField(
                label=str(point), error_messages={"required": _("请勾选；不能承诺这一条就不能提交。")}
            )


class VersionForm(forms.Form):
    """The version of the application that was seen, for buttons that move it on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
