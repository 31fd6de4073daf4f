"""Forms of the yearly work report: a project as it really was, the staff, a note, a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.agency.yearly import TITLES
from greenlist.applications.models import Kind

LEVELS = (("国家级", _("国家级")), ("省级", _("省级")), ("市级", _("市级")))
ANSWERS = (("", _("尚无结果")), ("yes", _("是")), ("no", _("否")))
REASON = 200


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False, **more)


def _day(label: Any) -> forms.CharField:
    """A date as text: the verb reads it, and says what is wrong."""
    return _text(label, widget=forms.TextInput(attrs={"type": "date"}))


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices)


def _reason(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明理由。")},
    )  # fmt: skip


class ProjectForm(forms.Form):
    """One project of the year."""

    applicant = _text(_("申报单位"))
    kind = _choice(_("类型"), [("", _("请选择")), *Kind.choices])
    province = _text(_("所在省份"))
    level = _choice(_("级别"), [("", _("请选择")), *LEVELS])
    contract_on = _day(_("合同签订日期"))
    site_on = _day(_("现场评价日期"))
    report_on = _day(_("报告日期"))
    score = _text(_("得分"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    conclusion = _text(_("评价结论"))
    recommended = _choice(_("是否推荐"), ANSWERS)
    listed = _choice(_("是否列入名单"), ANSWERS)
    reason = _reason(_("理由"), _("为什么与系统里的不同，或者为什么系统里没有。"))

    def values(self) -> dict[str, str]:
        """The fields of the project as text."""
        return {name: str(self.cleaned_data[name]) for name in self.fields if name != "reason"}


class StaffForm(forms.Form):
    """Staff counts by title."""

    senior = _text(_("高级（含副高）"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    middle = _text(_("中级"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    junior = _text(_("初级"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    none = _text(_("无职称"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    reason = _reason(_("理由"))

    def values(self) -> dict[str, str]:
        """The counts as text; one left empty says nothing."""
        return {name: text for name in TITLES if (text := str(self.cleaned_data[name]).strip())}


class NoteForm(forms.Form):
    """What else there is to say of the year."""

    note = forms.CharField(
        label=_("补充说明"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReopenForm(forms.Form):
    """Why a confirmation is taken back."""

    reason = _reason(_("撤回确认的理由"))
