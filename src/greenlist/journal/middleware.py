"""One context per request; one answer per idempotency key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from . import once
from .context import Context, within

Handler = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponseBase]
EXEMPT = ("/accounts/", "/api/", "/language/")  # signing in keeps its own counts, the rest changes nothing twice


def network_address(request: HttpRequest) -> str:
    """Where a request comes from. Behind N trusted proxies the N-th address from the right of X-Forwarded-For."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    trusted: int = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return str(hops[-trusted])
    return str(request.META.get("REMOTE_ADDR", ""))


class ContextMiddleware:
    """Opens the journal's context for a request and names it in the answer (X-Request-ID)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:  # noqa: D102 - see the class
        with within(Context(source=network_address(request))) as context:
            response = self.get_response(request)
        response["X-Request-ID"] = str(context.id)
        return response


class OnceMiddleware:
    """The same idempotency key gets the same answer, and the act happens once (`once.py`).

    It stands after whatever says who asks, and calls the view itself: forged and misdirected requests never reach it.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:  # noqa: D102 - see the class
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The answer to a POST under its key; None: not one of ours to answer."""
        if request.method != "POST" or request.path_info.startswith(EXEMPT):
            return None
        return once.answer(request, lambda: view(request, *args, **kwargs))
