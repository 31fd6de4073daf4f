"""What stands between signing in and working: a session that is over, a password to change, a missing second factor."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from .models import Membership, Person
from .passwords import is_over_age, profile
from .roles import OFFICIALS

SIGNED_IN, SEEN = "signed_in_at", "seen_at"  # in the session, seconds since 1970
GRAIN = 60  # seconds between two notes of when somebody was seen last: not every request writes
ALWAYS = frozenset({"account_logout", "language", "healthz"})
TO_CHANGE = ALWAYS | {"account_change_password"}
Handler = Callable[[HttpRequest], HttpResponse]


class GateMiddleware:
    """Lets nobody past an open duty to the site itself. Stands after the hat and before whatever acts."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:  # noqa: D102 - see the class
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        """Where to go instead, or None."""
        person = request.user
        if not person.is_authenticated:
            return None
        return _session_gate(request) or _password_gate(request, person) or _second_factor_gate(request, person)


def _session_gate(request: HttpRequest) -> HttpResponseBase | None:
    now, session = time.time(), request.session
    limit, idle = profile().session, profile().idle
    over = limit is not None and now - session.get(SIGNED_IN, now) > limit.total_seconds()
    still = idle is not None and now - session.get(SEEN, now) > idle.total_seconds()
    if over or still:
        logout(request)
        messages.warning(request, _("登录已超时，请重新登录后继续；已保存的内容都在。"))
        return _to(request, "account_login", back=True)
    if idle is not None and now - session.get(SEEN, 0) > GRAIN:
        session[SEEN] = now
    return None


def _password_gate(request: HttpRequest, person: Person) -> HttpResponseBase | None:
    if _name(request) in TO_CHANGE:
        return None
    if person.must_change_password:
        messages.warning(request, _("请先设置一个新密码，再继续使用。"))
    elif is_over_age(person):
        messages.warning(request, _("密码已超过 90 天，请先更换，再继续使用。"))
    else:
        return None
    return _to(request, "account_change_password")


def _second_factor_gate(request: HttpRequest, person: Person) -> HttpResponseBase | None:
    if not owes_second_factor(getattr(request, "hats", [])) or _leads_to_second_factor(_name(request)):
        return None
    if is_mfa_enabled(person):
        return None
    messages.warning(request, _("您的身份需要双因素认证，请先启用验证器或通行密钥，再继续使用。"))
    return _to(request, "mfa_index")


def owes_second_factor(hats: list[Membership]) -> bool:
    """Whether somebody with these hats must have a second factor (setting SECOND_FACTOR)."""
    if settings.SECOND_FACTOR == "officials":
        return any(hat.role in OFFICIALS for hat in hats)
    return bool(settings.SECOND_FACTOR == "everyone")


def _leads_to_second_factor(name: str) -> bool:
    return name in ALWAYS or name == "account_reauthenticate" or name.startswith("mfa_")


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match else ""


def _to(request: HttpRequest, name: str, *, back: bool = False) -> HttpResponseBase:
    url = reverse(name)
    if back and request.method == "GET":
        url += "?" + urlencode({"next": request.get_full_path()})
    if request.path_info.startswith("/api/"):
        return JsonResponse({"detail": _("请先在网站上完成登录要求：%(url)s") % {"url": url}}, status=403)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)
