from __future__ import annotations

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    """The app `panels`."""

    name = "greenlist.panels"
    label = "panels"
