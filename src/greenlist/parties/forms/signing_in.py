"""Signing in and changing the password, as allauth asks for it, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from greenlist.parties.passwords import profile


def rule() -> str:
    """What a new password must be."""
    return str(profile().rule)


RULE = lazy(rule, str)


class SignInForm(allauth.LoginForm):
    """Login and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("登录名")
        self.fields["login"].widget.attrs |= {"placeholder": "", "autofocus": True}
        self.fields["password"].label = _("密码")
        self.fields["password"].widget.attrs["placeholder"] = ""
        self.fields["password"].help_text = ""


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The old one, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": _("当前密码"), "password1": _("新密码"), "password2": _("再输一次新密码")}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs["placeholder"] = ""
        self.fields["password1"].help_text = RULE()


class ReauthenticateForm(allauth.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("密码")
        self.fields["password"].widget.attrs["placeholder"] = ""


class NewPasswordMixin(forms.Form):
    """A new password typed twice, checked against the profile and against who will have it."""

    password = forms.CharField(
        label=_("密码"), strip=False, help_text=RULE(), max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    password_again = forms.CharField(
        label=_("再输一次密码"), strip=False, max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def owner(self) -> Any:
        """The person, saved or not, whose password it becomes."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Twice the same, and as the profile asks."""
        cleaned: dict[str, Any] = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("两次输入的密码不一致，请重新输入。"))
        if password:
            try:
                validate_password(password, self.owner())
            except forms.ValidationError as faults:
                self.add_error("password", faults)
        return cleaned


class ForgottenForm(forms.Form):
    """Whose password is forgotten. Whatever is typed is taken: a fault would tell which accounts there are."""

    login = forms.CharField(
        label=_("登录名"), max_length=60, error_messages={"required": _("请填写登录名。")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )  # fmt: skip


class ResetForm(NewPasswordMixin):
    """A new password for who holds a reset link."""

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def owner(self) -> Any:
        """Who the link is for."""
        return self.person
