"""Entering a unit, deciding on it, renaming it, keeping it up to date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from greenlist.engine.codes import industry_problem, normalise_uscc, split_industry, uscc_problem
from greenlist.engine.messages import Message, render
from greenlist.parties.models import Jurisdiction, Organisation

from .accounts import AccountForm

L = Jurisdiction.Level
KINDS = [(kind.value, kind.label) for kind in (Organisation.Kind.ENTERPRISE, Organisation.Kind.PARK)]


def said(message: Message) -> str:
    """A sentence of the engine in the language of the page."""
    return render(message, "en" if (get_language() or "").startswith("en") else "zh")


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # for the checker alone it takes one
    """A city or county, shown with what lies above it."""

    def label_from_instance(self, place: Any) -> str:
        """吉林省 · 长春市 · 南关区."""
        names = [place.name]
        while (place := place.parent) is not None and place.level != L.MINISTRY:
            names.insert(0, place.name)
        return " · ".join(names)


class IndustryMixin(forms.Form):
    """The industry code, four digits, a letter before it allowed."""

    industry4 = forms.CharField(
        label=_("所属行业（国民经济行业四位代码）"), required=False, max_length=12,
        help_text=_("按 GB/T 4754-2017，例如 1391 或 C1391。园区可不填。"),
    )  # fmt: skip

    def clean_industry4(self) -> str:
        """The four digits."""
        text: str = self.cleaned_data["industry4"]
        if not text:
            return ""
        problem = industry_problem(text)
        if problem is not None:
            raise forms.ValidationError(said(problem))
        return split_industry(text)


class UnitForm(IndustryMixin):
    """A unit as it stands in its business licence."""

    kind = forms.ChoiceField(label=_("单位类型"), choices=KINDS, widget=forms.RadioSelect, initial=KINDS[0][0])
    name = forms.CharField(label=_("单位名称"), max_length=120, help_text=_("与营业执照（或批复文件）完全一致。"))
    uscc = forms.CharField(
        label=_("统一社会信用代码"), max_length=40, help_text=_("18 位；小写、全角和空格会自动整理。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    place = PlaceField(
        label=_("所在地"), queryset=Jurisdiction.objects.none(), empty_label=_("请选择市（州）或县（市、区）"),
        help_text=_("由所在市（州）工业和信息化主管部门确认。"),
    )  # fmt: skip
    legal_rep = forms.CharField(label=_("法定代表人"), max_length=60, required=False)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    field_order: Any = ("kind", "name", "uscc", "place", "legal_rep", "address", "industry4")

    def __init__(self, *args: Any, within: Jurisdiction | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Jurisdiction.objects.filter(level__in=(L.CITY, L.COUNTY)).select_related("parent__parent__parent")
        if within is not None:
            places = places.filter(path__startswith=within.path)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]

    def clean_uscc(self) -> str:
        """In its canonical spelling; a code that does not hold is refused with the reason."""
        problem = uscc_problem(self.cleaned_data["uscc"])
        if problem is not None:
            raise forms.ValidationError(said(problem))
        return normalise_uscc(self.cleaned_data["uscc"])

    def clean_name(self) -> str:
        """Without blanks around it."""
        return " ".join(self.cleaned_data["name"].split())

    def unit(self) -> dict[str, Any]:
        """What `register_unit` and `enter_unit` take."""
        data = self.cleaned_data
        more = {key: data[key] for key in ("legal_rep", "address", "industry4")}
        return {"kind": data["kind"], "name": data["name"], "uscc": data["uscc"], "place": data["place"], "more": more}

    def refuse(self, error: Exception, field: str) -> None:
        """Put what a verb said beside its field."""
        self.add_error(field if field in self.fields else NON_FIELD_ERRORS, str(error))


class NewcomerForm(AccountForm, UnitForm):
    """A unit together with the account of who enters it."""

    field_order: Any = (*UnitForm.field_order, *AccountForm.field_order)


class DecisionForm(forms.Form):
    """Confirm a unit, or refuse it with the reason."""

    decision = forms.ChoiceField(choices=[("confirm", _("确认")), ("refuse", _("不予确认"))])
    reason = forms.CharField(
        label=_("不予确认的理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明理由，单位会看到。")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.data.get("decision") != "confirm"


class UnitDataForm(IndustryMixin):
    """What a unit may correct itself."""

    legal_rep = forms.CharField(label=_("法定代表人"), max_length=60, required=False)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    field_order: Any = ("legal_rep", "address", "industry4")


class RenameForm(forms.Form):
    """Another name, on which ground and since when."""

    name = forms.CharField(label=_("新名称"), max_length=120)
    on = forms.DateField(
        label=_("变更日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("营业执照变更登记的日期；不填为今天。"),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("依据"), max_length=500, help_text=_("例如：变更登记通知书文号。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean_name(self) -> str:
        """Without blanks around it."""
        return " ".join(self.cleaned_data["name"].split())
