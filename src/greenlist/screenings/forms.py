"""Forms of screening: a list to be read, a run, a decision, and taking one back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.engine import clock

from .models import Finding, Judgement, Run
from .words import BY_NAME

REASON = 1000  # characters of a reason
PURPOSES = (Run.Purpose.ON_DEMAND, Run.Purpose.RECOMMENDATION, Run.Purpose.SENDING_UP)
V = Judgement.Verdict


def day_field(**more: Any) -> forms.DateField:
    """A day, as browsers ask for it."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class UploadForm(forms.Form):
    """One file of one source, and the day it was drawn."""

    source = forms.ChoiceField(
        label=_("来源"),
        error_messages={"required": _("请选择这份名单的来源。")},
        help_text=_("同一来源的各次名单会累加。"),
    )
    file = forms.FileField(
        label=_("名单文件"), required=False,
        help_text=_("CSV（UTF-8 或 GB18030）或 Excel（.xlsx），第一行是列名。本期无名单的可以不传。"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"empty": _("文件是空的；请确认选对了文件。")},
    )  # fmt: skip
    nil = forms.BooleanField(
        label=_("本期无名单"), required=False,
        help_text=_("来源公布本期没有单位的，勾选并填截止日期和公布处；有空表的可一并上传。没有公布的不要勾选。"),
    )  # fmt: skip
    nil_where = forms.CharField(
        label=_("本期无名单的公布处"),
        max_length=300,
        required=False,
        help_text=_("公告名称、文号或网址。"),
    )
    as_of = day_field(
        label=_("名单截止日期"), required=False,
        help_text=_("数据取自哪一天。不填时取文件名里的日期；都没有时按日期不明处理。"),
    )  # fmt: skip

    def __init__(self, *args: Any, sources: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", _("请选择")), *sources]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A file, or the word that there is nobody on the list."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("nil") and not given.get("file") and "file" not in self.errors:
            self.add_error("file", _("还没有选择文件。"))
        if given.get("nil") and not given.get("as_of") and "as_of" not in self.errors:
            self.add_error("as_of", _("请填名单截止日期：本期无名单是哪一天公布的。"))
        if given.get("nil") and not given.get("nil_where"):
            self.add_error("nil_where", _("请写明哪里公布了本期无名单。"))
        return given

    def clean_as_of(self) -> Any:
        """A list cannot have been drawn tomorrow."""
        day = self.cleaned_data["as_of"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("截止日期晚于今天，请核对。"))
        return day


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("撤回理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明为什么撤回。")},
    )  # fmt: skip


class RunForm(forms.Form):
    """Why a round is screened now, and as of which day."""

    purpose = forms.ChoiceField(label=_("目的"), choices=[(one.value, one.label) for one in PURPOSES])
    as_of = day_field(label=_("按哪一天筛查"), required=False, help_text=_("不填为今天。"))

    def clean_as_of(self) -> Any:
        """The future is not known."""
        day = self.cleaned_data["as_of"]
        if day is not None and day > clock.today():
            raise forms.ValidationError(_("筛查日期晚于今天，请核对。"))
        return day


ABOUT_WHOM = (
    (V.OTHER.value, _("不是本单位：记录与它无关")),
    (V.SAME.value, _("是本单位：按信用代码相同办理")),
)
MEANS = (
    (V.DOES_NOT_COUNT.value, _("不算否决情形：须附依据文件")),
    (V.COUNTS.value, _("算否决情形：须附依据文件")),
)


def verdicts_for(findings: Iterable[Finding]) -> list[tuple[str, Any]]:
    """What can be decided about these alike: who they are about where only names met, and what they mean.

    Once a person has said that a record is about the unit, what it means is left; a hit can only be overruled.
    """
    found = list(findings)
    by_name = all(one.ruling["how"] in BY_NAME and not one.ruling["decision"] for one in found)
    hits = all(one.outcome == "hit" for one in found)
    return [*(ABOUT_WHOM if by_name else ()), *(MEANS[:1] if hits else MEANS)]


class JudgeForm(forms.Form):
    """What a person decides about one record, or about several alike."""

    verdict = forms.ChoiceField(
        label=_("认定"), widget=forms.RadioSelect, error_messages={"required": _("请选一项认定。")}
    )
    reason = forms.CharField(
        label=_("理由"), max_length=REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明核对了什么，日后申诉时以此为据。"), error_messages={"required": _("请写明理由。")},
    )  # fmt: skip
    document = forms.FileField(
        label=_("依据文件"), required=False, error_messages={"empty": _("文件是空的；请确认选对了文件。")},
        help_text=_("认定“算”或“不算”否决情形时必须上传，例如复函、信用修复决定、整改验收意见。"),
    )  # fmt: skip

    def __init__(self, *args: Any, verdicts: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(verdicts)
        self.fields["verdict"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["verdict"].initial = choices[0][0]
        if not {key for key, _label in choices} & {key for key, _label in ABOUT_WHOM}:
            self.fields["document"].required = True
            self.fields["document"].error_messages["required"] = _("请上传依据文件。")
