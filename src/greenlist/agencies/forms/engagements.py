"""Forms of engagements: the question, its answer, the contract, relations, affiliations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import Affiliation, DeclaredRelation

LONGEST = 1000  # characters of a message, an answer, a reason
Choices = Iterable[tuple[Any, Any]]


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _text(rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **more)


class AskForm(forms.Form):
    """Which agency is asked, and what it is told."""

    agency = forms.ChoiceField(
        label=_("评价机构"), widget=forms.RadioSelect, error_messages={"required": _("请选一家机构。"),
        "invalid_choice": _("这家机构现在不能委托，请另选。")},
    )  # fmt: skip
    message = _text(label=_("给机构的说明"), required=False, help_text=_("例如主要产品、希望到厂的时间、联系人。"))

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(agencies)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Yes with what was found when the request was reviewed (预评价), or no with the reason."""

    basics = forms.BooleanField(
        label=_("已预评价：委托符合要求，评价可以开展"), required=False,
        help_text=_("接受时必须确认；确认基本要求之后才签订合同（工信厅节函〔2017〕564号）。"),
    )  # fmt: skip
    answer = _text(
        label=_("预评价结论，或不接受的理由"), help_text=_("申报单位会看到。"),
        error_messages={"required": _("请写明预评价的结论；不接受的，写明理由。")},
    )  # fmt: skip


class ContractForm(forms.Form):
    """The contract with its number and days."""

    paper = forms.FileField(
        label=_("合同（双方签章）"), required=False, help_text=_("PDF 或图片。已上传过的，不选文件就保留原来的一份。"),
        error_messages={"empty": _("文件是空的；请确认选对了文件。")},
    )  # fmt: skip
    number = forms.CharField(label=_("合同编号"), max_length=60, error_messages={"required": _("请填写合同编号。")})
    signed_on = _day(label=_("签订日期"), error_messages={"required": _("请填写签订日期。")})
    starts_on = _day(
        label=_("评价开始日期"), help_text=_("机构的备案在这一天必须有效（196号 四）。"),
        error_messages={"required": _("请填写评价开始日期。")},
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a contract is to end."""

    reason = _text(2, label=_("原因"), error_messages={"required": _("请写明原因。")})


class RelationForm(forms.Form):
    """A relation between agency and unit; `agencies` where it is not clear which agency."""

    agency = forms.ChoiceField(label=_("与哪家机构"), error_messages={"required": _("请选一家机构。")})
    sort = forms.ChoiceField(
        label=_("关系"), choices=[("", _("请选择")), *DeclaredRelation.Sort.choices],
        error_messages={"required": _("请选择是哪种关系。")},
    )  # fmt: skip
    detail = forms.CharField(
        label=_("说明"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("谁、什么时候、做了什么。"), error_messages={"required": _("请写明具体情况。")},
    )  # fmt: skip
    until = _day(label=_("截止日期"), required=False, help_text=_("还在继续的不填。"))

    def __init__(self, *args: Any, agencies: Choices | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agencies is None:
            del self.fields["agency"]
        else:
            self.fields["agency"].choices = [("", _("请选择")), *agencies]  # type: ignore[attr-defined]


class AffiliationForm(forms.Form):
    """Another agency that belongs with this one, by its code."""

    uscc = forms.CharField(
        label=_("对方的统一社会信用代码"), max_length=18, error_messages={"required": _("请填写信用代码。")}
    )
    basis = forms.ChoiceField(
        label=_("依据"), choices=[("", _("请选择")), *Affiliation.Basis.choices],
        error_messages={"required": _("请选择依据。")},
    )  # fmt: skip
    detail = forms.CharField(label=_("说明"), max_length=300, required=False)
