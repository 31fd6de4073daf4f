"""A new account."""

from __future__ import annotations

import unicodedata

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from greenlist.engine import clock
from greenlist.parties.models import Person

from .signing_in import NewPasswordMixin

LOGIN = RegexValidator(r"^[\w.@+-]{3,60}\Z", _("登录名为 3 至 60 个字母、数字、汉字或 . @ + - _，不含空格。"))


class ContactForm(forms.Form):
    """How somebody is called and reached."""

    person_name = forms.CharField(label=_("您的姓名"), max_length=60)
    phone = forms.CharField(
        label=_("电话"), max_length=30, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, help_text=_("填写后，退回、期限等通知会同时发到这个邮箱。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip


class AccountForm(NewPasswordMixin, ContactForm):
    """Login and password of a new person. Half width, whatever was typed."""

    login = forms.CharField(
        label=_("登录名"), max_length=60, help_text=_("以后用它登录；不区分大小写。"),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )  # fmt: skip
    field_order = ("person_name", "phone", "email", "login", "password", "password_again")

    def clean_login(self) -> str:
        """Of the characters allowed, and free."""
        login = unicodedata.normalize("NFKC", self.cleaned_data["login"]).strip()
        LOGIN(login)
        if Person.objects.filter(login__iexact=login).exists():
            raise forms.ValidationError(_("登录名“%(login)s”已被使用，请换一个。"), params={"login": login})
        return login

    def owner(self) -> Person:
        """Not saved yet."""
        return Person(login=self.cleaned_data.get("login", ""), created_at=clock.now())

    def account(self) -> dict[str, str]:
        """What `create_person` takes."""
        data = self.cleaned_data
        return {
            "login": data["login"],
            "name": data["person_name"].strip(),
            "password": data["password"],
            "phone": data["phone"],
            "email": data["email"],
        }
