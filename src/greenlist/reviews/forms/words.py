"""Forms of written words with their documents: rulings on screening, stops and verdicts, what is taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = 2000  # characters


def _text(label: Any, required: Any, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=LONG, widget=area, error_messages={"required": required}, **more)


def _file(label: Any, *, required: bool, missing: Any = "", **more: Any) -> forms.FileField:
    told = {"empty": _("文件是空的；请确认选对了文件。"), "required": missing or _("还没有选择文件。")}
    return forms.FileField(label=label, required=required, error_messages=told, **more)


class RulingForm(forms.Form):
    """Why a unit may go on in spite of what screening found."""

    reason = _text(
        _("认定的理由"), _("请写明认定的理由。"), help_text=_("查到了什么、为什么不影响推荐、依据哪份文件。")
    )
    document = _file(_("书面依据"), required=False)

    def __init__(self, *args: Any, hit: bool, **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        if hit:
            self.fields["document"] = _file(
                _("书面依据"), required=True, missing=_("筛查命中否决情形，要上传认定的书面依据。")
            )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = _text(_("撤销的理由"), _("请写明撤销的理由。"))


class BlockForm(forms.Form):
    """Which exclusion condition came true, on what paper."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    condition = forms.ChoiceField(
        label=_("成立的否决情形"), widget=forms.RadioSelect, error_messages={"required": _("请选择成立的否决情形。")}
    )
    reason = _text(_("事实和依据"), _("请写明事实和依据。"), help_text=_("申报单位会看到这段文字。"))
    document = _file(
        _("依据文件"), required=True, missing=_("请上传查询截图、部门复函等依据。"), help_text=_("申报单位看不到文件。")
    )

    def __init__(self, *args: Any, conditions: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **({"label_suffix": ""} | kwargs))
        choices = [(key, f"{key} {name}") for key, name in conditions.items()]
        self.fields["condition"].choices = choices  # type: ignore[attr-defined]


class VerdictForm(forms.Form):
    """The written verdict by which an application goes on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = _text(
        _("书面认定"), _("请写明书面认定的内容。"), help_text=_("哪一级、哪个机关认定，为什么否决情形不成立或已解除。")
    )
    document = _file(_("认定文件"), required=True, missing=_("请上传书面认定的文件。"))
