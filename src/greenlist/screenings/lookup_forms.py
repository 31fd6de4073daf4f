"""The form of a look-up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.engine import clock

from .forms import day_field

WHAT = 1000  # characters of what was found
OTHER = ""  # no source of the policy
NEEDED_SOMETIMES = ("place", "what", "dated_on")  # their hints say when; “可不填” would say otherwise
RESULTS = (("nothing", _("没有查到这项情形")), ("found", _("查到了，属于这项情形")))


class LookupForm(forms.Form):
    """What an officer looked up about one unit and one condition."""

    condition = forms.ChoiceField(label=_("条件"), error_messages={"required": _("请选择是哪一项条件。")})
    result = forms.ChoiceField(
        label=_("核实结果"), choices=RESULTS, widget=forms.RadioSelect,
        error_messages={"required": _("请选择查到了还是没有查到。")},
    )  # fmt: skip
    source = forms.ChoiceField(
        label=_("来源"), required=False,
        help_text=_("在名单来源自己的网站上查的，选这个来源：没有查到时，这家单位的这一项不再等这份名单。其余选“其他”。"),
    )  # fmt: skip
    place = forms.CharField(
        label=_("在哪里查的"), max_length=120, required=False,
        help_text=_("网站、档案或去函的部门，例如“国家企业信用信息公示系统”“用电和纳税记录”。选了来源的可以不填。"),
    )  # fmt: skip
    address = forms.CharField(label=_("网址或文号"), max_length=300, required=False)
    looked_on = day_field(
        label=_("查询日期"), initial=clock.today, error_messages={"required": _("请填写哪一天查的。")}
    )
    what = forms.CharField(
        label=_("查到的内容"), max_length=WHAT, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("查到的必填，照原文写；没有查到的可以写查了什么。"),
    )  # fmt: skip
    dated_on = day_field(
        label=_("情形日期"), required=False,
        help_text=_("查到的必填：发生或者列入的日期；查询时仍存在的情形（如仍在停产）填查询日期。"),
    )  # fmt: skip
    document = forms.FileField(
        label=_("佐证"), required=False, help_text=_("网页截图、复印件等。"),
        error_messages={"empty": _("文件是空的；请确认选对了文件。")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, conditions: Iterable[tuple[str, str]], sources: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self._names = dict(sources)
        for name in NEEDED_SOMETIMES:
            self.fields[name].needed_sometimes = True  # type: ignore[attr-defined]
        self.fields["condition"].choices = [("", _("请选择")), *conditions]  # type: ignore[attr-defined]
        self.fields["source"].choices = [(OTHER, _("其他")), *self._names.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A source that was asked says where."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("place") and given.get("source"):
            given["place"] = self._names[given["source"]][:120]
        return given
