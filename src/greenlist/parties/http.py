"""The request as our views get it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .access import Hat
from .models import Membership


class Request(HttpRequest):
    """With the hat worn (see `middleware.py`; None for nobody signed in), all hats, and what htmx says."""

    hat: Hat | None
    hats: list[Membership]
    htmx: HtmxDetails


def wearer(request: Request) -> Hat:
    """The hat of somebody who is signed in; for views behind `login_required`."""
    if request.hat is None:
        raise RuntimeError("wearer() in a view without login_required")
    return request.hat
