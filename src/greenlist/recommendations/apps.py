from __future__ import annotations

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    """The app `recommendations`."""

    name = "greenlist.recommendations"
    label = "recommendations"

    def ready(self) -> None:
        """Let the guard of the process table and the worker's jobs be known; models are not loaded before this."""
        from . import guards, jobs  # noqa: F401, PLC0415 - they fill process.GUARDS and procrastinate's registry
