from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The app `portal`."""

    name = "greenlist.portal"
    label = "portal"
