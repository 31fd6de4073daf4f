from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app `web`."""

    name = "greenlist.web"
    label = "web"
