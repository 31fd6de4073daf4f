"""What Django, allauth and axes tell us of signing in and out, written into the journal."""

# ruff: noqa: ARG001 - who hears a signal takes what it sends
from __future__ import annotations

import time
from typing import Any

from allauth.account.signals import user_logged_in as signed_in
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse

from greenlist.journal.context import NOBODY
from greenlist.journal.domain import record

from .access import Hat
from .gates import SEEN, SIGNED_IN
from .lockout import login_key, remember_device
from .models import Person


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    user_logged_in.connect(_begin_session, dispatch_uid="greenlist.begin_session")
    user_logged_out.connect(_on_signed_out, dispatch_uid="greenlist.signed_out")
    signed_in.connect(_on_signed_in, dispatch_uid="greenlist.signed_in")
    user_locked_out.connect(_on_locked_out, dispatch_uid="greenlist.locked_out")
    post_save.connect(_on_factor_saved, sender=Authenticator, dispatch_uid="greenlist.factor_saved")
    post_delete.connect(_on_factor_deleted, sender=Authenticator, dispatch_uid="greenlist.factor_deleted")


def _begin_session(sender: Any, request: HttpRequest, user: Person, **_more: Any) -> None:
    request.session[SIGNED_IN] = request.session[SEEN] = time.time()


def _on_signed_in(sender: Any, request: HttpRequest, response: HttpResponse, user: Person, **_more: Any) -> None:
    """After every step of signing in: the journal, the known browser, the language."""
    with transaction.atomic():
        record("person.signed_in", user, by=Hat(user).actor)
    remember_device(request, response, user.login)
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) not in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, max_age=31_536_000, samesite="Lax")


def _on_signed_out(sender: Any, request: HttpRequest, user: Person | None, **_more: Any) -> None:
    if user is not None:
        with transaction.atomic():
            record("person.signed_out", user, by=Hat(user).actor)


def _on_locked_out(sender: Any, request: Any, username: str, ip_address: str | None, **_more: Any) -> None:
    """The moment an account is locked for an address or browser; what is tried meanwhile is not said again."""
    person = Person.objects.filter(login__iexact=login_key(username or "")).first()
    if person is None or getattr(request, "axes_failures_since_start", None) is None:
        return
    with transaction.atomic():
        after = {"address": ip_address, "failures": request.axes_failures_since_start}
        record("person.locked_out", person, by=NOBODY, after=after)


def _on_factor_saved(sender: Any, instance: Authenticator, created: bool, **_more: Any) -> None:
    """Inside the transaction of the act; allauth's own signals come only after it."""
    if created:
        _second_factor("added", instance)


def _on_factor_deleted(sender: Any, instance: Authenticator, **_more: Any) -> None:
    _second_factor("removed", instance)


def _second_factor(act: str, factor: Authenticator) -> None:
    with transaction.atomic():
        record(f"person.second_factor_{act}", factor.user, by=Hat(factor.user).actor, after={"kind": str(factor.type)})
