"""`request.hat`: the hat somebody wears now, chosen by them, kept in the session."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .access import Hat
from .queries import hats_of

KEY = "hat"
Handler = Callable[[HttpRequest], HttpResponse]


class HatMiddleware:
    """Puts the hat on the request. `request.hat` is None for nobody signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:  # noqa: D102 - see the class
        request.hat = hat_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def hat_of(request: HttpRequest) -> Hat | None:
    """The chosen hat; the only one, or the first, where none was chosen; without membership where there is none."""
    if not request.user.is_authenticated:
        return None
    memberships = hats_of(request.user)
    chosen = request.session.get(KEY)
    membership = next((one for one in memberships if one.pk == chosen), memberships[0] if memberships else None)
    return Hat(request.user, membership)
