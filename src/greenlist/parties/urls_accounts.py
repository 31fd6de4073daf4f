"""The addresses of django-allauth that are used here, under its own names; no others exist."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

from .views.signing_in import refused_as_422 as honest
from .views.signing_in import sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", honest(sign_in), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", honest(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", honest(account.password_change), name="account_change_password"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", honest(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", honest(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", honest(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", honest(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", honest(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", honest(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", honest(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", honest(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", honest(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]
