"""What anybody fills in without an account: an objection, a question how it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from greenlist.notices.domain.objecting import NO_WAY, WRONG_NUMBER, Given
from greenlist.notices.identity import identity_holds, normalised
from greenlist.notices.limits import PROOF

from .fields import FilesField, area


class ObjectionForm(forms.Form):
    """An objection to one unit. `website` is left empty by people; programs that fill in everything give in."""

    ground = area(
        _("异议的事实和理由"), _("请写明异议的事实和理由。"), rows=7,
        help_text=_("什么时候、什么地方、什么问题、怎么知道的。写得具体，才能核查。"),
    )  # fmt: skip
    name = forms.CharField(
        label=_("姓名或单位名称"), max_length=120, error_messages={"required": _("请填写真实姓名或单位名称。")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    identity = forms.CharField(
        label=_("身份证件号或统一社会信用代码"), max_length=30,
        error_messages={"required": _("请填写身份证号或统一社会信用代码。")},
        help_text=_("个人填 18 位身份证号，单位填 18 位统一社会信用代码。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("联系电话"), max_length=30, required=False, help_text=_("电话和邮箱至少填一项。"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, error_messages={"invalid": _("电子邮箱的写法不对，请核对。")}
    )
    anonymous = forms.BooleanField(
        label=_("不写姓名，匿名反映"), required=False,
        help_text=_("匿名反映只作线索记录，不作为异议办理，也不答复；上面四项不用填，填了也不保存。"),
    )  # fmt: skip
    proof = FilesField(limits=PROOF, label=_("证明材料"))
    website = forms.CharField(
        label=_("这一栏请留空"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    def __init__(self, *args: Any, takes_anonymous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not takes_anonymous:
            del self.fields["anonymous"]
        elif self.data.get("anonymous"):
            for name in ("name", "identity"):
                self.fields[name].required = False

    def clean_identity(self) -> str:
        """A number that holds. Said together with whatever else is missing, not after it."""
        given = str(self.cleaned_data["identity"])
        if given and not self.data.get("anonymous") and not identity_holds(normalised(given)):
            raise forms.ValidationError(WRONG_NUMBER)
        return given

    def clean(self) -> None:
        """One way to reach whoever objects, asked for with the rest."""
        said = self.cleaned_data
        way = "phone" in said and "email" in said and not (said["phone"].strip() or said["email"].strip())
        if way and not said.get("anonymous"):
            self.add_error("phone", NO_WAY)

    def clean_website(self) -> str:
        """Nothing; somebody whose browser filled it in can empty it."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("这一栏是用来识别自动程序的，请清空后再提交。"))
        return ""

    @property
    def person(self) -> list[forms.BoundField]:
        """Who objects."""
        return [self[name] for name in ("name", "identity", "phone", "email", "anonymous") if name in self.fields]

    def given(self) -> Given:
        """What was written."""
        said = self.cleaned_data
        return Given(
            said["ground"], bool(said.get("anonymous")), said["name"], said["identity"], said["phone"], said["email"]
        )


class SlipForm(forms.Form):
    """Number and secret of a slip."""

    number = forms.CharField(
        label=_("回执编号"), max_length=40, help_text=_("如 YY20240718-7KQ2M9。"),
        error_messages={"required": _("请填写回执编号。")}, widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    secret = forms.CharField(
        label=_("查询码"), max_length=40, error_messages={"required": _("请填写查询码。")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
