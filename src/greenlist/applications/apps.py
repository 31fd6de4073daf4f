from __future__ import annotations

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """The app `applications`."""

    name = "greenlist.applications"
    label = "applications"

    def ready(self) -> None:
        """Let the guards of the process table be known."""
        from . import guards  # noqa: F401, PLC0415 - it fills process.GUARDS; models are not loaded before this
