"""Wrong passwords: counted per account and address together, and per known browser.

Never by account alone: then a rival who knows a login could lock its owner out at the deadline. Never by address
alone at a low number: an office sits behind one address. A browser in which an account signed in before carries a
signed device cookie and has a counter of its own, which nobody else can use up (OWASP "device cookies").

    unknown browser   5 failures of this account from this address, or 100 of any account from it: 15 minutes
    known browser     5 failures of this account in this browser: 15 minutes
"""

from __future__ import annotations

import ipaddress
import secrets
from datetime import timedelta
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.core import signing
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from greenlist.journal.middleware import network_address

COOKIE = "greenlist_device"
SALT = "greenlist.device"
LIFETIME = timedelta(days=400)  # the longest browsers keep a cookie
ACCOUNTS = 20  # remembered in one browser, the latest
KNOWN = "device:"  # begins what stands for the browser in the counter of a known one
ANY = ""


def login_key(login: str) -> str:
    """A login as it is counted: spellings of one account are one (the database compares them in upper case)."""
    return login.strip().upper().lower()[:255]


def login_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Whose password is tried (AXES_USERNAME_CALLABLE)."""
    given = (credentials or {}).get("username") or request.POST.get("login") or ""
    return login_key(str(given))


def address_of(request: HttpRequest) -> str | None:
    """Where from (AXES_CLIENT_IP_CALLABLE): the address, of IPv6 its /64, which one customer has whole."""
    try:
        address = ipaddress.ip_address(network_address(request).split("%")[0])
    except ValueError:
        return None
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def counted_by(request: HttpRequest, credentials: dict[str, Any] | None = None) -> list[list[str]]:
    """Which counter an attempt belongs to (AXES_LOCKOUT_PARAMETERS)."""
    known = device_of(request, login_of(request, credentials))
    return [["username", "user_agent"]] if known else [["username", "ip_address"]]


class Counter(AxesDatabaseHandler):
    """The counters in the database, with the known browser in place of the user agent, which anybody can forge."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        """Whether this account may not be tried from here now."""
        _mark(request, credentials)
        return bool(super().is_locked(request, credentials))

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Failures of the counter; where the whole address is over its limit, at least the limit."""
        failures = int(super().get_failures(request, credentials))
        if device_of(request, login_of(request, credentials)) is None and _address_is_over(request):
            return max(failures, settings.AXES_FAILURE_LIMIT)
        return failures

    def user_login_failed(self, sender: Any, credentials: dict[str, Any], request: Any = None, **more: Any) -> None:
        """Count one."""
        if request is not None:
            _mark(request, credentials)
        super().user_login_failed(sender, credentials, request, **more)


def _mark(request: Any, credentials: dict[str, Any] | None) -> None:
    device = device_of(request, login_of(request, credentials))
    request.axes_user_agent = f"{KNOWN}{device}" if device else ANY


def _address_is_over(request: Any) -> bool:
    rows = AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
    ).exclude(user_agent__startswith=KNOWN)
    return int(rows.aggregate(sum=Sum("failures_since_start"))["sum"] or 0) >= settings.ADDRESS_FAILURE_LIMIT


def source_of(request: HttpRequest, login: str) -> str:
    """Where something is asked about an account, as it is counted: the known browser, else the address; '' unknown.

    A keyed hash, which names nobody.
    """
    where = device_of(request, login_key(login)) or address_of(request)
    return salted_hmac(SALT, where).hexdigest() if where else ""


# -- the device cookie -----------------------------------------------------------------------------------------


def device_of(request: HttpRequest, login: str) -> str | None:
    """What this browser is called for an account that signed in with it before."""
    return _devices(request).get(_account(login))


def remember_device(request: HttpRequest, response: HttpResponse, login: str) -> None:
    """Make the browser a known one of the account that just signed in."""
    devices, account = _devices(request), _account(login_key(login))
    device = devices.pop(account, None) or secrets.token_hex(16)
    kept = dict([*devices.items(), (account, device)][-ACCOUNTS:])
    response.set_cookie(
        COOKIE, signing.dumps(kept, salt=SALT), max_age=LIFETIME, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _account(login: str) -> str:
    return salted_hmac(SALT, login).hexdigest()[:20]  # the cookie names nobody


def _devices(request: HttpRequest) -> dict[str, str]:
    try:
        devices = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return {}
    return devices if isinstance(devices, dict) else {}


def locked_page(request: HttpRequest, _response: HttpResponse, _credentials: Any = None) -> HttpResponse:
    """What is said then (AXES_LOCKOUT_CALLABLE)."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)
