"""Forms of the office about an objection, and of the unit that is heard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.notices.limits import ANSWER
from greenlist.notices.models import Objection

from .fields import FilesField, area, day

OUTCOME = Objection.Outcome


class AcceptForm(forms.Form):
    """By when it is to be finished, where the policy does not say so."""

    due_on = day(_("办结期限"), _("政策没有规定办理天数，请填写办结期限。"), help_text=_("含当日。"))

    def __init__(self, *args: Any, asks_day: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_day:
            del self.fields["due_on"]


class RefuseForm(forms.Form):
    """Why it is not taken up."""

    reason = area(
        _("不予受理的理由"), _("请写明不予受理的理由。"), rows=3, help_text=_("提出人凭回执可以看到这段文字。")
    )


class HearForm(forms.Form):
    """What the unit is asked, until when."""

    told_unit = area(
        _("请单位答复的问题"), _("请写明要单位答复的问题。"), rows=6,
        help_text=_("单位看到的只有这段文字。不要写提出人，也不要照录会暴露提出人的话。"),
    )  # fmt: skip
    until = day(_("单位答复期限"), _("请填写答复期限。"), help_text=_("含当日。"))


class ProposeForm(forms.Form):
    """What was found."""

    outcome = forms.ChoiceField(
        label=_("认定"), choices=OUTCOME.choices, widget=forms.RadioSelect,
        error_messages={"required": _("请选择认定。")},
    )  # fmt: skip
    findings = area(
        _("认定的事实和理由"), _("请写明认定的事实和理由。"), rows=6,
        help_text=_("单位会看到这段文字；异议成立的，作为不予推荐的理由发给单位。不要写提出人。"),
    )  # fmt: skip


class BackForm(forms.Form):
    """Why it is not approved."""

    reason = area(_("退回的理由"), _("请写明退回的理由。"), rows=2)


class AnswerForm(forms.Form):
    """What the unit has to say."""

    text = area(_("单位的意见"), _("请写明单位的意见。"), rows=7)
    papers = FilesField(limits=ANSWER, label=_("材料"))
