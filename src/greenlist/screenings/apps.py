from __future__ import annotations

from django.apps import AppConfig


class ScreeningsConfig(AppConfig):
    """The app `screenings`."""

    name = "greenlist.screenings"
    label = "screenings"

    def ready(self) -> None:
        """Let the lists ask what was found about their units; models are not loaded before this."""
        from . import listed  # noqa: F401, PLC0415 - it fills listings.telling
