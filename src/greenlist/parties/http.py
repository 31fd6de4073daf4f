"""The request as our views get it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .access import Hat


class Request(HttpRequest):
    """With the hat worn (see `middleware.py`; None for nobody signed in) and what htmx says."""

    hat: Hat | None
    htmx: HtmxDetails
