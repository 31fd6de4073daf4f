"""The form by which an office puts its own value beside what others said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.forms.verifying import ValueForm
from greenlist.applications.domain.checking import DECIDED
from greenlist.applications.queries.editing import Desk
from greenlist.reviews.queries.values import Witnessed


class CorrectingForm(ValueForm):
    """The office's value of one place; the controls are those of verification, the words the office's."""

    def __init__(self, row: Witnessed, desk: Desk, *args: Any, **kwargs: Any) -> None:
        super().__init__(row.formed, desk, *args, **kwargs)
        self.row = row
        self.auto_id = f"c-{row.place}-%s"
        reason = self.fields["reason"]
        reason.label, reason.help_text = _("更正的理由"), _("依据哪份材料，为什么改。")
        reason.error_messages["required"] = _("请写明更正的理由。")
        own = str(_("审定值") if row.as_witness == DECIDED else _("核对值"))
        if "content" in self.fields and row.value.shape != "score":
            content = self.fields["content"]
            content.label = str(content.label).replace(str(_("核查值")), own)


class TakeBackForm(forms.Form):
    """Why a correction is taken back."""

    place = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("撤回的理由"), max_length=500, error_messages={"required": _("请写明撤回的理由。")}
    )
