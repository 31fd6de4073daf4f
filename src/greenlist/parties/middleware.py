"""`request.hat`: the hat somebody wears now, chosen by them, kept in the session."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from greenlist.journal.context import current

from .access import Hat
from .domain.accounts import choose_language
from .models import Membership
from .queries import hats_of

KEY = "hat"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
Handler = Callable[[HttpRequest], HttpResponse]


class HatMiddleware:
    """Puts the hat on the request (None for nobody signed in) and all hats of the person (`request.hats`).

    What the request changes in tracked rows is marked with the person and the context id of the journal.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:  # noqa: D102 - see the class
        hats = hats_of(request.user) if request.user.is_authenticated else []
        request.hats = hats  # type: ignore[attr-defined]
        request.hat = hat_of(request, hats)  # type: ignore[attr-defined]
        _remember_language(request)
        if request.method in READING:
            return self.get_response(request)
        with pghistory.context(person=str(request.user.pk or ""), context=str(current().id)):
            return self.get_response(request)


def _remember_language(request: HttpRequest) -> None:
    """The language somebody chose in the browser becomes that of the mail they get."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        choose_language(person=request.user, language=str(chosen))


def hat_of(request: HttpRequest, hats: list[Membership]) -> Hat | None:
    """The chosen hat; the only one, or the first, where none was chosen; without membership where there is none.

    The hats are those of this moment, so one that was ended is gone, chosen or not.
    """
    if not request.user.is_authenticated:
        return None
    chosen = request.session.get(KEY)
    membership = next((one for one in hats if one.pk == chosen), hats[0] if hats else None)
    return Hat(request.user, membership)
