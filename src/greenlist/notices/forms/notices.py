"""Forms of a notice: what the office decides about it, its correction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.notices.domain.correcting import Correction
from greenlist.notices.domain.drafting import LONGEST, Terms
from greenlist.notices.models import Notice

from .fields import area

CONTACT = _("受理部门、地址、办公电话、邮箱，一行一项；不要写个人姓名和手机号。")


def _title(**more: Any) -> forms.CharField:
    return forms.CharField(
        label=_("标题"), max_length=160, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("可以分行，文件里照此排。"), error_messages={"required": _("请填写标题。")}, **more,
    )  # fmt: skip


def _number() -> forms.CharField:
    return forms.CharField(
        label=_("文号"), max_length=60, required=False, help_text=_("没有文号的不填。如：吉工信公示〔2024〕9号。")
    )


class NoticeForm(forms.Form):
    """A draft: how long, counted how, in which words, which units."""

    title = _title()
    document_no = _number()
    days = forms.IntegerField(
        label=_("公示天数"), min_value=1, max_value=LONGEST, error_messages={"required": _("请填写公示天数。")}
    )
    day_kind = forms.ChoiceField(
        label=_("天数按"), choices=Notice.Days.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选择按自然日还是按工作日。")},
    )  # fmt: skip
    first_day_counts = forms.TypedChoiceField(
        label=_("发布当日"), choices=(("no", _("不计入，从次日起算")), ("yes", _("计入，为第一天"))),
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        error_messages={"required": _("请选择发布当日是否计入。")},
    )  # fmt: skip
    anonymous = forms.ChoiceField(
        label=_("匿名异议"), choices=Notice.Anonymous.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选择匿名异议怎么办。")},
    )  # fmt: skip
    days_reason = area(
        _("依据"), rows=2, most=500,
        help_text=_("上面任何一项政策没有规定，或者与政策不同的，写明依据；公示页面会写出来。"),
    )  # fmt: skip
    text = area(_("正文"), _("请填写正文。"), rows=6, help_text=_("公示时间、怎样提异议、名单由程序写在后面。"))
    contact = area(_("受理方式"), _("请填写受理部门和联系方式。"), rows=3, most=600, help_text=CONTACT)
    applications = forms.ModelMultipleChoiceField(
        queryset=Application.objects.none(), error_messages={"required": _("请至少选择一家单位。")}, required=True
    )

    def __init__(self, *args: Any, rows: Sequence[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["applications"]
        field.label = _("列入公示的单位")
        field.queryset = Application.objects.filter(pk__in=[one.pk for one in rows])  # type: ignore[attr-defined]
        self.rows = list(rows)

    @property
    def chosen(self) -> set[str]:
        """The applications that are ticked, as text."""
        value = self["applications"].value() or []
        return {str(getattr(one, "pk", one)) for one in value}

    @property
    def said(self) -> list[forms.BoundField]:
        """The controls besides the units, which stand in a table of their own."""
        return [field for field in self if field.name != "applications"]

    def terms(self) -> Terms:
        """What was decided."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "applications"}
        return Terms(**given)


class CorrectionForm(forms.Form):
    """A correction of what was posted."""

    title = _title()
    document_no = _number()
    days = forms.IntegerField(
        label=_("公示天数"), min_value=1, max_value=LONGEST, help_text=_("只能延长。"),
        error_messages={"required": _("请填写公示天数。")},
    )  # fmt: skip
    text = area(_("正文"), _("请填写正文。"), rows=6)
    contact = area(_("受理方式"), _("请填写受理部门和联系方式。"), rows=3, most=600, help_text=CONTACT)
    names = forms.BooleanField(
        label=_("单位名称和所在地区按现在的登记重写"), required=False, help_text=_("单位更名、名称登错时用。")
    )
    reason = area(_("更正的原因"), _("请写明更正的原因。"), rows=2, most=500, help_text=_("公开的新版本会写出来。"))

    def correction(self) -> Correction:
        """What is to be said instead."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return Correction(**given)


class ReasonForm(forms.Form):
    """Why."""

    reason = area(_("理由"), _("请写明理由。"), rows=2, most=1000)
