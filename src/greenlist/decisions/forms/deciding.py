"""Forms of a list in the making."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.decisions.models import Line, Stage
from greenlist.decisions.phrases import phrases_of

Outcome = Line.Outcome
OPEN = "open"  # chosen by hand: nothing is chosen for anybody before
LONG = 2000
CHOICES = {
    Stage.SELECTION: [(Outcome.YES, _("列入推荐")), (Outcome.NO, _("不列入")), (OPEN, _("改回待定"))],
    Stage.MEETING: [(Outcome.YES, _("通过")), (Outcome.NO, _("不通过")), (Outcome.BACK, _("退回市（州）")),
                    (OPEN, _("改回待定"))],
}  # fmt: skip


def _area(label: Any, *, rows: int = 2, required: bool = True, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    words = {"required": _("请写明理由。")}
    return forms.CharField(label=label, max_length=LONG, widget=area, required=required, error_messages=words, **more)


class VersionForm(forms.Form):
    """The list as the user saw it; every act says so."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DecideForm(VersionForm):
    """What is decided of the chosen lines, with a phrase, own words, or both as the reason."""

    outcome = forms.ChoiceField(
        label=_("处理意见"), widget=forms.RadioSelect, error_messages={"required": _("请选择处理意见。")}
    )
    phrase = forms.ChoiceField(label=_("常用理由"), required=False)
    text = _area(_("理由"), required=False, help_text=_("发布后写进给申报单位的通知；不列入的必填。"))

    def __init__(self, *args: Any, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = CHOICES[Stage(stage)]  # type: ignore[attr-defined]
        found = phrases_of(stage)
        self.fields["phrase"].choices = [("", _("（不选）")), *((one, one) for one in found)]  # type: ignore[attr-defined]

    def clean_outcome(self) -> str:
        """The outcome as the verb takes it: '' leaves open."""
        chosen = str(self.cleaned_data["outcome"])
        return Outcome.OPEN.value if chosen == OPEN else chosen

    def reason(self) -> str:
        """Phrase and own words as one reason."""
        given = (self.cleaned_data.get("phrase", ""), self.cleaned_data.get("text", "").strip())
        return " ".join(one for one in given if one)


class ReasonForm(forms.Form):
    """Why."""

    reason = _area(_("理由"))


class MoveForm(VersionForm):
    """Where a line is put instead, and why."""

    to = forms.IntegerField(label=_("移到第几位"), min_value=1, error_messages={"required": _("请填写移到第几位。")})
    reason = _area(_("理由"), help_text=_("记入排序记录；按规则算出的名次仍然列出。"))


class NoteForm(forms.Form):
    """A note for colleagues."""

    text = forms.CharField(
        label=_("备注"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("只有本单位的同事看得到，不告知申报单位。"), error_messages={"required": _("请写下备注。")},
    )  # fmt: skip


class QuotaForm(VersionForm):
    """A number of places the policy leaves open."""

    kind = forms.CharField(widget=forms.HiddenInput)
    county = forms.CharField(widget=forms.HiddenInput, required=False)
    number = forms.IntegerField(
        label=_("名额"), min_value=0, max_value=100_000, error_messages={"required": _("请填写名额。")}
    )
    reason = _area(_("依据"), help_text=_("写明文件名称和文号。"))
