from __future__ import annotations

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """The app `applications`."""

    name = "greenlist.applications"
    label = "applications"

    def ready(self) -> None:
        """Let the guards of the process table and the worker's jobs be known; models are not loaded before this."""
        # they fill process.GUARDS, procrastinate's registry and what the lists ask
        from . import guards, jobs, listed  # noqa: F401, PLC0415
