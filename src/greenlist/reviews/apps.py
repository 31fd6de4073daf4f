from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """The app `reviews`."""

    name = "greenlist.reviews"
    label = "reviews"

    def ready(self) -> None:
        """Let the guards of the process table be known, and who keeps out of a case; models are loaded by now."""
        from . import guards  # noqa: F401, PLC0415 - it fills process.GUARDS and process.HINDRANCES
