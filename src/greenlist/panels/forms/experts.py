"""What the register of experts takes: profile, employers of before, shared works, reasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Kind
from greenlist.engine import clock
from greenlist.engine.codes import uscc_problem
from greenlist.engine.messages import render
from greenlist.panels.law import division_label, sections
from greenlist.panels.models import Expert
from greenlist.parties.models import Organisation, Person


def industries(label: Any, **more: Any) -> forms.MultipleChoiceField:
    """Some of the two-digit industries, by section."""
    return forms.MultipleChoiceField(
        label=label, required=False, choices=_industries, widget=forms.CheckboxSelectMultiple, **more
    )


def _industries() -> list[tuple[str, list[tuple[str, str]]]]:
    return [(name, [(code, division_label(code)) for code in codes]) for name, codes in sections().items()]


def code(label: Any, **more: Any) -> forms.CharField:
    """A unified social credit code that may be left open."""
    return forms.CharField(label=label, required=False, max_length=18, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    """A date."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def checked_code(given: str) -> str:
    """A code in one spelling. Raises ValidationError."""
    text = given.strip().upper()
    problem = uscc_problem(text) if text else None
    if problem is not None:
        raise forms.ValidationError(render(problem, "en" if (get_language() or "").startswith("en") else "zh"))
    return text


class ProfileForm(forms.Form):
    """What is known of an expert; conflicts are computed from it."""

    employer = forms.CharField(
        label=_("工作单位"), max_length=120, help_text=_("全称。与申报单位、评价机构相同时自动回避。")
    )
    employer_uscc = code(_("工作单位统一社会信用代码"), help_text=_("填了更准；单位改名后仍能对上。"))
    title = forms.CharField(label=_("职称"), required=False, max_length=60)
    kinds = forms.MultipleChoiceField(
        label=_("可评类别"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("只会分到选了的类别。"), error_messages={"required": _("请至少选一类。")},
    )  # fmt: skip
    most_cases = forms.IntegerField(
        label=_("最多评审份数"), required=False, min_value=0, max_value=1000,
        help_text=_("一个轮次最多评几份；不填按政策的上限，填了以两者中小的为准。"),
    )  # fmt: skip
    fields_ = industries(_("专业领域"), help_text=_("熟悉的行业（GB/T 4754 两位代码）；同行业的申报优先分给您。"))

    def __init__(self, *args: Any, expert: Expert | None = None, **kwargs: Any) -> None:
        if expert is not None:
            said = {name: getattr(expert, name) for name in self.base_fields if name != "fields_"}
            kwargs["initial"] = said | {"fields_": expert.fields}
        super().__init__(*args, **kwargs)

    def clean_employer_uscc(self) -> str:
        """In one spelling. Raises ValidationError."""
        return checked_code(self.cleaned_data["employer_uscc"])

    @property
    def values(self) -> dict[str, Any]:
        """As the verbs take it."""
        given = dict(self.cleaned_data)
        given.pop("person", None)
        return given | {"fields": given.pop("fields_")}


class NewProfileForm(ProfileForm):
    """The same for somebody whose profile the office enters."""

    person = forms.ModelChoiceField(
        label=_("专家"), queryset=Person.objects.none(), empty_label=_("（请选择）"),
        help_text=_("有评审专家身份、还没有填写信息的人。身份由安全管理员邀请。"),
    )  # fmt: skip
    field_order = ("person",)

    def __init__(self, *args: Any, pool: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        worn = {"memberships__organisation": pool, "memberships__role": "expert", "memberships__until": None}
        people = Person.objects.filter(is_active=True, expert=None, **worn).distinct().order_by("name", "pk")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class PastForm(forms.Form):
    """An employer of before."""

    name = forms.CharField(label=_("单位名称"), max_length=120)
    uscc = code(_("统一社会信用代码"))
    until = day(_("离开日期"), help_text=_("回避年限从这一天算起。"))

    def clean_uscc(self) -> str:
        """In one spelling. Raises ValidationError."""
        return checked_code(self.cleaned_data["uscc"])

    def clean_until(self) -> Any:
        """Not in the future: who still works there has it as employer. Raises ValidationError."""
        return _past(self.cleaned_data["until"])


class SharedForm(forms.Form):
    """A work shared with a unit or an agency."""

    name = forms.CharField(label=_("合作单位"), max_length=120)
    uscc = code(_("统一社会信用代码"))
    what = forms.CharField(
        label=_("合作内容"), max_length=200, help_text=_("合写的报告、标准，合作的项目。不论年代，一律回避。")
    )
    on = day(_("时间"))

    def clean_uscc(self) -> str:
        """In one spelling. Raises ValidationError."""
        return checked_code(self.cleaned_data["uscc"])

    def clean_on(self) -> Any:
        """Not in the future. Raises ValidationError."""
        return _past(self.cleaned_data["on"])


def _past(on: Any) -> Any:
    if on > clock.today():
        raise forms.ValidationError(_("日期还没有到。"))
    return on


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明理由。")},
    )  # fmt: skip


class TableForm(forms.Form):
    """A table of experts."""

    sheet = forms.FileField(
        label=_("专家表"), help_text=_(".xlsx 或 .csv，其中一行是列名，至少要有“姓名”“工作单位”“可评类别”三列。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的；请确认选对了文件。")},
    )  # fmt: skip
