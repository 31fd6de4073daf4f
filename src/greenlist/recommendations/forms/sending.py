"""Forms of a recommendation: the letter, a reason, scans, posting, uploads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.paperwork.forms.feet import copies_field, first_foot, printed_by_field, printed_on_field
from greenlist.recommendations.models import Recommendation, Scan

LONG = 4000
HOW = (_("EMS"), _("顺丰"), _("机要"), _("专人送达"))


def day(label: Any, **more: Any) -> forms.DateField:
    """A date as browsers send it."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class LetterForm(forms.Form):
    """Number, date, words and foot of the letter."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    letter_no = forms.CharField(
        label=_("发文字号"), max_length=60, required=False, help_text=_("如：长工信〔2024〕5号；提交审批前必须填写。")
    )
    letter_on = day(_("成文日期"), required=False)
    signer = forms.CharField(label=_("签发人"), max_length=60, required=False)
    text = forms.CharField(
        label=_("评价和遴选情况"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写入正文第一部分，一行一段；留空则在文中标出待填。"),
    )  # fmt: skip
    consulted = forms.CharField(
        label=_("征求意见情况"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写入正文第二部分，一行一段；留空则在文中标出待填。"),
    )  # fmt: skip
    copies = copies_field()
    printed_by = printed_by_field()
    printed_on = printed_on_field()

    def for_province(self) -> LetterForm:
        """With the labels of the province's letter."""
        self.fields["text"].label = _("评审情况")
        self.fields["consulted"].label = _("公示和异议处理情况")
        return self


def letter_form(held: Recommendation, data: Any = None) -> LetterForm:
    """The form filled with what is kept."""
    first = {name: getattr(held, name) for name in ("version", "letter_no", "letter_on", "signer", "text", "consulted")}
    form = LetterForm(data, initial=first | first_foot(held), label_suffix="", auto_id="id_letter_%s")
    return form.for_province() if held.level == Recommendation.Level.PROVINCE else form


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("理由"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明理由。")},
    )  # fmt: skip


class ScanForm(forms.Form):
    """A stamped scan of one part."""

    part = forms.ChoiceField(label=_("哪一部分"))
    file = forms.FileField(
        label=_("盖章扫描件"), help_text=_("PDF、PNG 或 JPG，不超过 50 MB。"),
        error_messages={"required": _("还没有选择文件。"), "empty": _("文件是空的；请确认选对了文件。")},
    )  # fmt: skip

    def __init__(self, *args: Any, parts: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = set(parts)
        choices = [(value, label) for value, label in Scan.Part.choices if value in wanted]
        self.fields["part"].choices = choices  # type: ignore[attr-defined]


class PostingForm(forms.Form):
    """Paper that was posted."""

    what = forms.CharField(label=_("寄送内容"), max_length=200, error_messages={"required": _("请填写寄送内容。")})
    copies = forms.IntegerField(
        label=_("份数"), min_value=1, max_value=999, error_messages={"required": _("请填写份数。")}
    )
    recipient = forms.CharField(label=_("收件单位"), max_length=120, error_messages={"required": _("请填写收件单位。")})
    posted_on = day(_("寄出日期"), error_messages={"required": _("请填写寄出日期。")})
    how = forms.CharField(
        label=_("方式"), max_length=60, help_text=_("如：EMS、顺丰、机要、专人送达。"),
        error_messages={"required": _("请填写方式。")},
    )  # fmt: skip
    tracking_no = forms.CharField(label=_("单号"), max_length=60, required=False)


def _why() -> forms.CharField:
    return forms.CharField(
        label=_("更正的原因"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明更正的原因。")},
    )  # fmt: skip


def _void() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("整条作废"), required=False, help_text=_("实际没有寄送或上传、登错了单位时用；上面各项不再采用。")
    )


class PostingChange(PostingForm):
    """The same in place of a wrong record."""

    void = _void()
    reason = _why()


class UploadChange(forms.Form):
    """An upload in place of a wrong record; the unit stays."""

    what = forms.CharField(label=_("上传内容"), max_length=200, required=False)
    uploaded_on = day(_("上传日期"), error_messages={"required": _("请填写上传日期。")})
    receipt = forms.CharField(label=_("平台回执"), max_length=120, required=False)
    void = _void()
    reason = _why()


class UploadForm(forms.Form):
    """What was uploaded to the national platform, of which units."""

    units = forms.TypedMultipleChoiceField(
        label=_("单位"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选择单位。")},
    )  # fmt: skip
    what = forms.CharField(label=_("上传内容"), max_length=200, required=False, help_text=_("不填则记为“申报材料”。"))
    uploaded_on = day(_("上传日期"), error_messages={"required": _("请填写上传日期。")})
    receipt = forms.CharField(
        label=_("平台回执"), max_length=120, required=False, help_text=_("平台给出的编号或提示。")
    )

    def __init__(self, *args: Any, units: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = list(units)  # type: ignore[attr-defined]
