"""Codes and passkeys, as allauth asks for them, in our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _


def _code(field: forms.Field) -> None:
    field.label = _("验证码")
    field.widget.attrs |= {"placeholder": "", "inputmode": "text", "autofocus": True}


class AuthenticateForm(base.AuthenticateForm):
    """After the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class ReauthenticateForm(base.ReauthenticateForm):
    """Before the settings of signing in are changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class ActivateForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class AddKeyForm(webauthn.AddWebAuthnForm):
    """A name for a new passkey, and whether it alone signs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("名称")
        self.fields["passwordless"].label = _("用它登录时不输密码")
        self.fields["passwordless"].help_text = _("需要设备支持指纹、面容或开机密码。")


class EditKeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("名称")
