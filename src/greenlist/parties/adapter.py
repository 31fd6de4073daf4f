"""How django-allauth does things here."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from greenlist.journal.middleware import network_address

from .access import Hat
from .domain.accounts import set_password
from .gates import owes_second_factor
from .queries import hats_of

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def wrong_password() -> str:
    """What is said of a wrong password, with the way out that this site has."""
    if settings.MAIL_ON:
        return gettext("登录名或密码不正确，请核对后重试。忘记密码请点“忘记密码”。")
    return gettext("登录名或密码不正确，请核对后重试。忘记密码请联系安全管理员重置。")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations and from registering a unit; wrong passwords are counted by `lockout`."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": lazy(wrong_password, str)(),
        "incorrect_password": _("密码不正确，请核对后重试。"),
        "too_many_login_attempts": _("尝试次数过多，请几分钟后再试。"),
        "enter_current_password": _("当前密码不正确，请核对后重试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody chooses their own role."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """No limit per account alone: anybody who knows a login could use it up for its owner."""

    def set_password(self, user: Any, password: str) -> None:
        """Through the verb, which keeps the old one and writes the journal."""
        set_password(person=user, password=password, by=Hat(user).actor)

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the journal sees it."""
        return network_address(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to one's own page."""
        return reverse("me")


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of second factors stand encrypted in the database; the last one of who needs one stays."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("验证码不正确，请核对手机时间后输入最新的 6 位数字。"),
        "cannot_delete_authenticator": _("您的身份必须保留一种双因素认证；请先添加另一种，再停用这一种。"),
    }

    def encrypt(self, text: str) -> str:
        """With a key derived from SECRET_KEY."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Also with earlier keys (SECRET_KEY_FALLBACKS)."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of somebody who owes one."""
        person = authenticator.user
        others = Authenticator.objects.filter(user=person, type__in=FACTORS).exclude(pk=authenticator.pk)
        return others.exists() or not owes_second_factor(hats_of(person))

    def get_totp_issuer(self) -> str:
        """What the authenticator shows."""
        return str(settings.SITE_NAME)

    def get_totp_label(self, user: Any) -> str:
        """Whose it is."""
        return str(user.login)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """密钥 1, 密钥 2."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("密钥 %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)


def _box() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    derived = (hashlib.sha256(f"greenlist.second-factor:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in derived])
