"""What every page shows around its own content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def around_every_page(request: HttpRequest) -> dict[str, Any]:
    """The hat worn, the hats to choose from, whether this is the demo."""
    return {"hat": getattr(request, "hat", None), "demo": settings.DEMO, "site_name": settings.SITE_NAME}
