"""An agency registers, corrects its data; a province decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from greenlist.engine.codes import normalise_uscc, uscc_problem
from greenlist.parties.forms.accounts import AccountForm
from greenlist.parties.forms.units import PlaceField, said
from greenlist.parties.models import Jurisdiction

L = Jurisdiction.Level


class AgencyDataForm(forms.Form):
    """What an agency may correct itself."""

    legal_rep = forms.CharField(
        label=_("法定代表人"), max_length=60, help_text=_("国家级项目的上限按法定代表人合计，变更后请及时修改。")
    )
    address = forms.CharField(label=_("地址"), max_length=200)


class AgencyForm(AgencyDataForm):
    """An agency as it stands in its licence."""

    name = forms.CharField(label=_("机构名称"), max_length=120, help_text=_("与营业执照或法人证书完全一致。"))
    uscc = forms.CharField(
        label=_("统一社会信用代码"), max_length=40, help_text=_("18 位；小写、全角和空格会自动整理。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    place = PlaceField(
        label=_("所在地"), queryset=Jurisdiction.objects.none(), empty_label=_("请选择"),
        help_text=_("由所在省工业和信息化主管部门确认；外省机构请选择准备备案的省份。"),
    )  # fmt: skip
    field_order: Any = ("name", "uscc", "legal_rep", "place", "address")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Jurisdiction.objects.filter(level__in=(L.PROVINCE, L.CITY, L.COUNTY))
        self.fields["place"].queryset = places.select_related("parent__parent__parent")  # type: ignore[attr-defined]

    def clean_uscc(self) -> str:
        """In its canonical spelling; a code that does not hold is refused with the reason."""
        problem = uscc_problem(self.cleaned_data["uscc"])
        if problem is not None:
            raise forms.ValidationError(said(problem))
        return normalise_uscc(self.cleaned_data["uscc"])

    def clean_name(self) -> str:
        """Without blanks around it."""
        return " ".join(self.cleaned_data["name"].split())

    def agency(self) -> dict[str, Any]:
        """What `register_agency` takes."""
        return {name: self.cleaned_data[name] for name in ("name", "uscc", "legal_rep", "address", "place")}

    def refuse(self, error: Exception, field: str) -> None:
        """Put what a verb said beside its field."""
        self.add_error(field if field in self.fields else NON_FIELD_ERRORS, str(error))


class NewcomerForm(AccountForm, AgencyForm):
    """An agency together with the account of its head."""

    field_order: Any = (*AgencyForm.field_order, *AccountForm.field_order)
