"""Forms of cases, leads and bars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import AffectedApplication, ConductCase
from greenlist.paperwork.forms.feet import copies_field, printed_by_field, printed_on_field

LONG = 4000  # characters of a ground, of reasons, of an answer
F, E = ConductCase.Finding, AffectedApplication.Effect
Choices = Iterable[tuple[Any, Any]]


def _text(label: Any, required: Any, *, rows: int = 4, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONG, widget=area, error_messages={"required": required}, **more)


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _file(label: Any, *, required: bool = False, **more: Any) -> forms.FileField:
    empty = _("文件是空的；请确认选对了文件。")
    missing = _("还没有选择文件。")
    return forms.FileField(label=label, required=required, error_messages={"empty": empty, "required": missing}, **more)


class OpenForm(forms.Form):
    """A case about an agency, or about one evaluation of it."""

    agency = forms.TypedChoiceField(label=_("机构"), coerce=int, error_messages={"required": _("请选择机构。")})
    engagement = forms.TypedChoiceField(
        label=_("涉及的评价"), coerce=int, required=False, empty_value=None,
        help_text=_("只涉及某一次评价的，请选明；按该轮次的政策处理。"),
    )  # fmt: skip
    source = forms.ChoiceField(
        label=_("来源"), choices=ConductCase.Source.choices, error_messages={"required": _("请选择来源。")}
    )
    ground = _text(
        _("反映的问题"), _("请写明反映的问题。"), help_text=_("机构在听取意见时会看到这段文字；请不要写举报人。")
    )
    paper = _file(_("材料"), help_text=_("举报材料、照片等；机构看不到。立案后还可以再传。"))

    def __init__(self, *args: Any, agencies: Choices, engagements: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", _("请选择")), *agencies]  # type: ignore[attr-defined]
        found = list(engagements)
        if found:
            self.fields["engagement"].choices = [("", _("不限于某一次")), *found]  # type: ignore[attr-defined]
        else:
            del self.fields["engagement"]


class PaperForm(forms.Form):
    """A further paper of a case."""

    file = _file(_("材料"), required=True)


class HearingForm(forms.Form):
    """Until when the agency may answer."""

    until = _day(
        label=_("机构答复期限"), error_messages={"required": _("请填写答复期限。")}, help_text=_("含当日。"),
    )  # fmt: skip


class ProposeForm(forms.Form):
    """What was found."""

    finding = forms.ChoiceField(
        label=_("认定"), choices=F.choices, widget=forms.RadioSelect, error_messages={"required": _("请选择认定。")}
    )
    reasons = _text(_("认定的事实和理由"), _("请写明认定的事实和理由。"), rows=6, help_text=_("通报中照录。"))
    circular_no = forms.CharField(
        label=_("通报文号"),
        max_length=60,
        required=False,
        help_text=_("查实弄虚作假的必填，如：吉工信资源〔2024〕9号。"),
    )
    circular_on = _day(label=_("通报日期"), required=False, help_text=_("不予采信从这一天起算。"))
    copies = copies_field()
    printed_by = printed_by_field()
    printed_on = printed_on_field()


class ReasonForm(forms.Form):
    """Why."""

    reason = _text(_("理由"), _("请写明理由。"), rows=2)


class AnswerForm(forms.Form):
    """What the agency has to say."""

    text = _text(_("机构的意见"), _("请写明机构的意见。"), rows=6)
    paper = _file(_("证明材料"))


class NoteForm(forms.Form):
    """What came of looking at a lead."""

    note = _text(
        _("核实情况"), _("请写明核实情况。"), rows=3, help_text=_("例如已电话核实、机构的说明、不再跟进的理由。")
    )


class AffectedForm(forms.Form):
    """What becomes of an application that rests on the results of a barred agency."""

    effect = forms.ChoiceField(
        label=_("怎样处理"), widget=forms.RadioSelect, error_messages={"required": _("请选择怎样处理。")},
        choices=[(E.STANDS.value, _("不受影响，继续办理")), (E.REOPENED.value, _("退回，另行委托评价或改为自评价"))],
    )  # fmt: skip
    note = _text(_("理由"), _("请写明理由。"), rows=3)
