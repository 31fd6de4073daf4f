from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app `notices`."""

    name = "greenlist.notices"
    label = "notices"
