from __future__ import annotations

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    """The app `panels`."""

    name = "greenlist.panels"
    label = "panels"

    def ready(self) -> None:
        """Let the guard of the process table be known; models are not loaded before this."""
        from . import guards  # noqa: F401, PLC0415 - it fills process.GUARDS
