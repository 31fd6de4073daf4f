"""Forms of a batch before it is sent, and of what the city does with its letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.consultations.domain.preparing import Plan
from greenlist.paperwork.forms.feet import copies_field
from greenlist.parties.models import Organisation

from .parts import day, line, text


class PlanForm(forms.Form):
    """Whom a batch is about, until when, what the letters say besides."""

    title = line(_("名称"), help_text=_("不填的，按次序起名。"))
    due_on = day(_("答复期限"), help_text=_("含当日；发函前必须定下。"))
    text = text(_("函中另写的话"), help_text=_("写在函的开头之后，如请重点核实的事项；可不写。"))
    contact = line(_("联系人和电话"), help_text=_("印在函上，供部门联系。"))
    applications = forms.MultipleChoiceField(
        label=_("单位"), error_messages={"required": _("请至少选一家单位。")}, widget=forms.MultipleHiddenInput
    )

    def __init__(self, *args: Any, candidates: Iterable[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in candidates}
        self.fields["applications"].choices = [(key, key) for key in self.known]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> set[str]:
        """Ids that are ticked."""
        return {str(one) for one in (self["applications"].value() or ())}

    def plan(self) -> Plan:
        """What a valid form says."""
        given = self.cleaned_data
        rows = [self.known[key] for key in given["applications"]]
        return Plan(given["title"], given["due_on"], given["text"], given["contact"], rows)


class AddresseeForm(forms.Form):
    """To whom a letter goes: a department with an account, or a name."""

    department = forms.ChoiceField(
        label=_("有账号的部门"), required=False,
        help_text=_("选了的，该部门的人员登录后答复；没有账号的不选，另发个人链接或书面函。"),
    )  # fmt: skip
    addressee = line(_("主送单位"), help_text=_("印在函上；选了有账号的部门的，可以不填。"))

    def __init__(self, *args: Any, departments: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in departments}
        choices = [(key, f"{one.name}（{one.field}）" if one.field else one.name) for key, one in self.known.items()]
        self.fields["department"].choices = [("", _("没有账号")), *choices]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What a valid form says, as the verbs take it."""
        values = dict(self.cleaned_data)
        return values | {"department": self.known.get(values["department"])}


class LetterForm(AddresseeForm):
    """A department that the city asks besides those of the policy."""

    field = line(_("职能"), most=20, required=_("请写明部门的职能，如：能源、水利、税务。"))
    field_order = ("field", "department", "addressee")


class NumberForm(forms.Form):
    """Number and date of the letter on paper, and to whom else it goes."""

    number = line(_("发文字号"), most=60, help_text=_("如：长工信函〔2024〕12号。"))
    issued_on = day(_("发文日期"))
    copies = copies_field()


class ExtendForm(forms.Form):
    """Until when instead, and why."""

    to = day(_("延长到"), required=True, help_text=_("含当日。"))
    reason = text(_("延长的理由"), required=_("请写明延长的理由；部门会看到。"))


class LinkForm(forms.Form):
    """Who gets a personal link, and for how long."""

    name = line(_("给谁用"), most=60, required=_("请写明链接给谁用。"), help_text=_("答复时记为答复人。"))
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, error_messages={"invalid": _("邮箱地址不对，请核对。")},
        help_text=_("填了的，同时发到邮箱，期限前也发邮件提醒。"),
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("有效天数"), min_value=1,
        error_messages={"required": _("请填写有效天数。"), "invalid": _("有效天数要填整数。")},
    )  # fmt: skip


class RulingForm(forms.Form):
    """What the city makes of an objection."""

    stands = forms.TypedChoiceField(
        label=_("认定"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("异议成立：不予推荐")), ("no", _("异议不成立：继续办理"))],
        error_messages={"required": _("请选择异议是否成立。")},
    )  # fmt: skip
    reason = text(
        _("理由"), required=_("请写明认定的理由。"),
        help_text=_("成立的，申报单位会收到这段理由；请不要写是哪个部门反映的。"),
    )  # fmt: skip
