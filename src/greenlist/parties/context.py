"""What every page shows around its own content."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .queries import unread


def around_every_page(request: HttpRequest) -> dict[str, Any]:
    """The hat worn, the hats to choose from, how many notices are new (counted where it is shown), the demo."""
    hat = getattr(request, "hat", None)
    return {
        "hat": hat,
        "hats": getattr(request, "hats", []),
        "unread": cache(lambda: unread(hat.person)) if hat else 0,  # a template calls what can be called
        "demo": settings.DEMO,
        "mail_on": settings.MAIL_ON,
        "site_name": settings.SITE_NAME,
    }
