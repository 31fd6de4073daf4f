from __future__ import annotations

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """The app `ops`."""

    name = "greenlist.ops"
    label = "ops"
