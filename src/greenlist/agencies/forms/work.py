"""Forms of the evaluation: plan, team, documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import DocumentCheck, EvaluationPlan, StaffMember, TeamMember
from greenlist.applications.models import Evidence

from .later import LaterForm, day_field, text_field


class PlanForm(LaterForm):
    """Purpose, scope, criteria and calendar. Each may be left for later."""

    later = ("purpose", "scope", "criteria", "starts_on", "ends_on", "schedule")

    purpose = text_field(2, label=_("评价目的"))
    scope = text_field(3, label=_("评价范围和边界"), help_text=_("评价哪个厂区、哪些产品和时间段。"))
    criteria = text_field(3, label=_("评价依据"), help_text=_("评价标准、通知文件和有关法规。"))
    starts_on = day_field(label=_("开始日期"))
    ends_on = day_field(label=_("结束日期"))
    schedule = text_field(4, label=_("日程安排"), help_text=_("每天做什么、谁负责。"))

    def __init__(self, *args: Any, instance: EvaluationPlan | None = None, **kwargs: Any) -> None:
        if instance is not None:
            kwargs["initial"] = {name: getattr(instance, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class MemberForm(forms.Form):
    """Somebody of the filed staff and what they do. Who cannot evaluate the kind by the filing is named so."""

    staff = forms.ChoiceField(label=_("人员"), help_text=_("从本机构备案的人员名单中选。"))
    part = forms.ChoiceField(label=_("分工"), choices=TeamMember.Part.choices, initial=TeamMember.Part.MEMBER)
    tasks = forms.CharField(label=_("职责"), max_length=200, required=False)

    def __init__(self, *args: Any, staff: Iterable[StaffMember], kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = {str(one.pk): one for one in staff}
        choices = [(key, _named(one, kind)) for key, one in self._staff.items()]
        self.fields["staff"].choices = [("", _("请选择")), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> StaffMember:
        """Whom was chosen; of a valid form."""
        return self._staff[self.cleaned_data["staff"]]


def _named(one: StaffMember, kind: str) -> str:
    title = one.title_name or one.get_title_display()
    if kind in one.kinds:
        return f"{one.name}（{title}）"
    return str(_("%(name)s（%(title)s）——备案的能力不含这一类型") % {"name": one.name, "title": title})


class CheckForm(forms.Form):
    """A document and what was found: a file of the application, or something seen on paper."""

    evidence = forms.ChoiceField(label=_("申报材料"), required=False)
    document = forms.CharField(
        label=_("文件名称"),
        max_length=200,
        required=False,
        help_text=_("选了申报材料可以不填；纸质文件请写名称和文号。"),
    )
    finding = forms.ChoiceField(
        label=_("评审结论"), choices=DocumentCheck.Finding.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选择评审结论。")},
    )  # fmt: skip
    note = text_field(3, label=_("说明"), required=False, help_text=_("不足时写缺什么；需现场核实时写到现场看什么。"))

    def __init__(self, *args: Any, files: Iterable[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._files = {str(one.pk): one for one in files}
        choices = [(key, one.name) for key, one in self._files.items()]
        self.fields["evidence"].choices = [("", _("不是申报材料")), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Evidence | None:
        """The file that was chosen; of a valid form."""
        return self._files.get(self.cleaned_data["evidence"])
