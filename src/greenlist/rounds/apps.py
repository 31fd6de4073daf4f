from __future__ import annotations

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """The app `rounds`."""

    name = "greenlist.rounds"
    label = "rounds"
